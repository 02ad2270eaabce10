"""The account of a registration is the sum of its entries, whatever happens to it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, Sum
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participants import ledger
from participants.models import FeeDecision, Registration
from participants.registration.status import MoveRefused
from participants.registration.unsettled import Side, totals, unsettled

TODAY = timezone.localdate()
AMOUNTS = st.sampled_from([Decimal(text) for text in ("0.10", "0.20", "19.99", "50.00")])


def take_back(one):
    ledger.take_back(one.ledger_entries.payments_in_force().last(), "war für Bo")


VERBS = {
    "pay": lambda one, amount: ledger.pay(one, amount, on=TODAY),
    "refund": lambda one, amount: ledger.refund(one, amount, on=TODAY),
    "raise": lambda one, amount: ledger.correct(one, amount, "mehr", None),
    "lower": lambda one, amount: ledger.correct(one, -amount, "weniger", None),
    "reduce": lambda one, amount: ledger.agree(one, FeeDecision.REDUCED, amount),
    "waive": lambda one, amount: ledger.agree(one, FeeDecision.WAIVED),
    "take_back": lambda one, amount: take_back(one),
    "withdraw": lambda one, amount: one.withdraw(),
    "wait_again": lambda one, amount: one.wait_again(),
    "accept": lambda one, amount: one.accept(),
    "end_with_course": lambda one, amount: one.leave_with_course(None, "fällt aus"),
}


def out_of_step():
    """Return the registrations whose account is not the sum of their entries."""
    with_sum = Registration.objects.alias(sum=Sum("ledger_entries__amount", default=Decimal(0)))
    found = with_sum.annotate(booked=F("sum"))
    return [one for one in found if one.booked.quantize(ledger.ZERO) != one.account]


@settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(VERBS)), AMOUNTS), min_size=2, max_size=8))
def test_after_any_verbs_the_account_is_the_sum_of_the_entries(make_registration, steps):
    with transaction.atomic():
        ada = make_registration("Ada")
        for verb, amount in steps:
            try:
                with transaction.atomic():
                    VERBS[verb](Registration.objects.get(pk=ada.pk), amount)
            except (ValidationError, MoveRefused, AttributeError):
                continue  # refused, or there is no payment to take back
        assert out_of_step() == []
        transaction.set_rollback(True)


def test_a_verb_brings_its_own_registration_up_to_date(make_registration):
    ada = make_registration("Ada")
    assert ada.account == Decimal("50.00")
    ledger.pay(ada, Decimal("20.00"), on=TODAY)
    assert (ada.account, Registration.objects.get().account) == (Decimal("30.00"),) * 2


def test_tenths_of_a_euro_come_to_exactly_nothing(make_registration):
    ada = make_registration("Ada")
    ledger.pay(ada, Decimal("50.00"), on=TODAY)
    for amount in ("0.10", "0.20", "-0.30"):
        ledger.correct(ada, Decimal(amount), "Rundung", None)
    assert Registration.objects.filter(account=0).count() == 1
    assert totals(TODAY)[Side.LATER].number == 0


def test_who_waits_has_an_empty_account(small_course, make_registration):
    make_registration("Ada", course=small_course)
    assert make_registration("Bo", course=small_course).account == 0


def test_somebody_new_is_charged_without_a_second_writing_of_the_row(make_registration):
    with CaptureQueriesContext(connection) as queries:
        make_registration("Ada")
    written = [query["sql"].split()[:2] for query in queries if "account" in query["sql"]]
    assert ["UPDATE", '"participants_registration"'] not in written
    assert Registration.objects.get().account == Decimal("50.00")


def test_only_what_is_open_or_a_credit_is_unsettled(course, past_course, make_registration):
    due, later, paid, credit = (
        make_registration(name, course=where)
        for name, where in (
            ("Ada", past_course),
            ("Bo", course),
            ("Cem", past_course),
            ("Dora", course),
        )
    )
    ledger.pay(paid, Decimal("50.00"), on=TODAY)
    ledger.pay(credit, Decimal("60.00"), on=TODAY)
    found = {side: list(unsettled(side, TODAY)) for side in Side}
    assert found == {Side.DUE: [due], Side.LATER: [later], Side.OWED: [credit]}


@pytest.mark.parametrize("side", Side)
def test_they_are_asked_for_by_the_condition_of_their_index(db, side):
    """Else no database would take it, and every account there ever was would be read."""
    asked = str(unsettled(side, TODAY).query)
    assert 'NOT ("participants_registration"."account" = 0' in asked
