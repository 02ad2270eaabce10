"""Staff move, cancel and replace course days; everybody with a place gets a message.

A GET asks first and says who will be told and how; the POST of the same address does it. While
nobody heard of it the day's page has a button to take it back.
"""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backoffice.staff_pages import StaffRequest, staff_page, tell_refusal
from courses.models import Course, CourseDay
from courses.staff.views import cockpit_of
from participants.course_changes import day_changes
from participants.staff.day_forms import (
    NO_DAYS,
    CancelForm,
    DayForm,
    MoveForm,
    SubstituteForm,
    VenueForm,
)
from participants.staff.day_question import Question
from web.stored_values import status_of

GET_OR_POST = ["GET", "HEAD", "POST"]


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
        messages.info(request, NO_DAYS)
    else:
        refusals = form.non_field_errors() or ["Bitte wählen Sie einen Ort."]
        messages.error(request, " ".join(map(str, refusals)))
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
    if form.is_valid() and form.asks_again(request.POST.get("seen")):
        return _ask_to_cancel(request, day, form)
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
    latest = form.latest if form.is_bound and form.is_valid() else day.date
    return _question(form, latest=latest, shown=form).ask(request)


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
        clashes=form.clashes() if form.is_bound and form.is_valid() else [],
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
