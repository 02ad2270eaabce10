"""In which order the registration form asks, and what it says between the questions."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset
from django.utils.translation import gettext_lazy as _

from participants.public.layout_objects import Say, contact_fieldset, public_form_helper


def registration_layout(number: int = 1) -> FormHelper:
    """Return the helper of the form of one person.

    `number` counts the people of one form from 1: the first may type for the others."""
    return public_form_helper(
        "key",
        "name",
        contact_fieldset(),
        _wishes(),
        _fee(),
        _consents(is_typed_by_another=number > 1),
        _under_age(),
    )


def _wishes() -> Fieldset:
    return Fieldset(
        _("Damit es gut für Sie passt"),
        Say(_("Diese Angaben sind freiwillig.")),
        "lives_here",
        "needs",
    )


def _fee() -> Fieldset:
    nobody_stays_away = _(
        "Niemand soll wegen des Geldes wegbleiben. Wir helfen gern. Sie müssen nichts"
        " erklären und nichts beweisen."
    )
    return Fieldset(_("Kursgebühr"), Say(nobody_stays_away), "reduction")


def _consents(*, is_typed_by_another: bool) -> Fieldset:
    may_change_mind = _(
        "Sie können jedes Kästchen leer lassen. Und Sie können es sich jederzeit anders"
        " überlegen: Ein Anruf genügt."
    )
    agrees_alone = _(
        "Hier kreuzt nur die Person selbst etwas an. Ist sie nicht dabei? Dann lassen Sie"
        " alles leer."
    )
    words = [may_change_mind, agrees_alone] if is_typed_by_another else [may_change_mind]
    return Fieldset(
        _("Ihre Einwilligung"), *map(Say, words), "photos_inside", "photos_public", "alumni"
    )


def _under_age() -> Fieldset:
    return Fieldset(
        _("Nur für Menschen unter 18"),
        "under_age",
        "guardian_name",
        "guardian_contact",
        "guardian",
        css_class="under-age",
    )
