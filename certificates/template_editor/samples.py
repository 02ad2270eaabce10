"""Papers that nobody gets: to look at a template before it is saved."""

from itertools import chain
from math import ceil

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from certificates.design.printed_facts import CourseFacts, countable_days
from certificates.issuing.plan import plan
from certificates.models import Certificate, Kind
from courses.default_programme import BLOCKS, block_dates
from courses.models import Course
from participants.models import Registration

LONGEST = ("Wilhelmina-Konstantina " * 7).strip()[:150].ljust(150, "a")
HARD_CASES = {
    "laengster": ("längster Name (150 Buchstaben)", LONGEST),
    "kuerzester": ("kürzester Name (ein Buchstabe)", "O"),
    "rechts": ("Name von rechts nach links", "محمد عبد الرحمن الهاشمي"),
}


def subjects(course):
    """Return groups (heading, pairs (key, label)) of everybody whose paper can be looked at.

    For the default (None) they are those of the newest course that has people."""
    found = _lines(course or _example())
    people = [(key, line.whose) for key, line in found.items() if not _is_thanks(key)]
    givers = [(key, line.whose) for key, line in found.items() if _is_thanks(key)]
    hard = [(key, label) for key, (label, _name) in HARD_CASES.items()]
    groups = [("Teilnehmende", people), ("Schwierige Namen", hard), ("Dankurkunde für", givers)]
    return [group for group in groups if group[1]]


def _example():
    """Return the newest course that has people, else the newest; None while there is none."""
    people = Registration.objects.took_part().filter(course=OuterRef("pk"))
    courses = Course.objects.select_related("district").annotate(has_people=Exists(people))
    return courses.order_by("-has_people", "-pk").first()


def _lines(course):
    """Return {key: line of the plan}: residents, and partners by what they contribute."""
    if course is None:
        return {}
    found = plan(course)
    people = {str(line.registration.pk): line for line in found.lines}
    return people | {f"dank-{line.contribution.pk}": line for line in found.thanks}


def _is_thanks(key):
    return key.startswith("dank-")


def sample(template, kind, subject, course=None):
    """Return an unsaved paper of that kind as it would look by the template.

    Raises ValidationError for a subject that is not in the course, or never gets this kind."""
    course = course or _example()
    today = timezone.localdate()
    blank = Certificate(year=today.year, serial=0, code="MUSTERMUSTER", issued_on=today)
    if subject in HARD_CASES:
        blank.template, blank.kind = template, kind
        blank.printed_name = HARD_CASES[subject][1]
        return _invented(blank, course)
    line = _line(course, subject, kind)
    return CourseFacts(course, countable_days(course), template).fill(blank, line)


def _line(course, subject, kind):
    line = _lines(course).get(subject)
    if line is None:
        raise ValidationError("Diese Person ist nicht in dem Kurs.")
    if _is_thanks(subject) != (kind == Kind.THANKS):
        raise ValidationError(_OTHER_PEOPLE[kind == Kind.THANKS])
    line.kind = kind
    return line


_OTHER_PEOPLE = {
    True: "Eine Dankurkunde bekommt, wer zum Kurs etwas beigetragen hat. Bitte wählen Sie bei"
    " „Vorschau für“ jemanden unter „Dankurkunde für“ oder einen schwierigen Namen.",
    False: "Wer etwas beigetragen hat, bekommt eine Dankurkunde. Bitte wählen Sie bei"
    " „Vorschau für“ jemanden aus dem Kurs oder bei „Papier“ die Dankurkunde.",
}


def _invented(paper, course):
    """Let the paper say what it would at most: all days, or for a confirmation a third of them."""
    days = _days(course)
    there = days[: len(days) // 3 or 1] if paper.kind == Kind.CONFIRMATION else days
    titles = [block.title for block in course.blocks.all()] if course else []
    paper.course_title = course.title if course else "Bürger im Quartier Musterstadt"
    paper.district = course.district.name if course else "Musterstadt"
    paper.topic = "Was gibt es in unserem Quartier?"
    paper.starts_on, paper.ends_on = days[0][0], days[-1][0]
    paper.blocks = titles or [title for title, _subtitle, _topic in BLOCKS]
    paper.dates = [day.isoformat() for day, _units in there]
    paper.days_held = len(days)
    paper.blocks_attended = ceil(len(paper.blocks) * len(there) / len(days))
    paper.units_attended = sum(units for _day, units in there)
    return paper


def _days(course):
    """Return pairs (date, teaching units)."""
    days = [(day.date, day.teaching_units) for day in countable_days(course)] if course else []
    invented = chain.from_iterable(block_dates(timezone.localdate()))
    return days or [(day, 7) for day in invented]
