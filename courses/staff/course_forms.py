"""What staff type in about a course, and what a new one has before anybody types anything."""

from datetime import time
from math import prod
from typing import Any

from django import forms

from backoffice.fields import MoneyField
from backoffice.forms import DateInput, StaffDateField, TimeInput
from backoffice.stored_rows import StoredRowForm
from courses.certificate_days import too_many_certificate_days, usual_certificate_days
from courses.course_code import read_code
from courses.course_names import free_names
from courses.default_programme import BLOCKS, DAYS_OF_A_BLOCK, WEEKS_BETWEEN_BLOCKS
from courses.models import programme_length
from courses.programme import USUAL_HOURS, Hours
from web.input.phone_field import ShownPhoneField

PERIOD = ["registration_opens", "registration_closes"]
SHAPE = ["blocks", "days_of_a_block"]
HOURS = [("starts_1", "ends_1"), ("starts_2", "ends_2"), ("starts_3", "ends_3")]
NAMES = ["title", "slug", "code"]
# The one page of a certificate has room for the titles of so many blocks.
MOST_BLOCKS = 10
MOST_DAYS_OF_A_BLOCK = 3
FIELDSETS = [
    (None, {"fields": ["title", "district", "slug", "code"]}),
    ("Anmeldung", {"fields": [*PERIOD, "capacity", "admission", "offer_days"]}),
    (
        "Gebühr und Zertifikat",
        {"fields": ["fee", "certificate_days", "counts_days_before_joining"]},
    ),
    ("Zum ersten Kurstag", {"fields": ["bring"]}),
    ("Kursleitung", {"fields": ["leaders"]}),
    ("Ansprechperson", {"fields": ["contact_name", "contact_phone", "contact_email"]}),
]


class CourseForm(StoredRowForm):
    contact_phone = ShownPhoneField(label="Telefon", max_length=40, required=False)
    fee = MoneyField(label="Kursgebühr in Euro")

    class Meta:
        field_classes = dict.fromkeys(PERIOD, StaffDateField)
        widgets = {name: DateInput() for name in PERIOD}

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        return read_code(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        """Refuse more days for the certificate than the course has."""
        super().clean()
        needed, planned = self.cleaned_data.get("certificate_days"), self.planned_days()
        if needed and planned and needed > planned:
            self.add_error("certificate_days", too_many_certificate_days(needed, planned))
        return self.cleaned_data

    def planned_days(self) -> int:
        """Return how many days the programme has; 0 while that is not known."""
        return programme_length(self.instance.days())


def _hour(label: str, initial: time) -> forms.TimeField:
    return forms.TimeField(label=label, initial=initial, required=False, widget=TimeInput())


class NewCourseForm(CourseForm):
    """A course with its shape: staff may leave it as the default programme has it.

    A name that nobody types follows from the district and the year of the first day."""

    first_day = StaffDateField(
        label="Erster Kurstag",
        help_text=f"Alle {WEEKS_BETWEEN_BLOCKS} Wochen beginnt ein Block."
        " Jeden Tag können Sie danach verschieben.",
    )
    blocks = forms.IntegerField(
        label="Blöcke", required=False, initial=len(BLOCKS), min_value=1, max_value=MOST_BLOCKS
    )
    days_of_a_block = forms.IntegerField(
        label="Kurstage in jedem Block",
        required=False,
        initial=DAYS_OF_A_BLOCK,
        min_value=1,
        max_value=MOST_DAYS_OF_A_BLOCK,
    )
    starts_1 = _hour("Erster Tag jedes Blocks: Beginn", USUAL_HOURS[0])
    ends_1 = _hour("Ende", USUAL_HOURS[1])
    starts_2 = _hour("Zweiter Tag: Beginn", USUAL_HOURS[0])
    ends_2 = _hour("Ende", USUAL_HOURS[1])
    starts_3 = _hour("Dritter Tag, wenn es ihn gibt: Beginn", USUAL_HOURS[0])
    ends_3 = _hour("Ende", USUAL_HOURS[1])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certificate_days"].required = False
        self.fields["certificate_days"].help_text += " Leer: drei Viertel der Kurstage."
        self.initial["certificate_days"] = None
        for name in NAMES:
            self.fields[name].required = False
            self.fields[name].help_text += " Leer: aus Stadtteil und Jahr des ersten Kurstags."

    def clean_blocks(self) -> int:
        return self.cleaned_data["blocks"] or len(BLOCKS)

    def clean_days_of_a_block(self) -> int:
        return self.cleaned_data["days_of_a_block"] or DAYS_OF_A_BLOCK

    def clean(self) -> dict[str, Any]:
        """Fill in the names and the usual number of days for the certificate where none were
        typed."""
        super().clean()
        self._fill_in_names()
        self.hours = [self._hours(*names) for names in HOURS]
        planned = self.planned_days()
        if planned and self.cleaned_data.get("certificate_days", planned) is None:
            self.cleaned_data["certificate_days"] = usual_certificate_days(planned)
        return self.cleaned_data

    def _fill_in_names(self) -> None:
        given = self.cleaned_data
        if given.get("district") and given.get("first_day"):
            for name, suggested in free_names(given["district"], given["first_day"]).items():
                if given.get(name) == "":
                    given[name] = suggested

    def _hours(self, starts: str, ends: str) -> Hours:
        given = self.cleaned_data
        hours = (given.get(starts) or USUAL_HOURS[0], given.get(ends) or USUAL_HOURS[1])
        if hours[0] >= hours[1]:
            self.add_error(ends, "Das Ende muss nach dem Beginn liegen.")
        return hours

    def planned_days(self) -> int:
        shape = (self.cleaned_data.get(name, 0) for name in ("blocks", "days_of_a_block"))
        return prod(shape)
