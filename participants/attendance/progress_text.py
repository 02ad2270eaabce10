"""Where somebody stands on the way to the certificate, in words that say what is missing."""

from participants.attendance.eligibility import Outlook, Progress
from web.counting import counted


def progress_in_words(progress: Progress) -> str:
    """Return one or two short German sentences about a Progress."""
    if progress.override:
        return "Die Verwaltung hat so entschieden."
    return " ".join(filter(None, (_days(progress), _gaps(progress))))


def _days(progress: Progress) -> str:
    if progress.outlook == Outlook.REACHED:
        return f"An {_counted(progress.present)} da, {progress.needed} sind nötig."
    if not progress.to_come:
        days = counted(progress.needed, "nötigen Kurstag", "nötigen Kurstagen")
        return f"An {progress.present} von {days} da."
    if progress.outlook == Outlook.MISSED or progress.missing > progress.possible:
        return f"Noch {_days_needed(progress.missing)} nötig, es {_coming(progress.possible)}."
    return f"Noch {progress.missing} von {_counted(progress.possible)} nötig."


def _gaps(progress: Progress) -> str:
    return f"Eintrag fehlt: {', '.join(map(str, progress.unknown))}." if progress.unknown else ""


def _counted(number: int) -> str:
    return counted(number, "Kurstag", "Kurstagen")


def _days_needed(number: int) -> str:
    return counted(number, "Kurstag", "Kurstage")


def _coming(number: int) -> str:
    return "kommt nur noch einer" if number == 1 else f"kommen nur noch {number}"
