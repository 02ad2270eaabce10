"""What each verb tells the person, and what it books."""

from decimal import Decimal

import pytest

from correspondence.models import Message
from participants import ledger
from participants.models import EntryKind, Registration, Status
from participants.registration.status import MoveRefused

CHARGED = [(EntryKind.CHARGE, Decimal("50.00"))]
FREED = [(EntryKind.WAIVER, Decimal("-50.00"))]
WHY = {"why": "Grund"}

# verb, status before, what it takes, what is told, what is booked
VERBS = [
    ("decide", "received", {}, ["enrolled"], CHARGED),
    ("offer", "waiting", {}, ["offered"], []),
    ("accept", "offered", {}, ["enrolled"], CHARGED),
    ("decline", "offered", {}, ["declined_offer"], []),
    ("expire", "offered", {}, ["expired"], []),
    ("end_offer", "offered", {"by": None, **WHY}, ["expired"], []),
    ("begin_deadline", "offered", {}, [], []),
    ("withdraw", "received", {}, ["withdrawn"], []),
    ("withdraw", "waiting", {}, ["withdrawn"], []),
    ("withdraw", "offered", {}, ["withdrawn"], []),
    ("withdraw", "enrolled", {}, ["withdrawn"], FREED),
    ("leave_with_course", "waiting", WHY, ["course_cancelled"], []),
    ("leave_with_course", "enrolled", WHY, ["course_cancelled"], FREED),
    ("end_without_place", "received", {}, ["unplaced"], []),
    ("end_without_place", "waiting", {}, ["unplaced"], []),
    ("complete", "enrolled", {}, [], []),
    ("end_without_completing", "enrolled", {}, [], []),
    ("put_in_front", "waiting", {"by": None, **WHY}, [], []),
]


@pytest.fixture
def stand(make_registration):
    """Return a function that makes a registration; who is enrolled owes the fee."""

    def make(status):
        ada = make_registration("Ada", answers={"under_age": True})
        Registration.objects.filter(pk=ada.pk).update(status=status, under_age=False)
        ada = Registration.objects.get(pk=ada.pk)
        if status == Status.ENROLLED:
            ledger.charge(ada)
        return ada

    return make


def told():
    occasions = Message.objects.order_by("pk").values_list("occasion", flat=True)
    return [occasion.removeprefix("registration_") for occasion in occasions]


@pytest.mark.parametrize(("verb", "before", "takes", "tells", "books"), VERBS)
def test_each_verb_tells_and_books_exactly_this(stand, verb, before, takes, tells, books):
    ada = stand(before)
    told_before, booked_before = len(told()), ada.ledger_entries.count()
    getattr(ada, verb)(**takes)
    assert told()[told_before:] == tells
    assert list(ada.ledger_entries.values_list("kind", "amount"))[booked_before:] == books


REFUSALS = [
    ("decide", "waiting", {}, "Stand ist jetzt: auf der Warteliste"),
    ("offer", "enrolled", {}, "Stand ist jetzt: angemeldet"),
    ("accept", "expired", {}, "Stand ist jetzt: Frist abgelaufen"),
    ("decline", "waiting", {}, "Stand ist jetzt: auf der Warteliste"),
    ("withdraw", "completed", {}, "Stand ist jetzt: Kurs geschafft"),
    ("end_offer", "offered", {"by": None, "why": ""}, "warum"),
    ("put_in_front", "waiting", {"by": None, "why": ""}, "warum"),
    ("complete", "not_completed", {}, "warum"),
    ("untie", "waiting", {}, "steht schon für sich allein"),
]


@pytest.mark.parametrize(("verb", "before", "takes", "words"), REFUSALS)
def test_what_is_refused_says_why_and_tells_and_books_nothing(stand, verb, before, takes, words):
    ada = stand(before)
    facts = (told(), ada.ledger_entries.count(), ada.status_changes.count())
    with pytest.raises(MoveRefused, match=words):
        getattr(ada, verb)(**takes)
    assert (told(), ada.ledger_entries.count(), ada.status_changes.count()) == facts
    assert Registration.objects.get(pk=ada.pk).status == before


def test_staff_end_no_offer_while_there_is_time_to_answer(stand):
    ada = stand(Status.OFFERED)
    ada.begin_deadline()
    with pytest.raises(MoveRefused, match="Frist läuft noch"):
        ada.end_offer(None, "Grund")
    assert Registration.objects.get(pk=ada.pk).status == Status.OFFERED


def test_a_pair_is_told_of_the_one_who_left_and_books_nothing_for_it(stand):
    ada, bo = stand(Status.OFFERED), stand(Status.OFFERED)
    party = "8f8f0f3e-8d1b-4a57-9d0e-000000000001"
    Registration.objects.filter(pk__in=[ada.pk, bo.pk]).update(party=party)
    ada, bo = (Registration.objects.get(pk=one.pk) for one in (ada, bo))
    before = len(told())
    ada.decline()
    assert told()[before:] == ["declined_offer", "parted", "offered"]
    assert bo.ledger_entries.count() == 0
