"""Who composes which course, and in which frame: leaders their own courses, staff all of them.

The address says which face somebody is at. What is not theirs is not there (404), by any method.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import User
from backoffice.staff_pages import staff_page
from courses.models import Block, Course, CourseDay, ProgrammeItem
from partners.models import Contribution

STAFF, LEADERS = "staff", "leaders"
_FRAMES = {STAFF: "composer/frame_staff.html", LEADERS: "composer/frame_leaders.html"}


class ComposerRequest(HttpRequest):
    """What a view gets: the door has let only a leader or staff in.

    No request is made of this class; views name it so that the types of their calls can be
    checked."""

    user: User


def face_of(request: HttpRequest) -> str:
    """Return the namespace of the face at which the request arrived."""
    match = request.resolver_match
    return match.namespace if match else LEADERS


def courses_of(request: ComposerRequest) -> QuerySet[Course]:
    """Return the courses whose programme the user may see and change at this face."""
    everything = Course.objects.select_related("district")
    return everything if face_of(request) == STAFF else everything.filter(leaders=request.user)


def course_of(request: ComposerRequest, slug: str) -> Course:
    return get_object_or_404(courses_of(request), slug=slug)


def block_of(request: ComposerRequest, slug: str, number: int) -> Block:
    """Return the block with its course."""
    course = course_of(request, slug)
    block = get_object_or_404(course.blocks, number=number)
    block.course = course
    return block


def day_of(block: Block, pk: int) -> CourseDay:
    day = get_object_or_404(block.days, pk=pk)
    day.block = block
    return day


def items_of(block: Block) -> QuerySet[ProgrammeItem]:
    items = ProgrammeItem.objects.filter(day__block=block)
    return items.select_related("day__block__course", "responsible", "contribution__partner")


def contributions_of(block: Block) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(block=block)
    return rows.select_related("block__course", "partner", "day", "item")


def address(request: HttpRequest, name: str, *args: object) -> str:
    return reverse(f"{face_of(request)}:{name}", args=args)


def to_block(request: HttpRequest, block: Block, section: str = "") -> HttpResponseRedirect:
    """Lead to the page of the block, at one of its sections."""
    page = address(request, "block", block.course.slug, block.number)
    return redirect(page + (f"#{section}" if section else ""))


def to_invitation(
    request: HttpRequest, course: Course, contribution: Contribution
) -> HttpResponseRedirect:
    """Lead to the page of the face where the partner is invited."""
    of_course = [] if face_of(request) == STAFF else [course.slug]
    return redirect(address(request, "invitation", *of_course, contribution.pk))


def composer_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page in the frame of the face; the context names `title` and `course`."""
    face = face_of(request)
    shown = {**context, "face": face, "frame": _FRAMES[face]}
    if face == STAFF:
        return staff_page(request, template, shown, status)
    return render(request, template, shown, status=status)
