"""The programme of a course on one page, and each of its blocks on one."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from biq.composer.access import ComposerRequest, composer_page, course_of
from biq.composer.board import board
from biq.composer.changes import changes
from courses.models import Block


@never_cache
@require_safe
def programme(request: ComposerRequest, slug: str) -> HttpResponse:
    course = course_of(request, slug)
    context = {"title": "Programm", "course": course, "board": board(course)}
    return composer_page(request, "composer/programme.html", context)


@never_cache
@require_safe
def block(request: ComposerRequest, slug: str, number: int) -> HttpResponse:
    course = course_of(request, slug)
    one = board(course, number)
    [plan] = one.blocks
    context = {
        "title": str(plan.block),
        "course": course,
        "board": one,
        "plan": plan,
        "changes": changes(plan.block),
        **_neighbours(plan.block),
    }
    return composer_page(request, "composer/block.html", context)


def _neighbours(block: Block) -> dict[str, int | None]:
    numbers = list(block.course.blocks.values_list("number", flat=True))
    at = numbers.index(block.number)
    return {
        "previous": numbers[at - 1] if at else None,
        "following": numbers[at + 1] if at + 1 < len(numbers) else None,
    }
