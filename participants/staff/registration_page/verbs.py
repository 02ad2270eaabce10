"""The verbs of a registration that need no words: each is a button, and has one address.

Whether a button shows is asked of the table of moves itself."""

from dataclasses import dataclass

from participants.registration.status import MOVES, UNDECIDED, Status

S = Status


@dataclass(frozen=True)
class Verb:
    """`moves` are the states that a registration must be able to reach, `never` those not."""

    name: str
    slug: str
    label: str
    moves: frozenset
    never: frozenset = frozenset()

    def may(self, registration):
        reachable = MOVES[registration.status]
        return self.moves <= reachable and not self.never & reachable

    def act(self, registration, by):
        getattr(registration, self.name)(by=by)


class Untie(Verb):
    """The person wants to take part also without the companions."""

    def may(self, registration):
        return registration.party is not None and registration.status in UNDECIDED


class Reach(Verb):
    """Somebody spoke with the person about the offer: from now on its time runs."""

    def may(self, registration):
        is_offered = registration.status == Status.OFFERED and not registration.accepted_at
        return is_offered and registration.offer_ends_at is None

    def act(self, registration, by):
        registration.begin_deadline()
        if registration.offer_message:
            registration.offer_message.told_by_phone()


VERBS = (
    Verb("decide", "aufnehmen", "Aufnehmen", frozenset({S.ENROLLED, S.WAITING})),
    Verb("accept", "annehmen", "Nimmt den Platz an", frozenset({S.ENROLLED, S.DECLINED_OFFER})),
    Verb("decline", "ablehnen", "Nimmt den Platz nicht an", frozenset({S.DECLINED_OFFER})),
    Verb(
        "wait_again",
        "wieder-warten",
        "Wieder auf die Warteliste",
        frozenset({S.WAITING}),
        frozenset({S.ENROLLED}),
    ),
    Reach("begin_deadline", "heute-erreicht", "Heute erreicht", frozenset()),
    Untie("untie", "auch-allein", "Nimmt auch allein teil", frozenset()),
)


def verbs_for(registration):
    return [verb for verb in VERBS if verb.may(registration)]
