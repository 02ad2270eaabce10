from typing import Any

from django import forms
from django.db.models import QuerySet

from backoffice.fields import reason
from courses.models import Course, CourseDay
from participants.attendance import correction, marks
from participants.attendance.marks import Attendance, Mark
from participants.registration.models import Registration
from participants.registration.status import ENDED, TOOK_PART
from participants.staff.registration_page.registration_form import RegistrationForm
from web.stored_values import EditsStored, LastChange

UNKNOWN = ("", "offen")
CHOICES = [UNKNOWN, *Mark.choices]
_CORRECTED = (
    "Die Anwesenheit ist berichtigt. Gibt es schon ein Papier, steht es jetzt bei den Zertifikaten"
    " des Kurses unter „Zu berichtigen“."
)


class AttendanceForm(EditsStored, RegistrationForm):
    """The marks of one person on every course day so far; after the end it asks for a reason.

    A leader may have noted another mark in the meantime, and that one is not overwritten unseen."""

    slug = "anwesenheit"
    label = "Anwesenheit ändern"
    NOT_STORED = ("why",)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, registration=registration, **kwargs)
        self.days = list(_days_so_far(registration.course))
        for day in self.days:
            self.fields[_field(day)] = forms.ChoiceField(
                label=_name(day), choices=CHOICES, required=False
            )
        if self._is_over:
            self.fields["why"] = reason("Warum wird die Anwesenheit berichtigt?")
        self._read(registration.attendances.all())

    @property
    def _is_over(self) -> bool:
        return self.registration.status in ENDED

    def _read(self, rows: QuerySet[Attendance]) -> None:
        self.noted = {f"day_{row.day_id}": row for row in rows}
        self.initial = {name: row.mark for name, row in self.noted.items()}

    def read_stored(self) -> None:
        Course.objects.locked(self.registration.course_id)
        rows = Attendance.objects.filter(registration=self.registration)
        self._read(rows.select_related("noted_by"))

    def last_change(self, name: str) -> LastChange | None:
        """A mark that was taken back leaves no trace of who did it."""
        row = self.noted.get(name)
        return LastChange(str(row.noted_by), row.noted_at) if row and row.noted_by else None

    @classmethod
    def may(cls, registration: Registration) -> bool:
        days = _days_so_far(registration.course)
        return registration.status in TOOK_PART and days.exists()

    def act(self) -> str:
        chosen = {
            day: self.cleaned_data[_field(day)]
            for day in self.days
            if _field(day) in self.changed_data and _field(day) in self.data
        }
        if self._is_over:
            correction.correct(self.registration, chosen, self.cleaned_data["why"], self.by)
            return _CORRECTED
        for day, mark in chosen.items():
            marks.enter_marks(day, {self.registration: mark or None}, self.by)
        return "Die Anwesenheit ist gespeichert."


def _field(day: CourseDay) -> str:
    return f"day_{day.pk}"


def _name(day: CourseDay) -> str:
    return f"Block\N{NO-BREAK SPACE}{day.block.number}, {day}"


def _days_so_far(course: Course) -> QuerySet[CourseDay]:
    return marks.open_days(course).select_related("block")
