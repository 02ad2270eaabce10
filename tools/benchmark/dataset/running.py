"""A course in the middle of its twelve days as its leaders see it: people, marks, programme."""

from django.utils import timezone

from accounts.models import User
from courses.models import Course, ItemKind, ProgrammeItem
from participants.models import Mark, Status
from partners.models import Partner
from tools.benchmark.dataset import many_people
from tools.benchmark.dataset.courses import COURSE_PEOPLE, WEEK, make_course, session_of
from tools.demo.partners import contribute

RUNNING = "laufend"
ITEMS = 80


def running_course() -> str:
    """Make the course; partners have to be there. Return the session cookie of its leader."""
    today = timezone.localdate()
    course = make_course(RUNNING, today - 8 * WEEK, capacity=COURSE_PEOPLE)
    many_people.enrol([(course, COURSE_PEOPLE, Status.ENROLLED)])
    many_people.hold(course, Mark.PRESENT, before=today)
    _compose(course)
    return session_of(User.objects.get(is_leader=True))


def _compose(course: Course) -> None:
    days = list(course.days())
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            day=days[number % len(days)],
            position=number // len(days),
            kind=ItemKind.OTHER if number // len(days) else ItemKind.CONTRIBUTION,
            title=f"Punkt {number}" if number // len(days) else "",
            minutes=45,
            room="Saal",
            material="Stifte, Karten",
        )
        for number in range(ITEMS)
    )
    contribute(course, list(Partner.objects.order_by("pk")))
    for block in course.blocks.all():
        slots = ProgrammeItem.objects.filter(day__block=block, kind=ItemKind.CONTRIBUTION)
        for contribution, item in zip(block.contributions.all(), slots, strict=False):
            contribution.item, contribution.day = item, item.day
            contribution.save()
