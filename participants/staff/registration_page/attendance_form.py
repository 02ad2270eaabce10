from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from backoffice.fields import reason
from courses.models import Course, CourseDay
from participants.attendance import correction, marks
from participants.attendance.marks import Mark
from participants.registration.models import Registration
from participants.registration.status import ENDED, TOOK_PART
from participants.staff.registration_page.registration_form import RegistrationForm

UNKNOWN = ("", "offen")
CHOICES = [UNKNOWN, *Mark.choices]
_CORRECTED = (
    "Die Anwesenheit ist berichtigt. Gibt es schon ein Papier, steht es jetzt bei den Zertifikaten"
    " des Kurses unter „Zu berichtigen“."
)


class AttendanceForm(RegistrationForm):
    """The marks of one person on every course day so far; after the end it asks for a reason.

    Beside each mark the page sends back the one that it had shown: a leader may have noted another
    in the meantime, and that one is not overwritten unseen."""

    slug = "anwesenheit"
    label = "Anwesenheit ändern"

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, registration=registration, **kwargs)
        marks = {row.day_id: row.mark for row in registration.attendances.all()}
        self.days = list(_days_so_far(registration.course))
        for day in self.days:
            self._add_fields(day, marks.get(day.pk, ""))
        if self._is_over:
            self.fields["why"] = reason("Warum wird die Anwesenheit berichtigt?")

    @property
    def _is_over(self) -> bool:
        return self.registration.status in ENDED

    def _add_fields(self, day: CourseDay, mark: str) -> None:
        self.fields[_field(day)] = forms.ChoiceField(
            label=_name(day), choices=CHOICES, initial=mark, required=False
        )
        self.fields[_shown(day)] = forms.CharField(
            widget=forms.HiddenInput, initial=mark, required=False
        )

    @classmethod
    def may(cls, registration: Registration) -> bool:
        days = _days_so_far(registration.course)
        return registration.status in TOOK_PART and days.exists()

    def act(self) -> str:
        changed = [day for day in self.days if self._is_changed(day)]
        conflicts = self._correct(changed) if self._is_over else self._note_all(changed)
        if conflicts:
            raise ValidationError([self._ask_again(*conflict) for conflict in conflicts.items()])
        return _CORRECTED if self._is_over else "Die Anwesenheit ist gespeichert."

    def _correct(self, days: list[CourseDay]) -> dict[CourseDay, str | None]:
        return correction.correct(
            self.registration,
            {day: self.cleaned_data[_field(day)] for day in days},
            self.cleaned_data["why"],
            self.by,
            {day: self.cleaned_data[_shown(day)] or None for day in days},
        )

    def _note_all(self, days: list[CourseDay]) -> dict[CourseDay, str | None]:
        """Note the marks; return {day: mark} where another one was noted since the page was
        shown."""
        found = {day: self._note(day) for day in days}
        return {day: kept[self.registration] for day, kept in found.items() if kept}

    def _is_changed(self, day: CourseDay) -> bool:
        sent = self.data.get(_field(day))
        return sent is not None and sent != self.data.get(_shown(day))

    def _note(self, day: CourseDay) -> dict[Registration, str | None]:
        mark, shown = self.cleaned_data[_field(day)], self.cleaned_data[_shown(day)]
        person = self.registration
        return marks.enter_marks(day, {person: mark or None}, self.by, {person: shown or None})

    def _ask_again(self, day: CourseDay, kept: str | None) -> str:
        """Name the conflict; what is chosen when the page comes back once more counts."""
        stored, chosen = kept or "", self.cleaned_data[_field(day)]
        self.data = {**self.data, _shown(day): stored}
        words = dict(CHOICES)
        return (
            f"{_name(day)}: Inzwischen steht hier „{words[stored]}“. Sie haben „{words[chosen]}“"
            " gewählt. Bitte wählen Sie, was stimmt."
        )


def _field(day: CourseDay) -> str:
    return f"day_{day.pk}"


def _shown(day: CourseDay) -> str:
    return f"shown_{day.pk}"


def _name(day: CourseDay) -> str:
    return f"Block\N{NO-BREAK SPACE}{day.block.number}, {day}"


def _days_so_far(course: Course) -> QuerySet[CourseDay]:
    days = CourseDay.objects.of_course(course).exclude(state="cancelled")
    return days.filter(date__lte=timezone.localdate()).select_related("block")
