"""Where a registration stands, in plain words: what is true now, and what happens next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.formatting import euros, long_date
from courses.timetable import dates
from participants.ledger import PaymentAdvice
from participants.public.own_page.reduction import reduction_is_requested
from participants.registration.models import Registration
from participants.registration.status import Status


@dataclass(frozen=True)
class StateText:
    """Title and text of the box on the own page.

    `look` is its CSS class; `asks` is true when the person has to answer."""

    look: str
    title: str
    text: str
    asks: bool = False


# By status: the look, the title, and the text or its beginning.
_LOOK_TITLE_TEXT = {
    Status.RECEIVED: (
        "",
        gettext_lazy("Ihre Anmeldung ist bei uns."),
        gettext_lazy("Wir lesen sie und melden uns in den nächsten Tagen bei Ihnen."),
    ),
    Status.ENROLLED: (
        "notice-good",
        gettext_lazy("Sie haben einen Platz im Kurs."),
        "",
    ),
    Status.WAITING: (
        "",
        gettext_lazy("Sie stehen auf der Warteliste."),
        gettext_lazy("Wird ein Platz für Sie frei, melden wir uns sofort. Sie müssen nichts tun."),
    ),
    Status.OFFERED: (
        "notice-attention",
        gettext_lazy("Für Sie ist ein Platz frei."),
        gettext_lazy("Möchten Sie ihn haben?"),
    ),
    Status.DECLINED_OFFER: (
        "",
        gettext_lazy("Sie haben den Platz nicht genommen."),
        gettext_lazy("Möchten Sie doch noch teilnehmen? Dann rufen Sie uns bitte an."),
    ),
    Status.EXPIRED: (
        "",
        gettext_lazy("Wir haben leider keine Antwort von Ihnen bekommen."),
        gettext_lazy(
            "Der Platz ging an die nächste Person. Möchten Sie doch noch teilnehmen? Dann rufen"
            " Sie uns bitte an."
        ),
    ),
    Status.WITHDRAWN: (
        "",
        gettext_lazy("Sie sind abgemeldet."),
        gettext_lazy(
            "Sie müssen nichts weiter tun. Möchten Sie doch noch teilnehmen? Dann rufen Sie uns"
            " bitte an."
        ),
    ),
    Status.COURSE_CANCELLED: (
        "",
        gettext_lazy("Der Kurs ist leider abgesagt."),
        gettext_lazy(
            "Sie müssen nichts bezahlen. Was Sie schon bezahlt haben, bekommen Sie zurück."
        ),
    ),
    Status.UNPLACED: (
        "",
        gettext_lazy("Der Kurs ist zu Ende. Leider hatten wir keinen Platz für Sie."),
        gettext_lazy(
            "Sie müssen nichts bezahlen. Gern sagen wir Ihnen, wo der nächste Kurs stattfindet."
        ),
    ),
    Status.COMPLETED: (
        "notice-good",
        gettext_lazy("Sie haben den Kurs geschafft. Herzlichen Glückwunsch!"),
        gettext_lazy("Ihr Zertifikat bekommen Sie von uns."),
    ),
    Status.NOT_COMPLETED: (
        "notice-good",
        gettext_lazy("Der Kurs ist zu Ende. Schön, dass Sie dabei waren!"),
        gettext_lazy("Sie bekommen von uns eine Bescheinigung über Ihre Kurstage."),
    ),
}


def state_text(registration: Registration, days: Sequence[date] | None = None) -> StateText:
    """Return where the registration stands today, in the active language.

    `days` are the dates on which the course takes place; None looks them up where they matter."""
    if registration.status == Status.OFFERED and registration.accepted_at:
        return _waiting_for_the_others()
    look, title, text = _LOOK_TITLE_TEXT[Status(registration.status)]
    if registration.status == Status.ENROLLED:
        text = _come(dates(registration.course) if days is None else days)
    complete = _COMPLETE.get(registration.status, _unchanged)
    return StateText(
        look,
        str(title),
        complete(registration, str(text)),
        asks=registration.status == Status.OFFERED,
    )


def _waiting_for_the_others() -> StateText:
    return StateText(
        "notice-good",
        _("Sie haben ja gesagt."),
        _(
            "Jetzt warten wir noch auf die Antwort der anderen. Sagen alle ja, haben Sie Ihren"
            " Platz. Sie müssen nichts tun."
        ),
    )


def _come(days: Sequence[date]) -> str:
    """Return to which day the person is invited."""
    today = timezone.localdate()
    if days and not any(day >= today for day in days):
        return _("Die Kurstage sind vorbei. Wir melden uns bei Ihnen.")
    if not any(day < today for day in days):
        return _("Kommen Sie einfach zum ersten Kurstag. Wir freuen uns auf Sie!")
    return _("Kommen Sie einfach zum nächsten Kurstag. Wir freuen uns auf Sie!")


def _unchanged(registration: Registration, text: str) -> str:
    return text


def _received(registration: Registration, text: str) -> str:
    if registration.lacks_guardian_consent():
        return _(
            "Uns fehlt noch die Einwilligung Ihrer Mutter, Ihres Vaters oder Vormunds."
            " Wir melden uns dort in den nächsten Tagen."
        )
    return text


def _waiting(registration: Registration, text: str) -> str:
    """A couple may wait while a single seat is free: whoever comes alone may have that."""
    place = {"place": registration.place_in_line()}
    if registration.party:
        together = _(
            "Zurzeit sind nicht genug Plätze für Sie alle frei."
            " Sie stehen auf Platz\N{NO-BREAK SPACE}%(place)s der Warteliste."
            " Ein einzelner freier Platz kann an jemanden gehen, der allein kommt."
        )
        return f"{together % place} {text}"
    alone = _(
        "Zurzeit sind alle Plätze belegt."
        " Sie stehen auf Platz\N{NO-BREAK SPACE}%(place)s der Warteliste."
    )
    return f"{alone % place} {text}"


def _offered(registration: Registration, text: str) -> str:
    if registration.offer_ends_at is None:
        return f"{text} " + _("Der Platz ist für Sie reserviert. Bitte antworten Sie uns bald.")
    until = long_date(timezone.localdate(registration.offer_ends_at))
    return f"{text} " + _("Bitte antworten Sie bis %(date)s.") % {"date": until}


# What completes the text where it depends on the registration.
_COMPLETE: dict[str, Callable[[Registration, str], str]] = {
    Status.RECEIVED: _received,
    Status.WAITING: _waiting,
    Status.OFFERED: _offered,
}


def fee_in_words(registration: Registration) -> str:
    """Return what the person has to pay now; empty while nothing is charged."""
    if reduction_is_requested(registration):
        return _(
            "Sie möchten weniger oder nichts bezahlen. Das geht. Wir sprechen mit Ihnen darüber."
            " Bitte zahlen Sie bis dahin nichts."
        )
    due = registration.account
    if not (due or registration.ledger_entries.exists()):
        return ""
    if due > 0:
        return _("Noch zu zahlen: %(amount)s.") % {"amount": euros(due)}
    if due < 0:
        return _("Sie bekommen %(amount)s zurück.") % {"amount": euros(-due)}
    return _("Sie müssen nichts mehr bezahlen.")


def how_to_pay(registration: Registration) -> PaymentAdvice | None:
    """Return what staff wrote about paying; None while nothing is due or a wish is undecided."""
    if reduction_is_requested(registration) or registration.account <= 0:
        return None
    return PaymentAdvice.current()
