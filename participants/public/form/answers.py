"""The answers of a filled-in form as the person reads them before sending."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.public.form.application_form import ApplicationForm
from web.input.email_addresses import meant_address
from web.input.none_words import means_none
from web.input.phone_numbers import phone_for_people

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Answer:
    """One question in short, and what was answered; `meant` is what was perhaps meant instead."""

    label: str
    text: str
    meant: str = ""


def answers(form: ApplicationForm) -> list[Answer]:
    """Return what a valid form says, question by question; what was left out is left out here."""
    given = form.cleaned_data
    rows = [
        (_("Name"), given["name"]),
        (_("E-Mail-Adresse"), given["email"] or _none(form, "email")),
        (_("Telefonnummer"), phone_for_people(given["phone"]) or _none(form, "phone")),
        (_("Adresse"), _address(given)),
        (_("So melden wir uns"), _choice(form, "channel", form.application().person["channel"])),
        (form.fields["lives_here"].label, _choice(form, "lives_here", given["lives_here"])),
        (_("Das brauchen Sie"), given["needs"]),
        (_("Kursgebühr"), given["reduction"] and _("Sie möchten weniger oder nichts bezahlen.")),
        *_guardian(given),
        (_("Ihre Einwilligungen"), _consents(form) or _("keine")),
    ]
    meant = {given["email"]: meant_address(given["email"])}
    return [Answer(str(label), str(text), meant.get(text, "")) for label, text in rows if text]


def _none(form: ApplicationForm, name: str) -> "StrOrPromise":
    """Say how "keine" was understood: nobody shall wonder where it went."""
    return _NO_SUCH[name] if means_none(form.data.get(form.add_prefix(name), "")) else ""


_NO_SUCH = {
    "email": gettext_lazy("Sie haben keine E-Mail-Adresse. Das macht nichts."),
    "phone": gettext_lazy("Sie haben keine Telefonnummer. Das macht nichts."),
}


def _address(given: dict[str, Any]) -> str:
    town = f"{given['postal_code']} {given['city']}".strip()
    return "\n".join(filter(None, (given["street"], town)))


def _choice(form: ApplicationForm, name: str, value: str) -> str:
    """Return the words of the choice; empty when nothing was chosen."""
    choices = cast(Any, form.fields[name]).choices
    return str(dict(choices)[value]) if value else ""


def _guardian(given: dict[str, Any]) -> list[tuple[str, str]]:
    if not given["under_age"]:
        return []
    who = f"{given['guardian_name']}\n{given['guardian_contact']}"
    return [(_("Alter"), _("unter 18 Jahre")), (_("Sorgeberechtigt"), who)]


def _consents(form: ApplicationForm) -> str:
    return "\n".join(str(wording.text) for wording in form.consents().values())
