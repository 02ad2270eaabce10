"""What must be there before a course opens for registration; the cockpit shows what is missing.

A course is measured by its own programme. Where that differs from the default programme the list
says so, but does not refuse it.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from courses.certificate_days import too_many_certificate_days
from courses.clashes import clashes
from courses.default_programme import BLOCKS, DAYS_OF_A_BLOCK
from courses.holidays import named_holidays
from courses.models import Block, Course, CourseDay, CourseStatus, programme_length


@dataclass(frozen=True)
class Point:
    """One line of the list; `missing` says in German what to do while it is not `done`.

    `remark` says what is unusual about a point that is done; for most it is empty. `field` is the
    field of the course's form where the point is mended; empty where the programme mends it."""

    label: str
    done: bool
    missing: str
    remark: str = ""
    field: str = ""


def checklist(course: Course) -> list[Point]:
    """Return the points of the list in their order."""
    blocks = list(course.blocks.prefetch_related("days__block"))
    days = [day for block in blocks for day in block.days.all()]
    to_be_held = [day for day in days if not day.is_cancelled]
    return [
        _blocks(blocks),
        _days(blocks, days),
        *_holidays(to_be_held),
        Point(
            "Kurstage in der richtigen Reihenfolge",
            bool(to_be_held) and all(a.date < b.date for a, b in itertools.pairwise(to_be_held)),
            "Jeder Kurstag muss nach dem vorigen liegen.",
        ),
        _venues(to_be_held),
        _at_the_same_time(course, to_be_held),
        _certificate(course, programme_length(days)),
        Point(
            "Kursgebühr",
            course.fee is not None,
            "Tragen Sie die Kursgebühr ein (0 ist möglich).",
            field="fee",
        ),
        _period(course),
        Point(
            "Kontakt",
            bool(course.contact_name and (course.contact_phone or course.contact_email)),
            "Tragen Sie eine Ansprechperson mit Telefon oder E-Mail ein.",
            field="contact_name",
        ),
        Point(
            "Kursleitung",
            course.leaders.exists(),
            "Wählen Sie mindestens eine Kursleitung.",
            field="leaders",
        ),
    ]


def _blocks(blocks: Sequence[Block]) -> Point:
    """There is a block, each has a title, and none is left out in the numbering."""
    numbers = {block.number for block in blocks}
    absent = set(range(1, max(numbers, default=1) + 1)) - numbers
    untitled = {block.number for block in blocks if not block.title}
    missing = [
        f"{words} {_listed(found)}."
        for words, found in (("Es fehlt:", absent), ("Noch ohne Titel:", untitled))
        if found
    ]
    unusual = len(blocks) != len(BLOCKS)
    remark = f"Dieser Kurs hat {len(blocks)}, üblich sind {len(BLOCKS)}." if unusual else ""
    return Point("Blöcke", not missing, " ".join(missing), remark)


def _days(blocks: Sequence[Block], days: Sequence[CourseDay]) -> Point:
    """Each block has a day, and each cancelled day a substitute."""
    counts = {block.number: programme_length(block.days.all()) for block in blocks}
    empty = [number for number, count in counts.items() if not count]
    replaced = {day.replaces_id for day in days}
    dropped = [day for day in days if day.is_cancelled and day.pk not in replaced]
    missing = []
    if empty or not blocks:
        missing.append(f"Noch ohne Kurstag: {_listed(empty) or 'der ganze Kurs'}.")
    if dropped:
        missing.append(f"Abgesagt und noch ohne Ersatztag: {', '.join(map(str, dropped))}.")
    return Point("Kurstage", not missing, " ".join(missing), _unusual_days(counts))


def _unusual_days(counts: Mapping[int, int]) -> str:
    unusual = [f"Block {n} hat {count}" for n, count in counts.items() if count != DAYS_OF_A_BLOCK]
    if not unusual:
        return ""
    return f"Üblich sind {DAYS_OF_A_BLOCK} in jedem Block. {', '.join(unusual)}."


def _holidays(days: Sequence[CourseDay]) -> list[Point]:
    """Return a point that names the public holidays among the days; none when there are none."""
    found = ", ".join(named_holidays(day.date for day in days))
    return [Point("Kurstage an Feiertagen", True, "", f"Bitte prüfen: {found}.")] if found else []


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(f"Block {number}" for number in sorted(numbers))


def _venues(days: Sequence[CourseDay]) -> Point:
    without = [day for day in days if day.venue_id is None]
    named = ", ".join(map(str, without))
    missing = f"Noch ohne Ort: {named or 'alle Kurstage'}."
    return Point("Orte", bool(days) and not without, missing)


def _at_the_same_time(course: Course, days: Sequence[CourseDay]) -> Point:
    """Two days at one time are possible, and mostly a slip: they are named, not refused."""
    return Point("Nichts zur gleichen Zeit", True, "", " ".join(clashes(course, days)))


def _certificate(course: Course, planned: int) -> Point:
    """Nobody can be there more often than there are course days."""
    return Point(
        "Nötige Kurstage für das Zertifikat",
        1 <= course.certificate_days <= planned,
        too_many_certificate_days(course.certificate_days, planned),
        field="certificate_days",
    )


def _period(course: Course) -> Point:
    opens, closes = course.registration_opens, course.registration_closes
    known = opens is not None and closes is not None
    in_order = opens is not None and closes is not None and opens <= closes
    return Point(
        "Anmeldezeit",
        in_order,
        "Das Ende muss nach dem Anfang liegen." if known else "Tragen Sie Anfang und Ende ein.",
        field="registration_opens",
    )


@transaction.atomic
def publish(course: Course) -> None:
    """Make a draft public.

    Raises ValidationError with one message for each point that is missing, and for a course that
    is no draft (any more)."""
    current = Course.objects.locked(course.pk)
    if current.status != CourseStatus.DRAFT:
        raise ValidationError("Dieser Kurs ist kein Entwurf mehr.")
    missing = [f"{point.label}: {point.missing}" for point in checklist(current) if not point.done]
    if missing:
        raise ValidationError(missing)
    course.status = current.status = CourseStatus.PUBLISHED
    current.save(update_fields=["status"])
