"""How a course's seats stand, for public pages: one query, and no row of anybody's."""

from dataclasses import dataclass

from django.db.models import Count, Q, Subquery

from accounts.edition import Edition
from accounts.written_once import WrittenOnce
from courses.models import Course
from participants.registration.lifecycle import SEATED, Status
from participants.registration.models import Line


@dataclass(frozen=True)
class Standing:
    """The edition of what is printed, and what moves without a new one: seats taken and people
    waiting. Together they are all that can change on a course's public pages within one day."""

    edition: int
    taken: int
    waiting: int

    def line(self, course):
        return Line(course.capacity, self.taken, self.waiting, last=0)


def standing(slug):
    """Return the `Standing` of the course at this address; without people where there is none."""
    edition, taken, waiting = _standing.row(slug)
    return Standing(edition or Edition.current(), taken, waiting)


def _build(slug):
    """One join and no subquery for each number: half the time goes into planning the query."""
    edition = Subquery(Edition.objects.filter(pk=1).values("number"))
    there = Course.objects.filter(slug=slug).order_by().values(edition=edition)
    counted = there.annotate(taken=_people(SEATED), waiting=_people([Status.WAITING]))
    return counted.values_list("edition", "taken", "waiting")


def _people(statuses):
    return Count("registrations", filter=Q(registrations__status__in=statuses))


_standing = WrittenOnce(_build, gap="slug-of-the-course")
