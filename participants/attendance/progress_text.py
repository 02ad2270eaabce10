"""Where somebody stands on the way to the certificate, in words that say what is missing."""

from participants.attendance.eligibility import Outlook

NBSP = "\N{NO-BREAK SPACE}"


def in_words(standing):
    """Return one or two short German sentences about a Standing."""
    if standing.override:
        return "Die Verwaltung hat so entschieden."
    return " ".join(filter(None, (_days(standing), _gaps(standing))))


def _days(standing):
    if standing.outlook == Outlook.REACHED:
        return f"An {_counted(standing.present)} da, {standing.needed} sind nötig."
    if not standing.to_come:
        return f"An {standing.present} von {standing.needed} nötigen Kurstagen da."
    if standing.outlook == Outlook.MISSED or standing.missing > standing.to_come:
        return f"Noch {_days_needed(standing.missing)} nötig, es {_coming(standing.to_come)}."
    return f"Noch {standing.missing} von {_counted(standing.to_come)} nötig."


def _gaps(standing):
    return f"Eintrag fehlt: {', '.join(map(str, standing.unknown))}." if standing.unknown else ""


def _counted(number):
    return f"{number}{NBSP}{'Kurstag' if number == 1 else 'Kurstagen'}"


def _days_needed(number):
    return f"{number}{NBSP}{'Kurstag' if number == 1 else 'Kurstage'}"


def _coming(number):
    return "kommt nur noch einer" if number == 1 else f"kommen nur noch {number}"
