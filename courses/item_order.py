"""The order of a day's items: every verb that adds, moves or takes one away.

Each locks the course first and then reads anew what became of the items meanwhile. Moving says
beside which item one is to stand: asked for twice, by a double click say, it is done once.

What the rooms above hang on items and days follows them: a room registers in `AppConfig.ready` what
it does then.
"""

from collections.abc import Callable, Collection

from django.core.exceptions import ValidationError

from courses.models import Course, CourseDay, CourseStatus, DayState, ProgrammeItem
from web.public_version import new_public_version

_ENDED = (CourseStatus.COMPLETED, CourseStatus.CANCELLED)
_OVER = "Dieser Kurs ist beendet. An seinem Programm ändert sich nichts mehr."
_GONE = "Diesen Programmpunkt gibt es nicht mehr."
_OFF = "Dieser Kurstag fällt aus."
_ELSEWHERE = "Der Ablauf hat sich inzwischen geändert. Bitte sehen Sie ihn sich noch einmal an."

# The items that change from the first day to the second; None means everything of the first.
Follower = Callable[[CourseDay, CourseDay, Collection[ProgrammeItem] | None], None]
_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Call the function, in the same transaction, when items change their day."""
    if follower not in _followers:
        _followers.append(follower)


def lock(course_pk: int) -> Course:
    """Queue for the course and return it.

    Raises ValidationError when it is over: then its programme stays as it is."""
    course = Course.objects.locked(course_pk)
    if course.status in _ENDED:
        raise ValidationError(_OVER)
    return course


@new_public_version()
def append(item: ProgrammeItem) -> ProgrammeItem:
    """Store a new item at the end of its day. Raises ValidationError when that is cancelled."""
    lock(item.day.block.course_id)
    _check_takes_place(item.day)
    item.position = _end_of(item.day)
    item.save()
    return item


@new_public_version()
def move_before(item: ProgrammeItem, neighbour: int) -> ProgrammeItem:
    """Let the item stand directly before the one with this primary key; return it as it is now.

    Raises ValidationError when the two are not (any more) on one day."""
    return _move_beside(item, neighbour, 0)


@new_public_version()
def move_after(item: ProgrammeItem, neighbour: int) -> ProgrammeItem:
    """Like `move_before`, directly after the other one."""
    return _move_beside(item, neighbour, 1)


def _move_beside(item: ProgrammeItem, neighbour: int, offset: int) -> ProgrammeItem:
    item = _read(item)
    others = [one for one in item.day.items.all() if one.pk != item.pk]
    places = {one.pk: number for number, one in enumerate(others)}
    if neighbour not in places:
        raise ValidationError(_ELSEWHERE)
    at = places[neighbour] + offset
    _number([*others[:at], item, *others[at:]], moved=item)
    return item


def _number(items: list[ProgrammeItem], moved: ProgrammeItem) -> None:
    """Count the positions anew; only what somebody moved has that in its history."""
    for position, item in enumerate(items):
        if item.position == position:
            continue
        item.position = position
        if item.pk == moved.pk:
            item.save(update_fields=["position"])
        else:
            ProgrammeItem.objects.filter(pk=item.pk).update(position=position)


@new_public_version()
def move_to_day(item: ProgrammeItem, day: CourseDay) -> ProgrammeItem:
    """Let the item be the last one of another day; return it as it is now.

    A fixed start stays behind: it was one of the other day. Raises ValidationError for a day of
    another block and for one that is cancelled."""
    item = _read(item)
    if day.block_id != item.day.block_id:
        raise ValidationError("Dieser Kurstag gehört zu einem anderen Block.")
    before = item.day
    if day == before:
        return item
    _check_takes_place(day)
    item.day, item.position, item.starts = day, _end_of(day), None
    item.save(update_fields=["day", "position", "starts"])
    _follow(before, day, [item])
    return item


@new_public_version()
def remove(item: ProgrammeItem) -> None:
    """Delete the item; a second time nothing happens."""
    lock(item.day.block.course_id)
    if found := ProgrammeItem.objects.filter(pk=item.pk).first():
        found.delete()


@new_public_version()
def hand_over(day: CourseDay, successor: CourseDay) -> None:
    """Let another day have the running order of this one, after its own items.

    The caller has locked the course."""
    first = _end_of(successor)
    for position, item in enumerate(day.items.all(), first):
        item.day, item.position = successor, position
        item.save(update_fields=["day", "position"])
    _follow(day, successor, None)


def _follow(before: CourseDay, day: CourseDay, items: Collection[ProgrammeItem] | None) -> None:
    for follower in _followers:
        follower(before, day, items)


def _read(item: ProgrammeItem) -> ProgrammeItem:
    lock(item.day.block.course_id)
    items = ProgrammeItem.objects.select_related("day__block")
    found = items.filter(pk=item.pk).first()
    if found is None:
        raise ValidationError(_GONE)
    return found


def _check_takes_place(day: CourseDay) -> None:
    """Look at the day as it is now: its items may have gone to a substitute meanwhile."""
    if not CourseDay.objects.filter(pk=day.pk).exclude(state=DayState.CANCELLED).exists():
        raise ValidationError(_OFF)


def _end_of(day: CourseDay) -> int:
    last = day.items.order_by("position").last()
    return last.position + 1 if last else 0
