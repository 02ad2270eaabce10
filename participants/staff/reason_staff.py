"""Why a registration stands where it stands, in one plain line for the staff."""

from correspondence.models import Channel
from participants.registration.deadlines import POST_DAYS
from participants.registration.models import Registration
from participants.registration.status import NEW, Status

S = Status
# By the status of before and the present one.
_BY_MOVE: dict[tuple[str | None, str], str] = {
    (NEW, S.ENROLLED): "Bei der Anmeldung war ein Platz frei.",
    (S.RECEIVED, S.ENROLLED): "Die Anmeldung ist angenommen worden.",
    (S.OFFERED, S.ENROLLED): "Der angebotene Platz ist angenommen.",
}
_BY_STATUS: dict[str, str] = {
    S.RECEIVED: "Sie entscheiden, ob die Person einen Platz bekommt.",
    S.DECLINED_OFFER: "Die Person wollte den angebotenen Platz nicht.",
    S.EXPIRED: "Auf das Angebot kam keine Antwort.",
    S.WITHDRAWN: "Die Person ist abgemeldet worden oder hat sich selbst abgemeldet.",
    S.COURSE_CANCELLED: "Daran ändert sich nichts mehr.",
    S.UNPLACED: "Der Kurs ist zu Ende, und es war kein Platz frei.",
    S.COMPLETED: "Genug Kurstage besucht, oder so entschieden.",
    S.NOT_COMPLETED: "Für das Zertifikat fehlten Kurstage, oder so entschieden.",
}
_NOT_BEGUN: dict[str, str] = {
    Channel.EMAIL: "Die E-Mail-Adresse ist nicht bestätigt: Bitte rufen Sie an.",
    Channel.PHONE: "Sie beginnt, wenn jemand die Person am Telefon erreicht.",
    Channel.POST: f"Sie beginnt {POST_DAYS} Tage nach dem Druck des Briefs.",
}


def reason_for_staff(registration: Registration) -> str:
    """Return in one line why the registration stands where it does; empty when that is plain."""
    if registration.status == S.RECEIVED and registration.lacks_guardian_consent():
        return "Die Einwilligung der Sorgeberechtigten fehlt noch."
    if registration.status == S.WAITING:
        return _why_waiting(registration)
    if registration.status == S.OFFERED:
        return _why_offered(registration)
    before = _status_before(registration)
    by_move = _BY_MOVE.get((before, registration.status))
    return by_move or _BY_STATUS.get(registration.status, "")


def _why_waiting(registration: Registration) -> str:
    place = f"Platz {registration.place_in_line()} auf der Warteliste."
    in_front = " Nach vorn gesetzt." if registration.preferred_at else ""
    return f"{place}{in_front}{_too_many(registration)}"


def _too_many(registration: Registration) -> str:
    """Return what to do about a party with more people than the course has seats; else nothing."""
    people = 1 + len(registration.companions())
    if people <= registration.course.capacity:
        return ""
    return " So viele Plätze hat der Kurs nicht. Bitte sprechen Sie mit ihnen."


def _why_offered(registration: Registration) -> str:
    if registration.accepted_at:
        missing = ", ".join(str(one.participant) for one in registration.awaited())
        return f"Hat ja gesagt. Es fehlt noch die Antwort von: {missing}."
    if registration.offer_ends_at:
        return "Der Platz ist bis zum Ende der Frist freigehalten."
    message = registration.offer_message
    begins = _NOT_BEGUN.get(message.channel, "") if message else ""
    return f"Die Frist hat noch nicht begonnen. {begins}".strip()


def _status_before(registration: Registration) -> str | None:
    """Return the status before the present one; a note in the history is no move. None: none."""
    changes = registration.status_changes.all()
    return next((one.before for one in reversed(changes) if one.before != one.after), None)
