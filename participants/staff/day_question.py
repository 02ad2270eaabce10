"""Before course days change: a page that says what will happen, and who is told and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse

from backoffice.staff_pages import staff_page
from courses.models import Course, CourseDay
from participants.course_changes.audience import who_hears


@dataclass(frozen=True)
class Question:
    """What staff are asked: `what` are sentences that say what will happen, and `clashes` such that
    name what is at the same time.

    `form` is shown for them to fill in; without one, what was typed before is sent on as it is."""

    course: Course
    days: Sequence[CourseDay]
    latest: date
    title: str
    what: Sequence[str]
    button: str
    back: str
    form: forms.Form | None = None
    clashes: Sequence[str] = ()

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Show the question; its button sends the answer to the same address by POST."""
        form = self.form
        context = {
            "title": self.title,
            "course": self.course,
            "question": self,
            "audience": who_hears(self.course, self.days, self.latest),
            "typed": [] if form else list(request.GET.items()),
            "form": form,
        }
        refused = form is not None and bool(form.errors)
        return staff_page(request, "staff/day_question.html", context, 422 if refused else 200)
