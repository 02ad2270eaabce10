"""Papers that nobody gets: to look at a template before it is saved."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from certificates.facts import countable_days
from certificates.models import Certificate, Kind
from courses.models import Course
from courses.programme import BLOCKS

LONGEST = ("Wilhelmina-Konstantina " * 7).strip()[:150].ljust(150, "a")
HARD_CASES = {
    "laengster": ("längster Name (150 Buchstaben)", LONGEST),
    "kuerzester": ("kürzester Name (ein Buchstabe)", "O"),
    "rechts": ("Name von rechts nach links", "محمد عبد الرحمن الهاشمي"),
}
_PLANNED = 12


def subjects(course):
    """Return (key, label) of everybody whose paper can be looked at: hard cases, then people."""
    hard = [(key, label) for key, (label, _name) in HARD_CASES.items()]
    if course is None:
        return [*hard]
    people = course.registrations.took_part().by_name().select_related("participant")
    return [*((str(one.pk), one.participant.name) for one in people), *hard]


def sample(template, kind, subject, course=None):
    """Return an unsaved paper as it would look by the template.

    Raises ValidationError for a subject that is not in the course."""
    course = course or Course.objects.select_related("district").order_by("-pk").first()
    days = _days(course)
    paper = Certificate(
        template=template,
        kind=kind,
        year=timezone.localdate().year,
        serial=0,
        code="MUSTERMUSTER",
        printed_name=_name(course, subject),
        course_title=course.title if course else "Bürger im Quartier Musterstadt",
        district=course.district.name if course else "Musterstadt",
        issued_on=timezone.localdate(),
        topic="Was gibt es in unserem Quartier?",
    )
    return _attended(paper, days, course)


def _days(course):
    """Return pairs (date, teaching units)."""
    days = [(day.date, day.teaching_units) for day in countable_days(course)] if course else []
    start = timezone.localdate()
    return days or [(start + timedelta(days=28 * (n // 2) + n % 2), 7) for n in range(_PLANNED)]


def _name(course, subject):
    if subject in HARD_CASES:
        return HARD_CASES[subject][1]
    found = course and course.registrations.filter(pk=subject).select_related("participant").first()
    if not found:
        raise ValidationError("Diese Person ist nicht in dem Kurs.")
    return found.participant.name


def _attended(paper, days, course):
    """Let the paper say what it would at most: all days, or for a confirmation a third of them."""
    there = days[: len(days) // 3 or 1] if paper.kind == Kind.CONFIRMATION else days
    titles = [block.title for block in course.blocks.all()] if course else []
    paper.starts_on, paper.ends_on = days[0][0], days[-1][0]
    paper.blocks = titles or [title for title, _subtitle, _topic in BLOCKS]
    paper.dates = [day.isoformat() for day, _units in there]
    paper.days_held, paper.blocks_attended = len(days), -(-len(there) // 2)
    paper.units_attended = sum(units for _day, units in there)
    return paper
