"""Why a registration stands where it stands, in one plain line for the staff."""

from correspondence.models import Channel
from participants.registration.deadlines import POST_DAYS
from participants.registration.status import NEW, Status

S = Status
# By the status of before and the present one, then by the present one alone.
_BECAUSE = {
    (NEW, S.ENROLLED): "Bei der Anmeldung war ein Platz frei.",
    (S.RECEIVED, S.ENROLLED): "Die Anmeldung ist angenommen worden.",
    (S.OFFERED, S.ENROLLED): "Der angebotene Platz ist angenommen.",
    S.RECEIVED: "Sie entscheiden, ob die Person einen Platz bekommt.",
    S.DECLINED_OFFER: "Die Person wollte den angebotenen Platz nicht.",
    S.EXPIRED: "Auf das Angebot kam keine Antwort.",
    S.WITHDRAWN: "Die Person ist abgemeldet worden oder hat sich selbst abgemeldet.",
    S.COURSE_CANCELLED: "Daran ändert sich nichts mehr.",
    S.UNPLACED: "Der Kurs ist zu Ende, und es war kein Platz frei.",
    S.COMPLETED: "Genug Kurstage besucht, oder so entschieden.",
    S.NOT_COMPLETED: "Für das Zertifikat fehlten Kurstage, oder so entschieden.",
}
_NOT_BEGUN = {
    Channel.EMAIL: "Die E-Mail-Adresse ist nicht bestätigt: Bitte rufen Sie an.",
    Channel.PHONE: "Sie beginnt, wenn jemand die Person am Telefon erreicht.",
    Channel.POST: f"Sie beginnt {POST_DAYS} Tage nach dem Druck des Briefs.",
}


def explanation(registration):
    """Return in one line why the registration stands where it does; empty when that is plain."""
    if registration.status == S.RECEIVED and registration.lacks_guardian_consent():
        return "Die Einwilligung der Sorgeberechtigten fehlt noch."
    if registration.status == S.WAITING:
        return _of_waiting(registration)
    if registration.status == S.OFFERED:
        return _of_offer(registration)
    before = _status_before(registration)
    return _BECAUSE.get((before, registration.status)) or _BECAUSE.get(registration.status, "")


def _of_waiting(registration):
    place = f"Platz {registration.place_in_line()} auf der Warteliste."
    in_front = " Nach vorn gesetzt." if registration.preferred_at else ""
    return f"{place}{in_front}{_of_size(registration)}"


def _of_size(registration):
    people = 1 + len(registration.companions())
    if people <= registration.course.capacity:
        return ""
    return " So viele Plätze hat der Kurs nicht. Bitte sprechen Sie mit ihnen."


def _of_offer(registration):
    missing = ", ".join(str(one.participant) for one in registration.awaited())
    if registration.accepted_at:
        return f"Hat ja gesagt. Es fehlt noch die Antwort von: {missing}."
    if registration.offer_ends_at:
        return "Der Platz ist bis zum Ende der Frist freigehalten."
    channel = registration.offer_message and registration.offer_message.channel
    return f"Die Frist hat noch nicht begonnen. {_NOT_BEGUN.get(channel, '')}".strip()


def _status_before(registration):
    """Return what the status was before the present one; a note in the history is no move."""
    changes = registration.status_changes.all()
    return next((one.before for one in reversed(changes) if one.before != one.after), None)
