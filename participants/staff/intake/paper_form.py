"""The registration form on paper, typed in from top to bottom as it lies on the desk."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone

from backoffice.forms import StaffDateField, TimeInput, local_moment
from participants.people.consents import WORDINGS
from participants.public.fields import ConsentField
from participants.public.form.layout import registration_layout
from participants.public.layout_objects import Say
from participants.registration.arrival import Application
from participants.registration.models import RegistrationChannel
from participants.staff.intake.staff_application_form import StaffApplicationForm
from web.input.text_cleaning import LineField

MIDNIGHT = time()
SHEET = ("signed_on", "arrived_on", "arrived_at", "arrived_why", "language")


class PaperForm(StaffApplicationForm):
    """One sheet: what stands on it, when it was signed and when it came."""

    came_by = RegistrationChannel.PAPER

    signed_on = StaffDateField(
        label="Unterschrieben am",
        required=False,
        future=False,
        help_text="Leer heißt: Auf dem Blatt steht kein Datum.",
    )
    arrived_on = StaffDateField(label="Eingegangen am", future=False, initial=timezone.localdate)
    arrived_at = forms.TimeField(label="Uhrzeit", required=False, widget=TimeInput())
    arrived_why = LineField(
        label="Vermerk zum Eingang",
        required=False,
        max_length=300,
        help_text="Das steht im Verlauf. Leer heißt: Papierformular, eingegangen am …",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].label = "Sprache des Blattes"
        for name, field in self.fields.items():
            if isinstance(field, ConsentField):
                self.fields[name] = ticked_on_paper(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_arrival()
        self._check_signature()
        return cleaned

    def _check_arrival(self) -> None:
        day, hour = self.cleaned_data.get("arrived_on"), self.cleaned_data.get("arrived_at")
        is_now = day == timezone.localdate() and not hour
        self.arrived = None if is_now else local_moment(day, hour or MIDNIGHT)
        if self.arrived and self.arrived > timezone.now():
            self.add_error("arrived_at", "Dieser Zeitpunkt kommt erst noch.")

    def _check_signature(self) -> None:
        signed, arrived = self.cleaned_data.get("signed_on"), self.cleaned_data.get("arrived_on")
        if signed and arrived and signed > arrived:
            self.add_error("signed_on", "Das ist nach dem Eingang. Bitte prüfen Sie beide Tage.")

    def stated(self) -> Application:
        """Return the Application of a valid form, arrived when the sheet did."""
        given = self.cleaned_data
        why = (
            given["arrived_why"] or f"Papierformular, eingegangen am {given['arrived_on']:%d.%m.%Y}"
        )
        return replace(
            super().stated(),
            arrived_at=self.arrived,
            arrived_why=why,
            signed_on=given["signed_on"],
        )


def ticked_on_paper(asked: ConsentField) -> ConsentField:
    """Return the field of a consent, with the version that is printed beside it on the sheet.

    As long as different sheets are about, staff say which one lies before them."""
    versions = [wording for wording in reversed(WORDINGS) if wording.kind == asked.kind]
    if len(versions) == 1:
        asked.label = f"{asked.label} (Fassung {versions[0].version})"
        return asked
    asked.label = asked.kind.label
    ticked = [(w.version, f"angekreuzt, Fassung {w.version}: „{w.text}“") for w in versions]
    asked.widget = forms.RadioSelect(choices=[("", "nicht angekreuzt"), *ticked])
    return asked


def paper_layout() -> FormHelper:
    """Return the helper of the form: the questions in the order of the sheet, then the sheet."""
    helper = registration_layout()
    helper.layout = Layout(*_in_order(helper.layout.fields), Fieldset("Zum Blatt", *SHEET))
    return helper


def _in_order(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the questions without the words around them; who belongs together follows the contact,
    as on the sheet."""
    for item in items:
        if not isinstance(item, Fieldset):
            yield item
            continue
        yield Fieldset(item.legend, *(part for part in item.fields if not isinstance(part, Say)))
        if "channel" in item.fields:
            yield "together_with"
