"""The form for a new course with the programme of another one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from backoffice.forms import StaffDateField, TimeInput, VerbForm
from courses.copying import copy_course
from courses.course_code import read_code
from courses.course_names import free_names
from courses.models import Course, District
from web.input.text_cleaning import LineField

LEFT_EMPTY = "Leer: aus Stadtteil und Jahr des ersten Kurstags."
_CHOSEN = ("district", "first_day", "starts", "ends", "with_leaders")
_JUST_TAKEN = (
    "Gerade hat jemand einen Kurs mit dieser Adresse oder diesem Kurzzeichen angelegt."
    " Bitte ändern Sie beides."
)


class CopyForm(VerbForm):
    """A new course with the programme of `source`.

    A name that nobody types follows from the district and the year of the first day."""

    slug = "kopie"
    district = forms.ModelChoiceField(
        District.objects.all(),
        label="Stadtteil",
        empty_label=None,
        help_text="In einem anderen Stadtteil bleiben die Orte offen.",
    )
    first_day = StaffDateField(
        label="Erster Kurstag",
        help_text="Alle anderen Tage rücken um ebenso viele Tage weiter.",
    )
    starts = forms.TimeField(
        label="Beginn an jedem Kurstag",
        required=False,
        widget=TimeInput(),
        help_text="Leer: wie im alten Kurs.",
    )
    ends = forms.TimeField(
        label="Ende an jedem Kurstag",
        required=False,
        widget=TimeInput(),
        help_text="Leer: wie im alten Kurs.",
    )
    with_leaders = forms.BooleanField(label="Kursleitung übernehmen", required=False)
    title = LineField(label="Titel", max_length=120, required=False, help_text=LEFT_EMPTY)
    address = forms.SlugField(
        label="Web-Adresse",
        max_length=80,
        required=False,
        help_text=f"Kleine Buchstaben, Zahlen, Bindestriche. {LEFT_EMPTY}",
        error_messages={"invalid": "Bitte nur Buchstaben ohne Umlaute, Zahlen und Bindestriche."},
    )
    code = LineField(
        label="Kurzzeichen",
        max_length=12,
        required=False,
        help_text=f"Steht in jeder Anmeldenummer. {LEFT_EMPTY}",
    )

    def __init__(self, *args: Any, source: Course, **kwargs: Any) -> None:
        self.source = source
        self.copy: Course | None = None
        initial = {"district": source.district_id, "first_day": suggested_day(source)}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_address(self) -> str:
        return self._free("slug", self.cleaned_data["address"].lower())

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        return self._free("code", read_code(typed)) if typed else ""

    def _free(self, field: str, value: str) -> str:
        if value and Course.objects.filter(**{field: value}).exists():
            raise ValidationError(f"„{value}“ hat schon ein anderer Kurs. Bitte ändern Sie es.")
        return value

    def act(self) -> str:
        try:
            self.copy = copy_course(self.source, **self._values())
        except ValueError as error:
            raise ValidationError("Dieser Kurs hat noch keine Kurstage.") from error
        except IntegrityError as error:
            raise ValidationError(_JUST_TAKEN) from error
        return f"„{self.copy}“ ist als Entwurf angelegt. Bitte prüfen Sie die Termine."

    def _values(self) -> dict[str, Any]:
        """Return what the copy is made of, with names for those that were left empty."""
        given = self.cleaned_data
        typed = {"title": given["title"], "slug": given["address"], "code": given["code"]}
        names = free_names(given["district"], given["first_day"])
        kept = {name: given[name] for name in _CHOSEN}
        return {**kept, **names, **{name: value for name, value in typed.items() if value}}


def suggested_day(course: Course) -> date:
    """Return half a year after the course's first day that takes place; today without any."""
    days = [day for day in course.days() if not day.is_cancelled]
    return days[0].date + timedelta(weeks=26) if days else timezone.localdate()
