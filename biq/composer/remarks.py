"""Everything that is named about blocks of a course: what is missing, and what clashes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils import timezone

from accounts.models import User
from courses.clashes import clashes
from courses.date_clashes import close_blocks, in_school_holidays, on_holidays
from courses.day_gaps import day_gaps
from courses.leader_clashes import leaders_twice
from courses.models import (
    Block,
    Course,
    CourseDay,
    CourseStatus,
    DayState,
    SchoolHoliday,
    Venue,
)
from courses.models.place import StepFree
from courses.remarks import Remark, of_day
from participants.registration.models import Registration
from partners.contribution_gaps import contribution_gaps, usual_kinds
from partners.models import Contribution, ContributionState
from partners.partner_clashes import partners_twice
from web.counting import one_or_many

_ENDED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


def remarks(course: Course, blocks: Sequence[Block], leaders: Sequence[User]) -> list[Remark]:
    """Return what is named about what is still to come in these blocks; nothing once the course
    is over.

    Days with block and venue, items with contribution, and contributions with partner are
    prefetched. The number of queries does not grow with the programme."""
    if course.status in _ENDED:
        return []
    today = timezone.localdate()
    coming = [block for block in blocks if _is_to_come(block, today)]
    days = [day for block in coming for day in block.days.all() if _takes_place(day, today)]
    return [*_gaps(course, coming, days), *_clashes(course, coming, days, leaders)]


def _takes_place(day: CourseDay, today: date) -> bool:
    return not day.is_cancelled and day.date >= today


def _is_to_come(block: Block, today: date) -> bool:
    """Return whether something of the block can still be planned: also while it has no day."""
    days = list(block.days.all())
    return not days or any(_takes_place(day, today) for day in days)


def _gaps(course: Course, blocks: Sequence[Block], days: Iterable[CourseDay]) -> list[Remark]:
    usual = usual_kinds(course, [block.number for block in blocks])
    now = timezone.now()
    about_partners = [
        remark
        for block in blocks
        for remark in contribution_gaps(block, usual.get(block.number, ()), now)
    ]
    return [*about_partners, *(remark for day in days for remark in day_gaps(day))]


def _clashes(
    course: Course, blocks: Sequence[Block], days: Sequence[CourseDay], leaders: Sequence[User]
) -> list[Remark]:
    number = blocks[0].number if len(blocks) == 1 else None
    coming = _coming(blocks, days)
    return [
        *(Remark(text, number) for text in clashes(course, days)),
        *on_holidays(days),
        *in_school_holidays(days),
        *(_unknown_school_holidays(days) if number is None else ()),
        *_close(course, {block.number for block in blocks}),
        *leaders_twice(course, days, leaders),
        *partners_twice(course, coming),
        *_steps_for_partners(coming),
        *_steps(course, days),
    ]


def _coming(blocks: Iterable[Block], days: Iterable[CourseDay]) -> list[Contribution]:
    """Return the contributions to count on of these days, each with its day as it is here."""
    known = {day.pk: day for day in days}
    found = []
    for one in (one for block in blocks for one in block.contributions.all()):
        if one.state != ContributionState.DECLINED and one.day_id in known:
            one.day = known[one.day_id]
            found.append(one)
    return found


def _unknown_school_holidays(days: Sequence[CourseDay]) -> list[Remark]:
    """Say honestly where nobody wrote the school holidays down: then nothing was checked."""
    last = max((day.date for day in days), default=None)
    if last is None or SchoolHoliday.objects.filter(last_day__gte=last).exists():
        return []
    return [Remark("Ob Schulferien sind, ist noch nicht geprüft: Sie sind noch nicht eingetragen.")]


def _close(course: Course, numbers: Collection[int | None]) -> list[Remark]:
    days = CourseDay.objects.of_course(course).exclude(state=DayState.CANCELLED)
    found = close_blocks(days.select_related("block"))
    return [remark for remark in found if remark.block in numbers]


def _steps_for_partners(contributions: Iterable[Contribution]) -> list[Remark]:
    """Return who said on the page of the invitation that they need a way without steps, where there
    is none."""
    return [
        of_day(day, f"{one.partner} braucht einen Weg ohne Stufen. {_way_in(day.venue, [day])}")
        for one in contributions
        if (day := one.day) and day.venue and day.venue.step_free != StepFree.YES
        if hasattr(one, "invitation") and one.invitation.needs_step_free
    ]


def _steps(course: Course, days: Iterable[CourseDay]) -> list[Remark]:
    """Return the venues of each block with steps, where somebody of the course wrote down what
    they need.

    What they need is free text: that it is about steps, nobody claims."""
    found: defaultdict[tuple[int, Venue], list[CourseDay]] = defaultdict(list)
    for day in days:
        if day.venue and day.venue.step_free != StepFree.YES:
            found[day.block.number, day.venue].append(day)
    seated = Registration.objects.filter(course=course).seated()
    needing = seated.filter(needs__gt="").count() if found else 0
    if not needing:
        return []
    who = one_or_many(
        needing,
        "Eine Person im Kurs hat aufgeschrieben, was sie braucht.",
        f"{needing} Menschen im Kurs haben aufgeschrieben, was sie brauchen.",
    )
    return [
        Remark(f"{_way_in(venue, there)} {who} Bitte prüfen Sie, ob der Ort passt.", number)
        for (number, venue), there in found.items()
    ]


def _way_in(venue: Venue, days: Iterable[CourseDay]) -> str:
    dates = ", ".join(f"{day.date:%d.%m.}" for day in days)
    return f"{venue} ({dates}) ist {venue.get_step_free_display()} zu erreichen."
