"""What staff fill in about a course, beside the plain forms of the admin."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from backoffice.forms import StaffDateField, VerbForm
from courses.copying import copy_course
from courses.course_code import read_code
from courses.models import Course
from web.text_cleaning import LineField

_JUST_TAKEN = (
    "Gerade hat jemand einen Kurs mit dieser Adresse oder diesem Kurzzeichen angelegt."
    " Bitte ändern Sie beides."
)


class CopyForm(VerbForm):
    slug = "kopie"
    title = LineField(label="Titel", max_length=120)
    address = forms.SlugField(
        label="Adresse",
        max_length=80,
        help_text="So heißt der Kurs in der Web-Adresse: kleine Buchstaben, Zahlen, Bindestriche.",
        error_messages={"invalid": "Bitte nur Buchstaben ohne Umlaute, Zahlen und Bindestriche."},
    )
    code = LineField(
        label="Kurzzeichen",
        max_length=12,
        help_text="Steht in jeder Anmeldenummer, zum Beispiel HEM27.",
    )
    first_day = StaffDateField(
        label="Erster Kurstag",
        help_text="Alle anderen Tage rücken um ebenso viele Tage weiter.",
    )

    def __init__(self, *args: Any, source: Course, **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, initial=suggestions(source), **kwargs)

    def clean_address(self) -> str:
        return self._free("slug", self.cleaned_data["address"].lower())

    def clean_code(self) -> str:
        return self._free("code", read_code(self.cleaned_data["code"]))

    def _free(self, field: str, value: str) -> str:
        if Course.objects.filter(**{field: value}).exists():
            raise ValidationError(f"„{value}“ hat schon ein anderer Kurs. Bitte ändern Sie es.")
        return value

    def act(self) -> str:
        values = dict(self.cleaned_data)
        try:
            self.copy = copy_course(self.source, slug=values.pop("address"), **values)
        except ValueError as error:
            raise ValidationError("Dieser Kurs hat noch keine Kurstage.") from error
        except IntegrityError as error:
            raise ValidationError(_JUST_TAKEN) from error
        return f"„{self.copy}“ ist als Entwurf angelegt. Bitte prüfen Sie die Termine."


def suggestions(course: Course) -> dict[str, Any]:
    """Return what the copy of a course could be called: the next number after each name's last."""
    days = [day for day in course.days() if not day.is_cancelled]
    first = days[0].date + timedelta(weeks=26) if days else timezone.localdate()
    return {
        "title": course.title,
        "address": next_free(course.slug, Course.objects.values_list("slug", flat=True), "-2"),
        "code": next_free(course.code, Course.objects.values_list("code", flat=True), "2"),
        "first_day": first,
    }


def next_free(name: str, taken: Iterable[str], first: str) -> str:
    """Return the name with the number at its end counted up until it is not among those taken.

    `first` is put behind a name without a number."""
    taken = set(taken)
    while name in taken:
        found = re.search(r"\d+$", name)
        number = found.group() if found else ""
        stem = name[: len(name) - len(number)]
        name = f"{stem}{int(number) + 1:0{len(number)}}" if number else name + first
    return name
