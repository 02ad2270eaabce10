"""What the worker would tell staff: that it stopped, and what it does not get done."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from biq.models import Failure, Heartbeat
from biq.staff.tasks.task import Task

# What fails once or twice may go well by itself: a lock, a restart of the database.
FAILING_FROM = 3
_TELL = "Bitte sagen Sie der Technik Bescheid."
# By the name of the worker's job, what staff call it.
JOBS = {
    "deliver_due": "E-Mails senden",
    "expire_offers": "Fristen von Angeboten beenden",
    "offer_seats": "freie Plätze anbieten",
    "drop_outdated": "überholte Nachrichten zurücknehmen",
    "typeset_letters": "Briefe zum Drucken vorbereiten",
    "render_pending": "Zertifikate erstellen",
    "print_ordered": "Zweitschriften erstellen",
    "rehearse": "Probedruck der Zertifikate",
    "reduce_due": "alte Zertifikate kürzen",
    "delete_old": "sehr alte Zertifikate löschen",
    "sweep_pictures": "unbenutzte Bilder löschen",
    "tell_interested": "Interessierten vom neuen Kurs erzählen",
    "forget_interests": "alte Wünsche nach Nachricht löschen",
    "clear_needs": "Angaben zur Unterstützung löschen",
    "forget_printed_lists": "alte Unterschriftenlisten vergessen",
    "clear_typeset_letters": "alte Briefe löschen",
    "clear_spent": "alte Formularschlüssel löschen",
    "clear_tallies": "alte Zähler löschen",
    "clear_access_log": "alte Einträge des Zugangs-Protokolls löschen",
    "clear_sessions": "abgelaufene Anmeldungen löschen",
    "clear_received_marks": "alte Einträge von Geräten löschen",
    "forget_guests": "Namen früherer Gäste löschen",
}


def background_service(now: datetime) -> list[Task]:
    """Return the lines about the worker; none when all is well."""
    beat = Heartbeat.last(now)
    if beat is None:
        return [_stopped()]
    return [_failing(failure) for failure in beat.failing if failure.times >= FAILING_FROM]


def _stopped() -> Task:
    label = f"Der Hintergrunddienst läuft nicht: E-Mails bleiben liegen. {_TELL}"
    return Task(1, label, urgent=True)


def _failing(failure: Failure) -> Task:
    name = JOBS.get(failure.job, failure.job)
    since = timezone.localtime(datetime.fromisoformat(failure.since))
    moment = date_format(since, r"j. F, H:i \U\h\r")
    label = f"Aufgabe misslingt seit {moment}: {name}. {failure.reason} {_TELL}"
    return Task(1, label, urgent=True)
