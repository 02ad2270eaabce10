"""Who may miss the certificate, before it is too late: it begins with the first day missed."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TypeVar

from participants.attendance.eligibility import Outlook, Progress
from web.counting import counted

Person = TypeVar("Person")


class Standing(Enum):
    """How somebody stands; the values are headings, in the order in which they are shown."""

    OPEN = "Eintrag fehlt"
    TIGHT = "knapp"
    OUT_OF_REACH = "nicht mehr erreichbar"
    SAFE = "sicher"


_SETTLED = {
    Outlook.BLOCKED: Standing.OPEN,
    Outlook.MISSED: Standing.OUT_OF_REACH,
    Outlook.REACHED: Standing.SAFE,
}


def standing(progress: Progress) -> Standing:
    """Return how somebody stands: who missed a day and has not reached the certificate yet is
    "knapp", with however much room."""
    reachable = Standing.TIGHT if progress.has_missed else Standing.SAFE
    return _SETTLED.get(progress.outlook, reachable)


def room_in_words(progress: Progress) -> str:
    """Return how many days may still be missed; empty where nothing depends on it any more."""
    if progress.outlook != Outlook.REACHABLE or not progress.has_missed:
        return ""
    if not progress.room:
        return "Darf an keinem Kurstag mehr fehlen."
    return f"Darf noch an {counted(progress.room, 'Kurstag', 'Kurstagen')} fehlen."


def by_standing(
    people: Iterable[Person], progress_of: Callable[[Person], Progress]
) -> list[tuple[Standing, list[Person]]]:
    """Return the people of every standing that somebody has; who has the least room comes first."""
    ordered = sorted(people, key=lambda person: progress_of(person).room)
    found = [
        (kind, [person for person in ordered if standing(progress_of(person)) == kind])
        for kind in Standing
    ]
    return [(kind, group) for kind, group in found if group]
