"""Why a registration stands where it stands, in one plain sentence for the person."""

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.formatting import long_date
from courses.models import Admission
from participants.registration.history import StatusChange
from participants.registration.models import Registration
from participants.registration.status import NEW, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# By the status of before and the present one.
_BECAUSE_MOVED: dict[tuple[str, str], "StrOrPromise"] = {
    (NEW, Status.ENROLLED): gettext_lazy("Als Sie sich angemeldet haben, war ein Platz frei."),
    (Status.RECEIVED, Status.ENROLLED): gettext_lazy(
        "Wir haben Ihre Anmeldung am %(date)s angenommen."
    ),
    (NEW, Status.WAITING): gettext_lazy(
        "Als Sie sich angemeldet haben, waren schon alle Plätze vergeben."
    ),
    (Status.RECEIVED, Status.WAITING): gettext_lazy(
        "Als wir Ihre Anmeldung gelesen haben, waren schon alle Plätze vergeben."
    ),
}
# Of those who come only together.
_TOO_FEW_SEATS: dict[str, "StrOrPromise"] = {
    NEW: gettext_lazy("Als Sie sich angemeldet haben, waren nicht genug Plätze für Sie alle frei."),
    Status.RECEIVED: gettext_lazy(
        "Als wir Ihre Anmeldung gelesen haben, waren nicht genug Plätze für Sie alle frei."
    ),
}
# By the present status alone, for every other move.
_BECAUSE: dict[str, "StrOrPromise"] = {
    Status.ENROLLED: gettext_lazy("Sie haben den Platz am %(date)s angenommen."),
    Status.WAITING: gettext_lazy("Seit %(date)s stehen Sie wieder auf der Liste."),
    Status.OFFERED: gettext_lazy("Ein Platz ist frei geworden, und Sie waren an der Reihe."),
    Status.DECLINED_OFFER: gettext_lazy("Sie haben am %(date)s nein gesagt."),
    Status.EXPIRED: gettext_lazy("Die Zeit für Ihre Antwort ist am %(date)s zu Ende gegangen."),
    Status.WITHDRAWN: gettext_lazy("Ihre Abmeldung haben wir am %(date)s bekommen."),
    Status.COURSE_CANCELLED: gettext_lazy("Wir haben den Kurs am %(date)s abgesagt."),
    Status.COMPLETED: gettext_lazy("Sie waren an genug Kurstagen da."),
    Status.NOT_COMPLETED: gettext_lazy("Für das Zertifikat haben einige Kurstage gefehlt."),
}


def public_reason(registration: Registration) -> str:
    """Return the reason of the present status; empty where the status says it all."""
    if registration.status == Status.RECEIVED:
        return _received(registration)
    change = _latest_move(registration)
    now = registration.status
    reason = _BECAUSE_MOVED.get((change.before, now)) or _BECAUSE.get(now, "")
    if registration.party and now == Status.WAITING:
        reason = _TOO_FEW_SEATS.get(change.before, reason)
    return str(reason) % {"date": long_date(timezone.localdate(change.at))}


def _received(registration: Registration) -> str:
    if registration.course.admission == Admission.STAFF:
        return _("In diesem Kurs vergibt unser Büro die Plätze.")
    return ""


def _latest_move(registration: Registration) -> StatusChange:
    """Return the move that led to the present status; a note in the history is none."""
    return registration.status_changes.exclude(before=F("after")).reverse()[0]
