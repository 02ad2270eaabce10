"""What staff fill in to move, cancel and replace course days, and to give many of them a venue."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from backoffice.forms import StaffDateField, TimeInput, VerbForm
from backoffice.stored_rows import last_change
from courses.clashes import clashes
from courses.formatting import hours, long_date
from courses.models import Course, CourseDay, Venue
from participants.course_changes import day_changes
from web.counting import counted
from web.stored_values import EditsStored, LastChange

NO_DAYS = "Es gibt keinen Kurstag, der diesen Ort noch bekommen könnte."
_NOTIFIED = "Wer einen Platz hat, bekommt eine Nachricht."


class DayForm(VerbForm):
    """A verb about one course day; `title` is that of its question.

    `latest` is the last date that it is about."""

    title = ""

    def __init__(self, *args: Any, day: CourseDay, by: User | None = None, **kwargs: Any) -> None:
        self.day, self.by = day, by
        super().__init__(*args, **kwargs)

    @property
    def latest(self) -> date:
        return max(self.day.date, self.cleaned_data.get("date") or self.day.date)

    def what(self) -> list[str]:
        """Return what the verb will do with these answers, as sentences."""
        raise NotImplementedError

    def planned(self) -> CourseDay | None:
        """Return the day as it would be with these answers; None where none is put anywhere."""
        date = self.cleaned_data.get("date")
        if date is None:
            return None
        day = self.day
        times = {"starts": day.starts, "ends": day.ends}
        return CourseDay(block=day.block, date=date, venue=day.venue, **times)

    def clashes(self) -> list[str]:
        """Return what would be at the same time as the day."""
        planned = self.planned()
        return clashes(planned.block.course, [planned]) if planned else []


class MoveForm(EditsStored, DayForm):
    slug = "verschieben"
    title = "Kurstag am {day} verschieben"
    label = "Verschieben"
    date = StaffDateField(label="Datum")
    starts = forms.TimeField(label="Beginn", widget=TimeInput())
    ends = forms.TimeField(label="Ende", widget=TimeInput())
    venue = forms.ModelChoiceField(Venue.objects.all(), label="Ort", required=False)

    def __init__(self, *args: Any, day: CourseDay, **kwargs: Any) -> None:
        super().__init__(*args, day=day, initial=self._stored(day), **kwargs)
        venue = cast(forms.ModelChoiceField, self.fields["venue"])
        venue.empty_label = None if day.venue else "noch offen"

    def _stored(self, day: CourseDay) -> dict[str, Any]:
        return {name: getattr(day, name) for name in self.base_fields}

    def read_stored(self) -> None:
        Course.objects.locked(self.day.block.course_id)
        self.day.refresh_from_db(fields=[*self.base_fields])
        self.initial = self._stored(self.day)

    def last_change(self, name: str) -> LastChange | None:
        return last_change(self.day, name, str(self.fields[name].label))

    def planned(self) -> CourseDay:
        fields = {name: self.cleaned_data[name] for name in self.base_fields}
        return CourseDay(pk=self.day.pk, block=self.day.block, **fields)

    def act(self) -> str:
        notified = day_changes.move(self.day, **self.cleaned_data, by=self.by)
        return _report(f"Der Kurstag ist jetzt am {self.day}.", notified)

    def what(self) -> list[str]:
        new = self.cleaned_data
        when = f"{long_date(new['date'])}, {hours(new['starts'], new['ends'])}"
        where = new["venue"] or self.day.venue
        return [
            f"Der Kurstag am {long_date(self.day.date)} ist dann am {when}.",
            f"Der Ort: {where}." if where else "Der Ort ist noch offen.",
        ]


def _report(what: str, notified: int) -> str:
    """Return what happened, and that people get a message where any do."""
    return f"{what} {_NOTIFIED}" if notified else what


class SubstituteForm(DayForm):
    slug = "ersetzen"
    title = "Ersatztag für den {day} planen"
    label = "Ersatztag planen"
    date = StaffDateField(label="Datum")

    def act(self) -> str:
        substitute = day_changes.substitute(self.day, self.cleaned_data["date"], self.by)
        return f"Der Ersatztag am {substitute} ist geplant. {_NOTIFIED}"

    def what(self) -> list[str]:
        new = long_date(self.cleaned_data["date"])
        return [f"Für den Kurstag am {long_date(self.day.date)} gibt es Ersatz am {new}."]


class CancelForm(DayForm):
    slug = "absagen"
    title = "Kurstag am {day} absagen"
    label = "Kurstag absagen"
    date = StaffDateField(
        label="Ersatztag",
        required=False,
        help_text="Steht er schon fest? Dann bekommen alle nur eine Nachricht mit beidem.",
    )

    def asks_again(self, seen: str | None) -> bool:
        """Return whether the date of a substitute changes what staff have to know: there is
        something else at that time, or only now somebody hears of it.

        `seen` is the date for which they were asked already, in ISO form; None for no date."""
        date = self.cleaned_data["date"]
        if date is None or seen == date.isoformat():
            return False
        return bool(self.clashes()) or self.day.date < timezone.localdate() <= date

    def act(self) -> str:
        if date := self.cleaned_data["date"]:
            new = day_changes.replace(self.day, date, self.by)
            return f"Der Kurstag am {self.day} ist abgesagt. Der Ersatztag ist am {new}."
        notified = day_changes.cancel(self.day, self.by)
        return _report(f"Der Kurstag am {self.day} ist abgesagt.", notified)

    def what(self) -> list[str]:
        new = self.cleaned_data.get("date") if self.is_bound else None
        return [
            f"Der Kurstag am {long_date(self.day.date)} fällt aus.",
            *([f"Dafür gibt es Ersatz am {long_date(new)}."] if new else []),
            "Ein abgesagter Tag zählt nicht für das Zertifikat.",
        ]


class VenueForm(VerbForm):
    """One venue for all days of a course that have none yet, or for all that are still to come."""

    slug = "ort"
    venue = forms.ModelChoiceField(Venue.objects.all(), label="Ort", empty_label="Bitte wählen")
    scope = forms.ChoiceField(
        label="Für welche Tage",
        choices=[("missing", "alle Tage ohne Ort"), ("planned", "alle geplanten Tage")],
    )

    def __init__(self, *args: Any, course: Course, by: User | None = None, **kwargs: Any) -> None:
        self.course, self.by = course, by
        super().__init__(*args, **kwargs)

    @property
    def choice(self) -> dict[str, Any]:
        """Return the venue, and whether only days without one get it."""
        only_missing = self.cleaned_data["scope"] == "missing"
        return {"venue": self.cleaned_data["venue"], "only_missing": only_missing}

    def act(self) -> str:
        days = day_changes.set_venue(self.course, **self.choice, by=self.by)
        if not days:
            raise ValidationError(NO_DAYS)
        return f"Der Ort ist bei {counted(len(days), 'Kurstag', 'Kurstagen')} neu."

    def days(self) -> list[CourseDay]:
        return day_changes.days_for_venue(self.course, **self.choice)

    def clashes(self, days: list[CourseDay]) -> list[str]:
        """Return what is at this venue already, at the time of one of the days."""
        for day in days:
            day.venue = self.cleaned_data["venue"]
        return clashes(self.course, days)
