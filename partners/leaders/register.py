"""The register of partners for leaders: whom to ask, and what they did before. Nothing is changed
here, and the notes of the staff are not shown."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.course_names import first_day_of
from courses.models import CourseStatus
from partners.models import Contribution, Partner

MOST, LONGEST = 40, 100
_SEEN = (CourseStatus.PUBLISHED, CourseStatus.COMPLETED)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:LONGEST]
    found = Partner.objects.named().search_for_leaders(words)
    done = Contribution.objects.certain().filter(block__course__status__in=_SEEN)
    done = done.select_related("block__course__district", "day").order_by("-pk")
    done = done.annotate(first_day=first_day_of("block__course"))
    partners = found.prefetch_related(
        "districts", "contact_persons", Prefetch("contributions", done)
    )
    rows = list(partners[: MOST + 1])
    context = {"words": words, "partners": rows[:MOST], "is_capped": len(rows) > MOST}
    return render(request, "partners/leaders/register.html", context)
