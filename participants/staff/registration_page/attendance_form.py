from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import CourseDay
from participants.attendance import marks
from participants.attendance.marks import Mark
from participants.registration.status import Status
from participants.staff.registration_page.forms import RegistrationForm

UNKNOWN = ("", "offen")
CHOICES = [UNKNOWN, *Mark.choices]


class AttendanceForm(RegistrationForm):
    """The marks of one person on every course day so far.

    Beside each mark the page sends back the one that it had shown: a leader may have noted another
    in the meantime, and that one is not overwritten unseen."""

    slug = "anwesenheit"
    label = "Anwesenheit ändern"

    def __init__(self, *args, registration, **kwargs):
        super().__init__(*args, registration=registration, **kwargs)
        marks = {row.day_id: row.mark for row in registration.attendances.all()}
        self.days = list(_days_so_far(registration.course))
        for day in self.days:
            self._add_fields(day, marks.get(day.pk, ""))

    def _add_fields(self, day, mark):
        self.fields[_field(day)] = forms.ChoiceField(
            label=_name(day), choices=CHOICES, initial=mark, required=False
        )
        self.fields[_shown(day)] = forms.CharField(
            widget=forms.HiddenInput, initial=mark, required=False
        )

    @classmethod
    def may(cls, registration):
        days = _days_so_far(registration.course)
        return registration.status == Status.ENROLLED and days.exists()

    def act(self):
        found = {day: self._note(day) for day in self.days if self._is_changed(day)}
        conflicts = {day: kept for day, kept in found.items() if kept}
        if conflicts:
            raise ValidationError([self._ask_again(*conflict) for conflict in conflicts.items()])
        return "Die Anwesenheit ist gespeichert."

    def _is_changed(self, day):
        sent = self.data.get(_field(day))
        return sent is not None and sent != self.data.get(_shown(day))

    def _note(self, day):
        """Return {registration: mark} when another mark was noted since the page was shown."""
        mark, shown = self.cleaned_data[_field(day)], self.cleaned_data[_shown(day)]
        person = self.registration
        return marks.enter_marks(day, {person: mark or None}, self.by, {person: shown or None})

    def _ask_again(self, day, kept):
        """Name the conflict; what is chosen when the page comes back once more counts."""
        stored, chosen = kept[self.registration] or "", self.cleaned_data[_field(day)]
        self.data = self.data.copy()
        self.data[_shown(day)] = stored
        words = dict(CHOICES)
        return (
            f"{_name(day)}: Inzwischen steht hier „{words[stored]}“. Sie haben „{words[chosen]}“"
            " gewählt. Bitte wählen Sie, was stimmt."
        )


def _field(day):
    return f"day_{day.pk}"


def _shown(day):
    return f"shown_{day.pk}"


def _name(day):
    return f"Block\N{NO-BREAK SPACE}{day.block.number}, {day}"


def _days_so_far(course):
    days = CourseDay.objects.of_course(course).exclude(state="cancelled")
    return days.filter(date__lte=timezone.localdate()).select_related("block")
