"""Why nobody can register today, in friendly words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from courses.formatting import long_date
from courses.models import Course
from courses.models.course import RegistrationPhase


@dataclass(frozen=True)
class ClosedNotice:
    """What stands in place of the form."""

    title: str
    text: str


def closed_notice(course: Course, today: date) -> ClosedNotice | None:
    """Return what to say about a course that takes no registrations; None while it takes them.

    Raises KeyError for a draft: no public page shows one."""
    phase = course.registration_phase(today)
    if phase == RegistrationPhase.EARLY:
        return ClosedNotice(_("Die Anmeldung beginnt bald."), _early(course))
    if phase == RegistrationPhase.OPEN:
        return None
    return ClosedNotice(*_TITLE_AND_TEXT[phase]())


def _early(course: Course) -> str:
    if course.registration_opens is None:
        return _("Wann sie beginnt, sagen wir Ihnen gern am Telefon.")
    return _("Sie können sich ab %(date)s anmelden.") % {
        "date": long_date(course.registration_opens)
    }


_TITLE_AND_TEXT: dict[RegistrationPhase, Callable[[], tuple[str, str]]] = {
    RegistrationPhase.CLOSED: lambda: (
        _("Die Anmeldung ist zu Ende."),
        _("Für diesen Kurs können Sie sich hier nicht mehr anmelden."),
    ),
    RegistrationPhase.OVER: lambda: (
        _("Dieser Kurs ist vorbei."),
        _("Vielleicht gibt es bald einen neuen Kurs in Ihrer Nähe."),
    ),
    RegistrationPhase.CANCELLED: lambda: (
        _("Dieser Kurs ist leider abgesagt."),
        _("Es tut uns leid. Gern sagen wir Ihnen, wo der nächste Kurs stattfindet."),
    ),
}
