"""Everything that is named about blocks of a course: what is missing, and what clashes."""

from collections.abc import Collection, Iterable, Sequence

from django.utils import timezone

from accounts.models import User
from courses.clashes import clashes
from courses.date_clashes import close_blocks, in_school_holidays, on_holidays
from courses.day_gaps import day_gaps
from courses.leader_clashes import leaders_twice
from courses.models import Block, Course, CourseDay, CourseStatus, DayState, SchoolHoliday
from courses.models.place import StepFree
from courses.remarks import Remark, of_day
from participants.registration.models import Registration
from partners.contribution_gaps import contribution_gaps, usual_kinds
from partners.models import Contribution, ContributionState
from partners.partner_clashes import partners_twice
from web.counting import one_or_many

_ENDED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)


def remarks(course: Course, blocks: Sequence[Block], leaders: Sequence[User]) -> list[Remark]:
    """Return what is named about these blocks; nothing once the course is over.

    Days with block and venue, items with contribution, and contributions with partner are
    prefetched. The number of queries does not grow with the programme."""
    if course.status in _ENDED:
        return []
    days = [day for block in blocks for day in block.days.all() if not day.is_cancelled]
    return [*_gaps(course, blocks, days), *_clashes(course, blocks, days, leaders)]


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
    return [
        *(Remark(text, number) for text in clashes(course, days)),
        *on_holidays(days),
        *in_school_holidays(days),
        *_unknown_school_holidays(days),
        *_close(course, {block.number for block in blocks}),
        *leaders_twice(course, days, leaders),
        *partners_twice(course, _coming(blocks)),
        *_steps(course, days),
    ]


def _coming(blocks: Iterable[Block]) -> list[Contribution]:
    """Return the contributions to count on, each with the day whose items are prefetched."""
    found = []
    for block in blocks:
        days = {day.pk: day for day in block.days.all()}
        for one in block.contributions.all():
            if one.state != ContributionState.DECLINED and one.day_id in days:
                one.day = days[one.day_id]
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


def _steps(course: Course, days: Iterable[CourseDay]) -> list[Remark]:
    """Return the venues with steps, where somebody of the course wrote down what they need.

    What they need is free text: that it is about steps, nobody claims."""
    with_steps = [day for day in days if day.venue and day.venue.step_free != StepFree.YES]
    seated = Registration.objects.filter(course=course).seated()
    needing = seated.filter(needs__gt="").count() if with_steps else 0
    if not needing:
        return []
    who = one_or_many(
        needing,
        "Eine Person im Kurs hat aufgeschrieben, was sie braucht.",
        f"{needing} Menschen im Kurs haben aufgeschrieben, was sie brauchen.",
    )
    return [of_day(day, _step_words(day, who)) for day in with_steps]


def _step_words(day: CourseDay, who: str) -> str:
    assert day.venue is not None  # only days with a venue come here
    way = day.venue.get_step_free_display()
    where = f"{day.date:%d.%m.}: {day.venue} ist {way} zu erreichen."
    return f"{where} {who} Bitte prüfen Sie, ob der Ort passt."
