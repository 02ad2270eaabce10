"""Money that two of the staff note at once: the course's lock lets nobody pay back too much."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from courses.models import CourseQuerySet
from participants import ledger
from participants.ledger.entries import LedgerQuerySet
from participants.models import Registration

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 5
FIFTY = Decimal("50.00")
TODAY = timezone.localdate()


def at_once(*actions):
    """Run the actions at the same moment, each in a thread of its own; return the names of what was
    refused."""
    start = Barrier(len(actions))

    def act(action):
        try:
            start.wait()
            action()
        except (ValidationError, IntegrityError) as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return [name for name in threads.map(act, actions) if name]


@pytest.fixture
def paid(make_registration):
    """Return a function that registers somebody who paid the fee, and returns both."""

    def make(number):
        ada = make_registration(f"Ada {number}")
        return ada, ledger.pay(ada, FIFTY, on=TODAY)

    return make


def refunding(registration):
    mine = Registration.objects.get(pk=registration.pk)
    return lambda: ledger.refund(mine, FIFTY, on=TODAY)


def taking_back(payment):
    mine = ledger.LedgerEntry.objects.select_related("registration").get(pk=payment.pk)
    return lambda: ledger.take_back(mine, "war für Bo")


def race(paid, first, second):
    """Do two verbs at once, in several rounds; return how many were refused and what is paid."""
    found = []
    for number in range(ROUNDS):
        ada, payment = paid(number)
        verbs = {
            "refund": lambda a=ada: refunding(a),
            "take_back": lambda p=payment: taking_back(p),
        }
        refused = at_once(verbs[first](), verbs[second]())
        found.append((len(refused), ada.ledger_entries.paid()))
    return found


PAIRS = [("refund", "refund"), ("refund", "take_back"), ("take_back", "take_back")]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_of_two_at_once_one_is_refused_and_nothing_is_paid_back_twice(paid, first, second):
    assert race(paid, first, second) == [(1, 0)] * ROUNDS


def test_two_payments_at_once_are_both_in_the_account(make_registration):
    ada = make_registration("Ada")
    both = [Registration.objects.get(pk=ada.pk) for _ in range(2)]
    at_once(*(lambda one=one: ledger.pay(one, Decimal(20), on=TODAY) for one in both))
    assert Registration.objects.get(pk=ada.pk).account == ada.balance() == Decimal(10)


def look_and_wait(monkeypatch):
    """Let both look at what was paid before either writes, as happens without the lock."""
    both = Barrier(2)
    paid = LedgerQuerySet.paid

    def looked(entries):
        amount = paid(entries)
        both.wait(timeout=10)
        return amount

    monkeypatch.setattr(LedgerQuerySet, "paid", looked)


@pytest.mark.parametrize(("first", "second"), PAIRS[:2])
def test_without_the_lock_more_is_paid_back_than_came_in(paid, monkeypatch, first, second):
    """The control: it shows that the test above would notice if the lock were gone."""
    ada, payment = paid(0)
    monkeypatch.setattr(CourseQuerySet, "locked", lambda rows, pk: rows.get(pk=pk))
    verbs = {"refund": lambda: refunding(ada), "take_back": lambda: taking_back(payment)}
    with monkeypatch.context() as patched:
        look_and_wait(patched)
        assert at_once(verbs[first](), verbs[second]()) == []
    assert ada.ledger_entries.paid() == -FIFTY


def test_without_the_lock_the_database_itself_refuses_a_second_counter_entry(paid, monkeypatch):
    ada, payment = paid(0)
    monkeypatch.setattr(CourseQuerySet, "locked", lambda rows, pk: rows.get(pk=pk))
    with monkeypatch.context() as patched:
        look_and_wait(patched)
        assert at_once(taking_back(payment), taking_back(payment)) == ["IntegrityError"]
    assert ada.ledger_entries.paid() == 0
