"""In which order the registration form asks, and what it says between the questions."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django.utils.translation import gettext_lazy as _

from participants.public.layout_objects import Say


def registration_layout(number=1):
    """Return the helper of the public form; the page around it writes the <form> itself.

    `number` is that of the person: the first may sit beside the others and type for them."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = False  # the summary stands above the heading
    helper.layout = Layout(
        "key",
        "name",
        Fieldset(
            _("Wie erreichen wir Sie?"),
            Say(_("Eine Angabe reicht: E-Mail, Telefon oder Adresse.")),
            "email",
            "phone",
            "street",
            "postal_code",
            "city",
            "channel",
        ),
        Fieldset(
            _("Damit es gut für Sie passt"),
            Say(_("Diese Angaben sind freiwillig.")),
            "lives_here",
            "needs",
        ),
        Fieldset(
            _("Kursgebühr"),
            Say(
                _(
                    "Niemand soll wegen des Geldes wegbleiben. Wir helfen gern. Sie müssen nichts"
                    " erklären und nichts beweisen."
                )
            ),
            "reduction",
        ),
        Fieldset(
            _("Ihre Einwilligung"),
            Say(_MAY_CHANGE_MIND),
            *([Say(_AGREES_ALONE)] if number > 1 else []),
            "photos_inside",
            "photos_public",
            "alumni",
        ),
        Fieldset(
            _("Nur für Menschen unter 18"),
            "under_age",
            "guardian_name",
            "guardian_contact",
            "guardian",
            css_class="under-age",
        ),
    )
    return helper


_MAY_CHANGE_MIND = _(
    "Sie können jedes Kästchen leer lassen. Und Sie können es sich jederzeit anders"
    " überlegen: Ein Anruf genügt."
)
_AGREES_ALONE = _(
    "Hier kreuzt nur die Person selbst etwas an. Ist sie nicht dabei? Dann lassen Sie alles leer."
)
