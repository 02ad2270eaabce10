"""Certificates that nobody gets: to look at a template before it is saved."""

from datetime import date
from itertools import chain
from math import ceil

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from certificates.design.printed_course import PrintedCourse, countable_days
from certificates.issuing.plan import AnyAward, issuing_plan
from certificates.models import Certificate, Kind, Template
from courses.default_programme import BLOCKS, block_dates
from courses.models import Course
from participants.models import Registration

LONGEST = ("Wilhelmina-Konstantina " * 7).strip()[:150].ljust(150, "a")
HARD_CASES = {
    "laengster": ("längster Name (150 Buchstaben)", LONGEST),
    "kuerzester": ("kürzester Name (ein Buchstabe)", "O"),
    "rechts": ("Name von rechts nach links", "محمد عبد الرحمن الهاشمي"),
}
_UNITS_OF_DAY = 7


def sample_subjects(course: Course | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return groups (heading, pairs (key, label)) of everybody whose certificate can be looked at.

    For the default (None) they are those of the newest course that has people."""
    awards = _awards(course or _example())
    people = [(key, award.whose) for key, award in awards.items() if not _is_thanks(key)]
    givers = [(key, award.whose) for key, award in awards.items() if _is_thanks(key)]
    hard = [(key, label) for key, (label, _name) in HARD_CASES.items()]
    groups = [("Teilnehmende", people), ("Schwierige Namen", hard), ("Dankurkunde für", givers)]
    return [group for group in groups if group[1]]


def _example() -> Course | None:
    """Return the newest course that has people, else the newest; None while there is none."""
    people = Registration.objects.took_part().filter(course=OuterRef("pk"))
    courses = Course.objects.select_related("district").annotate(has_people=Exists(people))
    return courses.order_by("-has_people", "-pk").first()


def _awards(course: Course | None) -> dict[str, AnyAward]:
    """Return {key: award}: of residents, and of partners by what they contribute."""
    if course is None:
        return {}
    plan = issuing_plan(course)
    awards: dict[str, AnyAward] = {str(award.registration.pk): award for award in plan.awards}
    return awards | {f"dank-{award.contribution.pk}": award for award in plan.thanks}


def _is_thanks(key: str) -> bool:
    return key.startswith("dank-")


def sample_certificate(
    template: Template, kind: Kind, subject: str, course: Course | None = None
) -> Certificate:
    """Return an unsaved certificate of that kind as it would look by the template.

    `subject` is a key of `sample_subjects`. Raises ValidationError for one that is not in the
    course, or never gets this kind."""
    course = course or _example()
    today = timezone.localdate()
    blank = Certificate(year=today.year, serial=0, code="MUSTERMUSTER", issued_on=today)
    if subject in HARD_CASES:
        blank.template, blank.kind = template, kind
        blank.printed_name = HARD_CASES[subject][1]
        return _invented(blank, course)
    award = _awards(course).get(subject)
    if course is None or award is None:
        raise ValidationError("Diese Person ist nicht in dem Kurs.")
    if _is_thanks(subject) != (kind == Kind.THANKS):
        raise ValidationError(_OTHER_PEOPLE[kind == Kind.THANKS])
    return award.fill(blank, PrintedCourse(course, countable_days(course), template), kind)


_OTHER_PEOPLE = {
    True: "Eine Dankurkunde bekommt, wer zum Kurs etwas beigetragen hat. Bitte wählen Sie bei"
    " „Vorschau für“ jemanden unter „Dankurkunde für“ oder einen schwierigen Namen.",
    False: "Wer etwas beigetragen hat, bekommt eine Dankurkunde. Bitte wählen Sie bei"
    " „Vorschau für“ jemanden aus dem Kurs oder bei „Papier“ die Dankurkunde.",
}


def _invented(certificate: Certificate, course: Course | None) -> Certificate:
    """Let it say what it would at most: all days, or for a confirmation a third of them."""
    days = _days(course)
    there = days[: len(days) // 3 or 1] if certificate.kind == Kind.CONFIRMATION else days
    titles = [block.title for block in course.blocks.all()] if course else []
    certificate.course_title = course.title if course else "Bürger im Quartier Musterstadt"
    certificate.district = course.district.name if course else "Musterstadt"
    certificate.topic = "Was gibt es in unserem Quartier?"
    certificate.starts_on, certificate.ends_on = days[0][0], days[-1][0]
    certificate.blocks = titles or [title for title, _subtitle, _topic in BLOCKS]
    certificate.dates = [day.isoformat() for day, _units in there]
    certificate.days_held = len(days)
    certificate.blocks_attended = ceil(len(certificate.blocks) * len(there) / len(days))
    certificate.units_attended = sum(units for _day, units in there)
    return certificate


def _days(course: Course | None) -> list[tuple[date, int]]:
    """Return pairs (date, teaching units): of the course, else of two days in every four weeks."""
    days = [(day.date, day.teaching_units) for day in countable_days(course)] if course else []
    invented = chain.from_iterable(block_dates(timezone.localdate()))
    return days or [(day, _UNITS_OF_DAY) for day in invented]
