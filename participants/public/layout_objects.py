"""What a form says between its questions, for the layouts of crispy forms."""

from crispy_forms.layout import HTML


class Say(HTML):
    """A paragraph between the questions."""

    def __init__(self, text):
        self.text = text

    def render(self, form, context, template_pack=None, **kwargs):
        return f"<p>{self.text}</p>"
