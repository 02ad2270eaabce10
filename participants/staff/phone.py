"""Registration by phone: one short page, filled in by keyboard while somebody is on the line."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.form_key import new_key, receipt_of
from accounts.staff_page import staff_page
from courses.models import Course, CourseStatus
from participants.models import Registration
from participants.registration.arrival import register
from participants.registration.lifecycle import MoveRefused
from participants.staff.case import explanation, namesakes
from participants.staff.phone_form import PhoneForm


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request, slug):
    course = get_object_or_404(Course.objects.select_related("district"), slug=slug)
    if course.status != CourseStatus.PUBLISHED:
        messages.warning(request, "Für diesen Kurs kann sich zurzeit niemand anmelden.")
        return redirect("staff:cockpit", course.slug)
    form = PhoneForm(request.POST or None, course=course, initial={"key": new_key()})
    if request.method == "POST" and form.is_valid():
        try:
            taken = _take_down(course, form, request.user)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("staff:cockpit", course.slug)
        return redirect("staff:phone_receipt", taken.reference)
    context = {"title": "Anmeldung am Telefon", "course": course, "form": form}
    return staff_page(request, "staff/phone.html", context, 422 if form.errors else 200)


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
        "namesakes": namesakes(registration.participant),
    }
    return staff_page(request, "staff/phone_receipt.html", context)


def _take_down(course, form, by):
    """Register once: the same form, sent again, leads to what it stored the first time."""
    key = form.spent_key()
    receipt = receipt_of(key)
    if receipt is None:
        try:
            with transaction.atomic():
                return register(course, form.stated(), key=key, by=by)
        except IntegrityError:
            receipt = receipt_of(key)
            if receipt is None:
                raise
    token = receipt.strip("/").rpartition("/")[2]
    return get_object_or_404(Registration, token=token)
