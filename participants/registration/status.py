"""The states of a registration, and the groups of them that rules ask for.

The drawing of the moves, and the verbs that make them, stand in `lifecycle.py`.
"""

from django.db import models


class Status(models.TextChoices):
    RECEIVED = "received", "eingegangen"
    ENROLLED = "enrolled", "angemeldet"
    WAITING = "waiting", "auf der Warteliste"
    OFFERED = "offered", "Platz angeboten"
    DECLINED_OFFER = "declined_offer", "Angebot nicht angenommen"
    EXPIRED = "expired", "Frist abgelaufen"
    WITHDRAWN = "withdrawn", "abgemeldet"
    COURSE_CANCELLED = "course_cancelled", "Kurs abgesagt"
    UNPLACED = "unplaced", "ohne Platz geblieben"
    COMPLETED = "completed", "Kurs geschafft"
    NOT_COMPLETED = "not_completed", "teilgenommen"


NEW = ""
S = Status
LEAVING = {S.WITHDRAWN, S.COURSE_CANCELLED}
MOVES: dict[str, set[Status]] = {
    NEW: {S.RECEIVED, S.ENROLLED, S.WAITING},
    S.RECEIVED: {S.ENROLLED, S.WAITING, S.UNPLACED} | LEAVING,
    S.WAITING: {S.OFFERED, S.UNPLACED} | LEAVING,
    S.OFFERED: {S.ENROLLED, S.DECLINED_OFFER, S.EXPIRED} | LEAVING,
    S.ENROLLED: {S.COMPLETED, S.NOT_COMPLETED} | LEAVING,
    S.DECLINED_OFFER: {S.WAITING},
    S.EXPIRED: {S.WAITING},
    S.WITHDRAWN: {S.WAITING},
    S.COURSE_CANCELLED: set(),
    S.UNPLACED: set(),
    S.COMPLETED: {S.NOT_COMPLETED},
    S.NOT_COMPLETED: {S.COMPLETED},
}
# What happens to somebody when a companion gives the offered seats up; nobody does it to them.
CONSEQUENCES = {(S.OFFERED, S.WAITING)}
SEATED = (S.ENROLLED, S.OFFERED)
SEEKING = (S.RECEIVED, S.WAITING, *SEATED)
# As long as this is not over, a party of people stays together; later it is history.
UNDECIDED = (S.RECEIVED, S.WAITING, S.OFFERED)
GIVEN_UP = (S.DECLINED_OFFER, S.EXPIRED, S.WITHDRAWN)
ENDED = (S.COMPLETED, S.NOT_COMPLETED)
TOOK_PART = (S.ENROLLED, *ENDED)
# Who gave the place back, or never gets one: what they need to take part is nobody's business.
OUT = (*GIVEN_UP, S.COURSE_CANCELLED, S.UNPLACED)
NEEDS_REASON = {(S.COMPLETED, S.NOT_COMPLETED), (S.NOT_COMPLETED, S.COMPLETED)}


class MoveRefused(Exception):
    """What is asked for is not allowed, or no longer; the text is for people."""


def check_reason(why: str) -> None:
    """Raise MoveRefused without a reason."""
    if not why:
        raise MoveRefused("Bitte schreiben Sie auf, warum.")
