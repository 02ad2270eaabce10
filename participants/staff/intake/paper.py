"""Registration on paper: staff type in what stands on the sheet, one sheet after the other."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from backoffice.staff_pages import StaffRequest, staff_page
from courses.models import Course
from participants.registration.models import Registration
from participants.staff.intake.paper_form import PaperForm, paper_layout
from participants.staff.intake.phone import ask_about_doubles, for_open_course, store
from participants.staff.intake.taking_down import shared_with
from participants.staff.registration_page.namesakes import namesakes
from web.form_key import new_key

# What is often the same on the next sheet of the pile.
_KEPT_FOR_NEXT = ("signed_on", "arrived_on", "language")


@for_open_course
def paper(request: StaffRequest, course: Course) -> HttpResponse:
    form = PaperForm(request.POST or None, course=course, initial=_beginning(request, course))
    doubles = ask_about_doubles(request, course, form)
    if form.is_valid() and not doubles:
        return store(request, course, form, lambda stored: _go_on(request, form, stored))
    context = {
        "title": "Anmeldung auf Papier",
        "course": course,
        "form": form,
        "layout": paper_layout(),
        **_before(request, course),
        **doubles,
    }
    return staff_page(request, "staff/paper.html", context, 422 if form.errors else 200)


def _beginning(request: HttpRequest, course: Course) -> dict[str, Any]:
    pile = {name: request.GET[name] for name in _KEPT_FOR_NEXT if name in request.GET}
    return {"key": new_key(), **shared_with(course, request.GET.get("mit")), **pile}


def _before(request: HttpRequest, course: Course) -> dict[str, Any]:
    """Return whom the sheet before was about, and who is perhaps the same person."""
    found = course.registrations.filter(reference=request.GET.get("mit", ""))
    before = found.select_related("participant").first()
    return {"before": before, "namesakes": namesakes(before.participant)} if before else {}


def _go_on(request: HttpRequest, form: PaperForm, stored: Registration) -> HttpResponse:
    """Turn to the next sheet, or show what became of this one."""
    if "next" not in request.POST:
        return redirect("staff:phone_receipt", stored.reference)
    messages.success(
        request, f"{stored.participant}: {stored.get_status_display()}, {stored.reference}."
    )
    pile = {name: form.cleaned_data[name] or "" for name in _KEPT_FOR_NEXT}
    address = reverse("staff:paper", args=[form.course.slug])
    return redirect(f"{address}?{urlencode({'mit': stored.reference, **pile})}")
