"""What must be there before a course opens for registration; the cockpit shows what is missing."""

import itertools
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from courses.models import Course, CourseStatus
from courses.programme import BLOCKS, DAYS_OF_A_BLOCK


@dataclass(frozen=True)
class Point:
    label: str
    done: bool
    missing: str


def checklist(course):
    """Return the points of the list in their order, each with what to do while it is not done."""
    blocks = list(course.blocks.prefetch_related("days"))
    days = [[day for day in block.days.all() if not day.is_cancelled] for block in blocks]
    dates = [day.date for block in days for day in sorted(block, key=lambda day: day.date)]
    return [
        Point("Sechs Blöcke", len(blocks) == len(BLOCKS), _missing_blocks(blocks)),
        Point(
            "Zwölf Kurstage",
            len(blocks) == len(BLOCKS) and all(len(block) == DAYS_OF_A_BLOCK for block in days),
            "Jeder Block braucht zwei Kurstage.",
        ),
        Point(
            "Kurstage in der richtigen Reihenfolge",
            bool(dates) and all(a < b for a, b in itertools.pairwise(dates)),
            "Jeder Kurstag muss nach dem vorigen liegen.",
        ),
        Point("Orte", *_venues(days)),
        Point(
            "Kursgebühr", course.fee is not None, "Tragen Sie die Kursgebühr ein (0 ist möglich)."
        ),
        Point("Anmeldezeit", *_period(course)),
        Point(
            "Kontakt",
            bool(course.contact_name and (course.contact_phone or course.contact_email)),
            "Tragen Sie eine Ansprechperson mit Telefon oder E-Mail ein.",
        ),
        Point("Kursleitung", course.leaders.exists(), "Wählen Sie mindestens eine Kursleitung."),
    ]


def _missing_blocks(blocks):
    absent = sorted(set(range(1, len(BLOCKS) + 1)) - {block.number for block in blocks})
    return f"Es fehlt: {', '.join(f'Block {number}' for number in absent)}."


def _venues(days):
    without = [day for block in days for day in block if day.venue_id is None]
    named = ", ".join(str(day) for day in without)
    return bool(days) and not without, f"Noch ohne Ort: {named or 'alle Kurstage'}."


def _period(course):
    opens, closes = course.registration_opens, course.registration_closes
    complete = opens is not None and closes is not None
    return (
        complete and opens <= closes,
        "Das Ende muss nach dem Anfang liegen." if complete else "Tragen Sie Anfang und Ende ein.",
    )


@transaction.atomic
def publish(course):
    """Make a draft public.

    Raises ValidationError with one message for each point that is missing."""
    current = Course.objects.locked(course.pk)
    if current.status != CourseStatus.DRAFT:
        raise ValidationError("Dieser Kurs ist kein Entwurf mehr.")
    missing = [f"{point.label}: {point.missing}" for point in checklist(current) if not point.done]
    if missing:
        raise ValidationError(missing)
    course.status = current.status = CourseStatus.PUBLISHED
    current.save(update_fields=["status"])
