"""The pieces that the layouts of the public forms are put together from (crispy forms)."""

from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django.utils.translation import gettext_lazy as _

from participants.public.contact_fields import CONTACT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Say(HTML):
    """A paragraph between the questions."""

    def __init__(self, text: "StrOrPromise") -> None:
        self.text = text

    def render(self, form: object, context: object, *args: Any, **kwargs: Any) -> str:
        return f"<p>{self.text}</p>"


def public_form_helper(*items: str | Fieldset) -> FormHelper:
    """Return the helper of a public form that asks these things in this order.

    The page around it writes the <form> itself, and the errors as a summary above its heading."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = False
    helper.layout = Layout(*items)
    return helper


def contact_fieldset() -> Fieldset:
    """Return the questions of `ContactFields` under their heading."""
    return Fieldset(
        _("Wie erreichen wir Sie?"),
        Say(_("Eine Angabe reicht: E-Mail, Telefon oder Adresse.")),
        *CONTACT,
        "channel",
    )
