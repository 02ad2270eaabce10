"""What the page of a course shows: its programme, who contributes, and what a resident can do."""

from collections import defaultdict

from django.shortcuts import get_object_or_404

from courses.models import Course
from courses.timetable import timetable
from participants.public.closed_notice import closed_notice
from partners.models import Contribution


def course_page(slug, stands, today):
    """Return a course's template context; raises Http404 for a draft and an unknown address."""
    course = get_object_or_404(Course.objects.public().select_related("district"), slug=slug)
    return {
        "course": course,
        "closed": closed_notice(course, today),
        "line": stands.line(course),
        "programme": _programme(course),
    }


def _programme(course):
    """Return each block with its days and its certain contributions."""
    contributions = _contributions(course)
    return [(entry, contributions[entry.block.pk]) for entry in timetable(course)]


def _contributions(course):
    by_block = defaultdict(list)
    certain = Contribution.objects.certain().filter(block__course=course)
    for contribution in certain.select_related("partner", "day"):
        by_block[contribution.block_id].append(contribution)
    return by_block
