"""Why nobody can register today, in friendly words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.formatting import long_date
from courses.models.course import RegistrationPhase


@dataclass(frozen=True)
class ClosedNotice:
    title: str
    text: str


def closed_notice(course, today):
    """Return what to say about a course that takes no registrations; None while it takes them."""
    phase = course.registration_phase(today)
    if phase == RegistrationPhase.EARLY:
        return ClosedNotice(_("Die Anmeldung beginnt bald."), _early(course))
    if phase == RegistrationPhase.OPEN:
        return None
    return ClosedNotice(*_WORDS[phase]())


def _early(course):
    if course.registration_opens is None:
        return _("Wann sie beginnt, sagen wir Ihnen gern am Telefon.")
    return _("Sie können sich ab %(date)s anmelden.") % {
        "date": long_date(course.registration_opens)
    }


_WORDS = {
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
