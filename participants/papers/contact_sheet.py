"""Whom leaders call, and what everybody needs; only while the course goes on."""

from datetime import date

from django.template.loader import render_to_string

from courses.models import Course
from participants.registration.models import Registration
from participants.registration.status import Status


def contact_sheet_html(course: Course, today: date) -> str:
    """Return the sheet as HTML; `today` is the day that is printed on it."""
    people = Registration.objects.filter(course=course, status=Status.ENROLLED)
    context = {
        "course": course,
        "people": people.select_related("participant").by_name(),
        "printed_on": today,
    }
    return render_to_string("papers/contact_sheet.html", context)
