"""Registration by phone: one short page, filled in by keyboard while somebody is on the line."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from backoffice.staff_pages import staff_page
from courses.models import Course, CourseStatus
from participants.registration.models import Registration
from participants.registration.status import MoveRefused
from participants.staff.intake.call_script import spoken
from participants.staff.intake.namesakes import as_seen, unseen_doubles
from participants.staff.intake.phone_form import PhoneForm
from participants.staff.intake.taking_down import shared_with, take_down, tie_together
from participants.staff.reason_staff import explanation
from participants.staff.registration_page.overview import namesakes
from participants.telling.calls import message_to_say
from web.form_key import new_key

ALREADY_STORED = (
    "Diese Anmeldung war schon gespeichert. Was Sie danach geändert haben, steht noch nicht darin."
    " Bitte tragen Sie es auf der Seite der Anmeldung nach."
)


def for_open_course(view):
    """Give a view the published course; nobody can register for any other."""

    def ask(request, slug):
        course = get_object_or_404(Course.objects.select_related("district"), slug=slug)
        if course.status == CourseStatus.PUBLISHED:
            return view(request, course)
        messages.warning(request, "Für diesen Kurs kann sich zurzeit niemand anmelden.")
        return redirect("staff:cockpit", course.slug)

    return require_http_methods(["GET", "HEAD", "POST"])(ask)


@for_open_course
def phone(request, course):
    initial = {"key": new_key(), **shared_with(course, request.GET.get("mit"))}
    form = PhoneForm(request.POST or None, course=course, initial=initial)
    doubles = ask_about_doubles(request, course, form)
    if form.is_valid() and not doubles:
        return store(request, course, form, _receipt)
    context = {"title": "Anmeldung am Telefon", "course": course, "form": form, **doubles}
    return staff_page(request, "staff/phone.html", context, 422 if form.errors else 200)


def ask_about_doubles(request, course, form):
    """Return what the page shows before a valid form is stored: nothing, or the hint."""
    doubles = form.is_valid() and unseen_doubles(course, form, request.POST.get("seen", ""))
    if not doubles:
        return {}
    del form.fields["name"].widget.attrs["autofocus"]
    return {"doubles": doubles, "seen": as_seen(doubles)}


def _receipt(registration):
    return redirect("staff:phone_receipt", registration.reference)


def store(request, course, form, go_on):
    """Store what a valid form says, and answer with `go_on` of the registration."""
    try:
        taken = take_down(course, form, request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:cockpit", course.slug)
    if taken.is_other:
        messages.warning(request, ALREADY_STORED)
    elif words := tie_together(taken.registration, form, request.user):
        messages.warning(request, words)
    return go_on(taken.registration)


@require_safe
def phone_receipt(request, reference):
    """What to say on the phone now, who is perhaps the same person, and on to the next call."""
    rows = Registration.objects.select_related("course", "participant")
    registration = get_object_or_404(rows, reference=reference)
    context = {
        "title": "Angemeldet" if registration.holds_seat else "Eingetragen",
        "registration": registration,
        "course": registration.course,
        "explanation": explanation(registration),
        "spoken": spoken(registration),
        "to_say": message_to_say(registration),
        "namesakes": namesakes(registration.participant),
    }
    return staff_page(request, "staff/phone_receipt.html", context)
