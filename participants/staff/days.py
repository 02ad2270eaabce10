"""Staff move, cancel and replace course days; everybody with a place gets a message."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from backoffice.forms import StaffDateField, TimeInput, VerbForm
from backoffice.staff_pages import staff_page, tell_refusal
from courses.clashes import clashes
from courses.models import Course, CourseDay, DayState, Venue
from courses.staff_views import cockpit_of
from participants.course_changes import day_changes

_NOTIFIED = "Wer einen Platz hat, bekommt eine Nachricht."


class DayForm(VerbForm):
    """A verb that puts one course day on a date. What is there already is named before it is done.

    A box to do it all the same appears only then."""

    despite = forms.BooleanField(label="Trotzdem so speichern", required=False)

    def __init__(self, *args: Any, day: CourseDay, **kwargs: Any) -> None:
        self.day = day
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "despite"), "despite"])
        if "despite" not in self.data:
            self.insist = self.fields.pop("despite")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.pop("despite", False):
            for words in self.clashes(said):
                self.add_error(None, words)
            if self.errors:
                self.fields["despite"] = self.insist
        return said

    def clashes(self, said: dict[str, Any]) -> list[str]:
        """Return what would be at the same time as the day that was typed."""
        raise NotImplementedError


class MoveForm(DayForm):
    slug = "verschieben"
    label = "Verschieben"
    date = StaffDateField(label="Datum")
    starts = forms.TimeField(label="Beginn", widget=TimeInput())
    ends = forms.TimeField(label="Ende", widget=TimeInput())
    venue = forms.ModelChoiceField(Venue.objects.all(), label="Ort", required=False)

    def __init__(self, *args: Any, day: CourseDay, **kwargs: Any) -> None:
        initial = {name: getattr(day, name) for name in ("date", "starts", "ends", "venue")}
        super().__init__(*args, day=day, initial=initial, **kwargs)
        venue = cast(forms.ModelChoiceField, self.fields["venue"])
        venue.empty_label = None if day.venue else "noch offen"

    def clashes(self, said: dict[str, Any]) -> list[str]:
        moved = CourseDay(pk=self.day.pk, block=self.day.block, **said)
        return clashes(moved.block.course, [moved])

    def act(self) -> str:
        notified = day_changes.move(self.day, **self.cleaned_data)
        return _report(f"Der Kurstag ist jetzt am {self.day}.", notified)


def _report(what: str, notified: int) -> str:
    """Return what happened, and that people get a message where any do."""
    return f"{what} {_NOTIFIED}" if notified else what


class SubstituteForm(DayForm):
    slug = "ersetzen"
    label = "Ersatztag planen"
    date = StaffDateField(label="Datum")

    def clashes(self, said: dict[str, Any]) -> list[str]:
        day = self.day
        hours = {"starts": day.starts, "ends": day.ends}
        new = CourseDay(block=day.block, date=said["date"], venue=day.venue, **hours)
        return clashes(day.block.course, [new])

    def act(self) -> str:
        substitute = day_changes.substitute(self.day, self.cleaned_data["date"])
        return f"Der Ersatztag am {substitute} ist geplant. {_NOTIFIED}"


class VenueForm(VerbForm):
    """One venue for all days of a course that have none yet, or for all that are still to come."""

    slug = "ort"
    venue = forms.ModelChoiceField(Venue.objects.all(), label="Ort", empty_label="Bitte wählen")
    scope = forms.ChoiceField(
        label="Für welche Tage",
        choices=[("missing", "alle Tage ohne Ort"), ("planned", "alle geplanten Tage")],
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        self.course = course
        super().__init__(*args, **kwargs)

    def clashes(self) -> list[str]:
        """Return what is at this venue already, at the time of one of the days."""
        planned = CourseDay.objects.of_course(self.course).filter(state=DayState.PLANNED)
        days = list(planned.filter(venue=None) if self.only_missing else planned)
        for day in days:
            day.venue = self.cleaned_data["venue"]
        return clashes(self.course, days)

    @property
    def only_missing(self) -> bool:
        return self.cleaned_data["scope"] == "missing"

    def act(self) -> str:
        only_missing, venue = self.only_missing, self.cleaned_data["venue"]
        days = day_changes.set_venue(self.course, venue, only_missing=only_missing)
        return f"Der Ort ist bei {len(days)} Kurstagen neu."


@require_POST
def set_venue(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course, slug=slug)
    form = VenueForm(request.POST, course=course)
    found = form.clashes() if form.is_valid() and "despite" not in request.POST else []
    if found:
        context = {"title": "Ort für mehrere Tage", "course": course}
        context |= {"form": form, "clashes": found}
        return staff_page(request, "staff/venue_clash.html", context, status=422)
    if form.carry_out():
        messages.success(request, form.said)
    else:
        messages.error(request, "Bitte wählen Sie einen Ort.")
    return redirect(cockpit_of(course, "programm"))


@require_safe
def day(request: HttpRequest, pk: int) -> HttpResponse:
    return _show_day(request, _load_day(pk))


@require_POST
def move_day(request: HttpRequest, pk: int) -> HttpResponse:
    return _carry_out(request, _load_day(pk), MoveForm)


@require_POST
def substitute_day(request: HttpRequest, pk: int) -> HttpResponse:
    return _carry_out(request, _load_day(pk), SubstituteForm)


@require_POST
def cancel_day(request: HttpRequest, pk: int) -> HttpResponse:
    day = _load_day(pk)
    try:
        notified = day_changes.cancel(day)
    except ValidationError as error:
        tell_refusal(request, error)
    else:
        messages.success(request, _report(f"Der Kurstag am {day} ist abgesagt.", notified))
    return redirect("staff:day", day.pk)


def _load_day(pk: int) -> CourseDay:
    return get_object_or_404(CourseDay.objects.select_related("block__course", "venue"), pk=pk)


def _carry_out(request: HttpRequest, day: CourseDay, form_class: type[DayForm]) -> HttpResponse:
    form = form_class(request.POST, day=day)
    if form.carry_out():
        messages.success(request, form.said)
        return redirect(cockpit_of(day.block.course, "programm"))
    day.refresh_from_db()
    return _show_day(request, day, form)


def _show_day(request: HttpRequest, day: CourseDay, refused: DayForm | None = None) -> HttpResponse:
    forms = [refused if isinstance(refused, form) else form(day=day) for form in _forms_for(day)]
    context = {
        "title": f"Kurstag am {day}",
        "day": day,
        "forms": forms,
        "form": refused,
        "may_cancel": not (day.is_cancelled or day_changes.is_settled(day)),
    }
    return staff_page(request, "staff/day.html", context, status=422 if refused else 200)


def _forms_for(day: CourseDay) -> list[type[DayForm]]:
    if day_changes.is_settled(day):
        return []
    if not day.is_cancelled:
        return [MoveForm]
    return [] if hasattr(day, "substitute") else [SubstituteForm]
