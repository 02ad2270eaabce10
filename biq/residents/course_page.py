"""What the page of a course shows: its programme, who contributes, and what a resident can do."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from courses.models import Course, CourseStatus
from courses.timetable import BlockOfDays, timetable
from documents.qr import qr_svg
from participants.public.closed_notice import closed_notice
from participants.public.paper_form.views import short_url, typed_address
from participants.registration.line import Line
from partners.models import Contribution
from partners.order_of_contributions import when


class CountedSeats(Protocol):
    """The seats of a course, counted before it was loaded."""

    def line(self, course: Course) -> Line: ...


def course_page(slug: str, stands: CountedSeats, today: date) -> dict[str, Any]:
    """Return a course's template context; raises Http404 for a draft and an unknown address."""
    course = get_object_or_404(Course.objects.public().select_related("district"), slug=slug)
    return {
        "course": course,
        "closed": closed_notice(course, today),
        "line": stands.line(course),
        "programme": _programme(course),
        "called_off": course.status == CourseStatus.CANCELLED,
        "qr": qr_svg(short_url(course), _("QR-Code: Seite des Kurses")),
        "address": typed_address(course),
    }


def _programme(course: Course) -> list[tuple[BlockOfDays, list[Contribution]]]:
    """Return each block with its days and its certain contributions."""
    contributions = _contributions(course)
    return [(entry, contributions[entry.block.pk]) for entry in timetable(course)]


def _contributions(course: Course) -> Mapping[int, list[Contribution]]:
    """Return by block who contributes, as the days and their running orders follow each other."""
    by_block: defaultdict[int, list[Contribution]] = defaultdict(list)
    certain = Contribution.objects.certain().filter(block__course=course)
    certain = certain.select_related("partner", "day").prefetch_related("day__items")
    for contribution in sorted(certain, key=when):
        by_block[contribution.block_id].append(contribution)
    return by_block
