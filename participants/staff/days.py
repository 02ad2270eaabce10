"""Staff move, cancel and replace course days; everybody with a place gets a message.

A GET asks first and says who will be told and how; the POST of the same address does it. While
nobody heard of it the day's page has a button to take it back.
"""

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from backoffice.forms import StaffDateField, TimeInput, VerbForm
from backoffice.staff_pages import StaffRequest, staff_page, tell_refusal
from backoffice.stored_rows import last_change
from courses.clashes import clashes
from courses.formatting import hours, long_date
from courses.models import Course, CourseDay, Venue
from courses.staff_views import cockpit_of
from participants.course_changes import day_changes
from participants.staff.day_question import Question
from web.counting import counted
from web.stored_values import EditsStored, LastChange, status_of

GET_OR_POST = ["GET", "HEAD", "POST"]
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

    def act(self) -> str:
        if date := self.cleaned_data["date"]:
            new = day_changes.replace(self.day, date, self.by)
            return f"Der Kurstag am {self.day} ist abgesagt. Der Ersatztag ist am {new}."
        notified = day_changes.cancel(self.day, self.by)
        return _report(f"Der Kurstag am {self.day} ist abgesagt.", notified)

    def what(self) -> list[str]:
        return [
            f"Der Kurstag am {long_date(self.day.date)} fällt aus.",
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
        return f"Der Ort ist bei {counted(len(days), 'Kurstag', 'Kurstagen')} neu."

    def days(self) -> list[CourseDay]:
        return day_changes.days_for_venue(self.course, **self.choice)

    def clashes(self, days: list[CourseDay]) -> list[str]:
        """Return what is at this venue already, at the time of one of the days."""
        for day in days:
            day.venue = self.cleaned_data["venue"]
        return clashes(self.course, days)


@require_http_methods(GET_OR_POST)
def set_venue(request: StaffRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course, slug=slug)
    if request.method != "POST" and not request.GET:
        return redirect("staff:cockpit", course.slug)
    form = VenueForm(request.POST or request.GET, course=course, by=request.user)
    if request.method != "POST" and form.is_valid() and (days := form.days()):
        return _ask_about_venue(request, form, days)
    if request.method == "POST" and form.carry_out():
        messages.success(request, form.said)
    elif form.is_valid():
        messages.info(request, "Es gibt keinen Kurstag, der diesen Ort noch bekommen könnte.")
    else:
        messages.error(request, "Bitte wählen Sie einen Ort.")
    return redirect(cockpit_of(course, "programm"))


def _ask_about_venue(request: HttpRequest, form: VenueForm, days: list[CourseDay]) -> HttpResponse:
    listed = ", ".join(map(str, days))
    question = Question(
        form.course,
        days,
        days[-1].date,
        title="Ort für mehrere Tage",
        what=[f"Diese Kurstage sind dann hier: {form.cleaned_data['venue']}.", f"{listed}."],
        clashes=form.clashes(days),
        button="Ort eintragen",
        back=cockpit_of(form.course, "programm"),
    )
    return question.ask(request)


@require_safe
def day(request: HttpRequest, pk: int) -> HttpResponse:
    return _show_day(request, _load_day(pk))


@require_http_methods(GET_OR_POST)
def move_day(request: StaffRequest, pk: int) -> HttpResponse:
    return _ask_or_carry_out(request, _load_day(pk), MoveForm)


@require_http_methods(GET_OR_POST)
def substitute_day(request: StaffRequest, pk: int) -> HttpResponse:
    return _ask_or_carry_out(request, _load_day(pk), SubstituteForm)


@require_http_methods(GET_OR_POST)
def cancel_day(request: StaffRequest, pk: int) -> HttpResponse:
    day = _load_day(pk)
    if request.method != "POST":
        return _ask_to_cancel(request, day, CancelForm(day=day))
    form = CancelForm(request.POST, day=day, by=request.user)
    if form.carry_out():
        messages.success(request, form.said)
    elif form.has_error("date"):
        return _ask_to_cancel(request, day, form)
    else:
        tell_refusal(request, ValidationError(list(form.non_field_errors())))
    return redirect("staff:day", day.pk)


def _ask_to_cancel(request: HttpRequest, day: CourseDay, form: CancelForm) -> HttpResponse:
    if not _may_cancel(day):
        return redirect("staff:day", day.pk)
    return _question(form, latest=day.date, shown=form).ask(request)


@require_POST
def take_back_day(request: HttpRequest, pk: int) -> HttpResponse:
    day = _load_day(pk)
    try:
        day_changes.take_back(day)
    except ValidationError as error:
        tell_refusal(request, error)
    else:
        messages.success(request, f"Zurückgenommen: Der Kurstag ist wieder am {day}.")
    return redirect("staff:day", day.pk)


def _load_day(pk: int) -> CourseDay:
    days = CourseDay.objects.select_related("block__course", "venue", "replaces")
    return get_object_or_404(days, pk=pk)


def _ask_or_carry_out(
    request: StaffRequest, day: CourseDay, form_class: type[DayForm]
) -> HttpResponse:
    """Ask with the answers of a GET; carry the verb out with those of a POST."""
    if request.method != "POST" and not request.GET:
        return redirect("staff:day", day.pk)
    form = form_class(request.POST or request.GET, day=day, by=request.user)
    if request.method != "POST" and form.is_valid():
        return _question(form, latest=form.latest).ask(request)
    if request.method == "POST" and form.carry_out():
        messages.success(request, form.said)
        return redirect("staff:day", day.pk)
    day.refresh_from_db()
    return _show_day(request, day, form)


def _question(form: DayForm, latest: date, shown: DayForm | None = None) -> Question:
    day = form.day
    return Question(
        day.block.course,
        [day],
        latest,
        title=form.title.format(day=day),
        what=form.what(),
        clashes=form.clashes() if shown is None else [],
        button=form.label,
        back=reverse("staff:day", args=[day.pk]),
        form=shown,
    )


def _show_day(request: HttpRequest, day: CourseDay, refused: DayForm | None = None) -> HttpResponse:
    forms = [refused if isinstance(refused, form) else form(day=day) for form in _forms_for(day)]
    context = {
        "title": f"Kurstag am {day}",
        "day": day,
        "forms": forms,
        "form": refused,
        "may_cancel": _may_cancel(day),
        "change": day_changes.last_change(day),
    }
    return staff_page(request, "staff/day.html", context, status=status_of(refused))


def _may_cancel(day: CourseDay) -> bool:
    return not (day.is_cancelled or day_changes.is_settled(day))


def _forms_for(day: CourseDay) -> list[type[DayForm]]:
    if day_changes.is_settled(day):
        return []
    if not day.is_cancelled:
        return [MoveForm]
    return [] if hasattr(day, "substitute") else [SubstituteForm]
