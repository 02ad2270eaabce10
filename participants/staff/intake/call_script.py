"""What to say on the phone when somebody has just been registered, sentence by sentence."""

from correspondence.models import Channel
from courses.formatting import euros, hours, long_date
from courses.models import Course
from participants.registration.models import Registration
from participants.registration.status import Status

_ALSO: dict[str, str] = {
    Channel.EMAIL: "Sie bekommen das auch als E-Mail.",
    Channel.PHONE: "Bitte schreiben Sie die Nummer auf.",
    Channel.POST: "Sie bekommen das auch als Brief.",
}
_NEWS: dict[str, str] = {
    Channel.EMAIL: "Wird ein Platz frei, schreiben wir Ihnen eine E-Mail.",
    Channel.PHONE: "Wird ein Platz frei, rufen wir Sie an.",
    Channel.POST: "Wird ein Platz frei, schicken wir Ihnen einen Brief.",
}


def call_script(registration: Registration) -> list[str]:
    """Return what to say about a registration that was just taken down: sentences in German."""
    person = registration.participant
    number = f"Ihre Anmeldenummer ist {registration.reference}."
    return [*_standing(registration), number, _ALSO[person.channel]]


def _standing(registration: Registration) -> list[str]:
    if registration.status == Status.ENROLLED:
        return ["Sie haben einen Platz.", *_first_day(registration.course), *_fee(registration)]
    if registration.status == Status.WAITING:
        place = registration.place_in_line()
        return [
            "Zurzeit sind alle Plätze belegt.",
            f"Sie stehen auf Platz {place} der Warteliste.",
            _NEWS[registration.participant.channel],
        ]
    return ["Wir haben Ihre Anmeldung.", _missing(registration)]


def _first_day(course: Course) -> list[str]:
    day = next((day for day in course.days() if not day.is_cancelled), None)
    if day is None:
        return []
    where = f" Ort: {day.venue}, {day.venue.address}." if day.venue else ""
    return [f"Der erste Tag ist {long_date(day.date)}, {hours(day.starts, day.ends)}.{where}"]


def _fee(registration: Registration) -> list[str]:
    if not registration.course.fee:
        return ["Der Kurs kostet nichts."]
    if registration.fee_agreements.exists():
        return ["Sie möchten weniger oder nichts bezahlen. Das ist notiert, wir melden uns dazu."]
    return [
        f"Der ganze Kurs kostet {euros(registration.course.fee)}.",
        "Niemand soll wegen des Geldes wegbleiben. Sagen Sie uns, wenn es zu viel ist.",
    ]


def _missing(registration: Registration) -> str:
    if registration.lacks_guardian_consent():
        return "Uns fehlt noch das Ja Ihrer Mutter, Ihres Vaters oder Ihres Vormunds."
    return "Wir prüfen sie und melden uns bei Ihnen."
