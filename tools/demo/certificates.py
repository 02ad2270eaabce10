"""How the demo's certificates look, with two signatures and a logo; and who got theirs."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from math import sin

from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import User
from certificates.after_issue import delivery
from certificates.models import Certificate, Design, Template, Way
from courses.models import Course
from documents import pictures
from documents.redrawing import redraw

INK = (24, 36, 92)
_LEADER, _BOARD = (17, 5.5, 0.9), (11, 8.0, 0.55)


def make_templates(course: Course, staff: User) -> None:
    """Give the default a logo, and the course a template of its own with its leader's name."""
    logo = {"alt": "Logo der Muster-Stiftung: drei Bögen", "picture": _kept(_logo)}
    board = {
        "name": "Dr. Hanne Vorstand-Demo",
        "function": "Vorstand, Bremer Heimstiftung",
        "picture": _kept(_signature, *_BOARD),
    }
    first = {"name": "", "function": "Kursleitung", "picture": ""}
    Template.objects.create(
        design=Design.MODERN, signatories=[first, board], logos=[logo], made_by=staff
    )
    leader = {
        "name": course.leaders.get().name,
        "function": "Kursleitung",
        "picture": _kept(_signature, *_LEADER),
    }
    Template.objects.create(course=course, signatories=[leader, board], logos=[logo], made_by=staff)


def hand_over() -> None:
    """Note that most certificates were handed over at the ceremony; the last one waits."""
    certificates = Certificate.objects.valid().of_people().order_by("serial")
    for certificate in certificates[: max(len(certificates) - 1, 0)]:
        on = timezone.localdate() - timedelta(days=1)
        by = certificate.issued_by
        delivery.note(certificate, on=on, way=Way.CEREMONY, received_by="", by=by)


def _kept(draw: Callable[..., None], *values: float) -> str:
    sheet = Image.new("RGB", (900, 300), "white")
    draw(ImageDraw.Draw(sheet), *values)
    out = BytesIO()
    sheet.save(out, "PNG")
    return pictures.keep(redraw(out.getvalue()))


def _signature(pen: ImageDraw.ImageDraw, loops: float, speed: float, calm: float) -> None:
    """Draw a line that runs like a name written fast: high at first, then flat."""
    line = []
    for step in range(260):
        at = step / 260
        height = 95 * (1 - at) ** calm * (0.55 + 0.45 * sin(at * speed))
        left = 50 + 760 * at + 26 * sin(loops * at * 6.3)
        line.append((left, 165 - height * sin(loops * at * 5)))
    pen.line(line, fill=INK, width=7, joint="curve")
    pen.line([(90, 225), (430, 205), (700, 212)], fill=INK, width=5, joint="curve")


def _logo(pen: ImageDraw.ImageDraw) -> None:
    for number, color in enumerate(((11, 74, 82), (154, 52, 18), (217, 164, 65))):
        left = 60 + 250 * number
        pen.pieslice((left, 60, left + 230, 290), 180, 360, fill=color)
        pen.rectangle((left, 172, left + 230, 240), fill=color)
        pen.pieslice((left + 70, 130, left + 160, 220), 180, 360, fill="white")
        pen.rectangle((left + 70, 174, left + 160, 240), fill="white")
