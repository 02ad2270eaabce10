"""After a course: staff see whom they thank and how, and do it once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from backoffice.staff_pages import StaffRequest, staff_page, tell_refusal
from courses.models import Course
from partners import thanking
from web.counting import counted


@require_http_methods(["GET", "HEAD", "POST"])
def thank(request: StaffRequest, slug: str) -> HttpResponse:
    """Show on GET who gets which thanks; a POST sends them."""
    course = get_object_or_404(Course, slug=slug)
    if request.method == "POST":
        return _thank(request, course)
    givers = thanking.givers(course)
    context = {
        "title": "Danke sagen",
        "course": course,
        "givers": givers,
        "due": sum(giver.is_due for giver in givers),
        "not_noted": thanking.not_noted(course),
        "refusal": thanking.refusal(course),
    }
    return staff_page(request, "partners/staff/thanks.html", context)


def _thank(request: StaffRequest, course: Course) -> HttpResponse:
    try:
        number = thanking.thank(course, request.user)
    except ValidationError as error:
        tell_refusal(request, error)
    else:
        how_many = counted(number, "Kooperationspartner bekommt", "Kooperationspartner bekommen")
        words = f"{how_many} einen Dank." if number else "Es ist schon allen gedankt."
        messages.success(request, words)
    return redirect("staff:thank_partners", course.slug)
