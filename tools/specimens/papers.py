"""The papers of a course and of a course day, as specimens."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import override

from biq.papers import course_sheets, day_papers
from courses.models import Course, CourseDay, ProgrammeItem
from documents.printing import print_pdf
from participants.papers.contact_sheet import contact_sheet_html

# One language for each script, and each sheet in two of them.
_SCRIPTS = ("de", "ar", "uk")


def of_a_day() -> Iterator[tuple[str, bytes]]:
    """The papers of a day of a course that goes on, and the contacts for its leaders."""
    days = CourseDay.objects.filter(block__course__registrations__status="enrolled")
    day = days.select_related("block__course__district", "venue").order_by("date", "pk")[0]
    _plan(day)
    for file, _name, draw in day_papers.DAY_PAPERS:
        yield file, print_pdf(draw(day, day.block.course.leaders.all()[0]))
    yield "kontakte", print_pdf(contact_sheet_html(day.block.course, timezone.localdate()))


def _plan(day: CourseDay) -> None:
    """Give the day a running order of two items, if it has none."""
    if not day.items.exists():
        for title, room in (("Wer entscheidet was?", "Großer Saal"), ("Rundgang", "Eingang")):
            ProgrammeItem.objects.create(day=day, title=title, room=room, minutes=60, material="?")


def of_a_course() -> Iterator[tuple[str, bytes]]:
    """Programme, flyers and posters, each in two languages."""
    course = Course.objects.public().reverse()[0]
    for number, sheet in enumerate(course_sheets.SHEETS):
        for language in (_SCRIPTS[number % 3], _SCRIPTS[(number + 1) % 3]):
            with override(language):
                yield f"{sheet.file}-{language}", course_sheets.print_sheet(course, sheet)
