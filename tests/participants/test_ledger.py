from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from correspondence.models import Message
from participants import ledger
from participants.models import FeeDecision, LedgerEntry, Registration
from participants.registration.status import Status

TODAY = timezone.localdate()


def entries(registration):
    return [(entry.kind, entry.amount) for entry in registration.ledger_entries.all()]


def test_who_is_enrolled_owes_the_fee(make_registration):
    assert entries(make_registration()) == [("charge", Decimal("50.00"))]


def test_who_waits_owes_nothing(small_course, make_registration):
    make_registration("Ada", course=small_course)
    assert entries(make_registration("Bo", course=small_course)) == []


def test_a_waiver_frees_from_the_whole_fee(make_registration, staff):
    ada = make_registration("Ada")
    ledger.agree(ada, FeeDecision.WAIVED, by=staff)
    assert entries(ada) == [("charge", Decimal("50.00")), ("waiver", Decimal("-50.00"))]
    assert ada.balance() == 0


def test_a_reduction_leaves_the_agreed_amount(make_registration, staff):
    ada = make_registration("Ada")
    ledger.agree(ada, FeeDecision.REDUCED, Decimal("20.00"), by=staff)
    assert ada.balance() == Decimal("20.00")


def test_a_new_agreement_takes_the_place_of_the_old_one(make_registration, staff):
    ada = make_registration("Ada")
    for decision, amount in (("waived", None), ("reduced", Decimal("10.00")), ("full", None)):
        ledger.agree(ada, decision, amount, by=staff)
    assert entries(ada) == [
        ("charge", Decimal("50.00")),
        ("waiver", Decimal("-50.00")),
        ("correction", Decimal("10.00")),
        ("correction", Decimal("40.00")),
    ]
    assert ada.fee_agreements.count() == 3


def test_what_was_agreed_while_waiting_holds_when_the_seat_comes(
    small_course, make_registration, staff
):
    ada, bo = (make_registration(name, course=small_course) for name in ("Ada", "Bo"))
    ledger.agree(bo, FeeDecision.REDUCED, Decimal("15.00"), by=staff)
    ada.withdraw()
    bo.accept()
    assert entries(bo) == [("charge", Decimal("50.00")), ("waiver", Decimal("-35.00"))]


def test_a_wish_for_a_reduction_changes_no_money(make_registration):
    ada = make_registration("Ada", wants_reduction=True)
    assert [str(agreement) for agreement in ada.fee_agreements.all()] == ["gewünscht"]
    assert ada.balance() == Decimal("50.00")


@pytest.mark.parametrize("amount", [None, Decimal("-1"), Decimal("50.01")])
def test_a_reduced_amount_lies_between_nothing_and_the_fee(make_registration, amount):
    with pytest.raises(ValidationError, match="zwischen 0 und 50,00"):
        ledger.agree(make_registration(), FeeDecision.REDUCED, amount)


@pytest.mark.parametrize("decision", [FeeDecision.FULL, FeeDecision.WAIVED])
def test_who_left_owes_nothing_whatever_is_agreed(make_registration, staff, decision):
    ada = make_registration("Ada")
    ada.withdraw()
    with pytest.raises(ValidationError, match="nicht mehr angemeldet"):
        ledger.agree(ada, decision, by=staff)
    assert ada.balance() == 0


def test_the_message_says_what_is_really_due(small_course, make_registration, staff):
    ada, bo, cem = (make_registration(name, course=small_course) for name in ("Ada", "Bo", "Cem"))
    ledger.agree(bo, FeeDecision.REDUCED, Decimal("15.00"), by=staff)
    ledger.agree(cem, FeeDecision.WAIVED, by=staff)
    ada.withdraw()
    bo.accept()
    bo.withdraw()
    cem.accept()
    told = Message.objects.filter(occasion="registration_enrolled").order_by("pk")
    first, reduced, waived = told.values_list("body", flat=True)
    assert "Bitte zahlen Sie 50\N{NO-BREAK SPACE}€." in first
    assert "Bitte zahlen Sie 15\N{NO-BREAK SPACE}€." in reduced
    assert "Sie müssen nichts bezahlen." in waived


def test_the_fee_can_be_paid_in_instalments(make_registration, staff):
    ada = make_registration("Ada")
    for amount in ("20.00", "12.50"):
        ledger.pay(ada, Decimal(amount), on=TODAY, payer="Tochter", reference="bar", by=staff)
    assert ada.balance() == Decimal("17.50")
    last = ada.ledger_entries.last()
    assert (last.payer, last.reference, last.by) == ("Tochter", "bar", staff)


def test_who_withdraws_owes_nothing_more_and_gets_back_by_agreement(make_registration):
    ada = make_registration("Ada")
    ledger.pay(ada, Decimal("30.00"), on=TODAY)
    ada.withdraw()
    assert ada.balance() == 0
    ledger.refund(ada, Decimal("30.00"), on=TODAY)
    assert (ada.balance(), ada.ledger_entries.paid()) == (0, 0)


def test_a_refund_of_a_credit_settles_it(make_registration, staff):
    ada = make_registration("Ada")
    ledger.pay(ada, Decimal("50.00"), on=TODAY)
    ledger.agree(ada, FeeDecision.REDUCED, Decimal("20.00"), by=staff)
    assert ada.balance() == Decimal("-30.00")
    ledger.refund(ada, Decimal("30.00"), on=TODAY)
    assert ada.balance() == 0


def test_nobody_gets_back_more_than_was_paid(make_registration):
    ada = make_registration("Ada")
    ledger.pay(ada, Decimal("10.00"), on=TODAY)
    with pytest.raises(ValidationError, match="nicht gezahlt"):
        ledger.refund(ada, Decimal("10.01"), on=TODAY)


@pytest.mark.parametrize("amount", [Decimal(0), Decimal("-5")])
def test_a_payment_is_more_than_nothing(make_registration, amount):
    with pytest.raises(ValidationError, match="über 0 Euro"):
        ledger.pay(make_registration(), amount, on=TODAY)


def test_a_correction_says_why(make_registration, staff):
    ada = make_registration("Ada")
    with pytest.raises(ValidationError, match="was korrigiert wird"):
        ledger.correct(ada, Decimal("5"), "", staff)
    ledger.correct(ada, Decimal("-5.00"), "Zahlendreher", staff)
    assert ada.balance() == Decimal("45.00")


def test_who_comes_back_owes_the_fee_again(small_course, make_registration):
    ada = make_registration("Ada", course=small_course)
    ada.withdraw()
    ada.wait_again()
    ada.accept()
    assert (ada.status, ada.balance()) == (Status.ENROLLED, Decimal("50.00"))


def test_entries_are_never_changed_or_deleted(make_registration):
    entry = make_registration().ledger_entries.get()
    for change in (
        entry.save,
        entry.delete,
        LedgerEntry.objects.all().delete,
        lambda: LedgerEntry.objects.update(amount=0),
    ):
        with pytest.raises(ledger.AppendOnly):
            change()
    assert LedgerEntry.objects.get().amount == Decimal("50.00")


def test_nothing_is_agreed_by_a_page_that_does_not_know_of_the_withdrawal(make_registration, staff):
    ada = make_registration("Ada")
    stale = Registration.objects.get(pk=ada.pk)
    ada.withdraw()
    with pytest.raises(ValidationError, match="nicht mehr angemeldet"):
        ledger.agree(stale, FeeDecision.FULL, by=staff)
    assert ada.balance() == 0


def paid_wrongly(make_registration, amount="50.00"):
    """Return somebody on whom a payment was noted that belongs to another person."""
    ada = make_registration("Ada")
    return ada, ledger.pay(ada, Decimal(amount), on=TODAY, payer="Eva Beispiel", reference="bar")


def test_a_payment_on_the_wrong_person_is_taken_back_by_an_entry_bound_to_it(
    make_registration, staff
):
    ada, payment = paid_wrongly(make_registration)
    counter = ledger.take_back(payment, "war für Bo", staff)
    assert entries(ada)[1:] == [("payment", Decimal("-50.00")), ("taken_back", Decimal("50.00"))]
    assert (counter.takes_back, counter.payer, counter.by) == (payment, "Eva Beispiel", staff)
    assert (ada.balance(), ada.ledger_entries.paid()) == (Decimal("50.00"), 0)


def test_a_payment_is_taken_back_once_and_with_a_reason(make_registration):
    ada, payment = paid_wrongly(make_registration)
    with pytest.raises(ValidationError, match="warum"):
        ledger.take_back(payment, "")
    ledger.take_back(payment, "war für Bo")
    with pytest.raises(ValidationError, match="schon zurückgenommen"):
        ledger.take_back(payment, "noch einmal")
    assert ada.ledger_entries.count() == 3


def test_the_database_holds_one_counter_entry_of_a_payment(make_registration):
    ada, payment = paid_wrongly(make_registration)
    ledger.take_back(payment, "war für Bo")
    values = {"registration": ada, "amount": 50, "booked_on": TODAY}
    wrong = (
        {"kind": "taken_back", "takes_back": payment},
        {"kind": "taken_back"},
        {"kind": "refund", "takes_back": ledger.pay(ada, Decimal(5), on=TODAY)},
    )
    for more in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.create(**values, **more)


def test_who_has_withdrawn_owes_nothing_again_when_a_payment_is_taken_back(make_registration):
    ada, payment = paid_wrongly(make_registration)
    ada.withdraw()
    ledger.take_back(payment, "war für Bo")
    assert (ada.balance(), ada.ledger_entries.paid()) == (0, 0)


def test_only_payments_are_taken_back(make_registration):
    charge = make_registration("Ada").ledger_entries.get()
    with pytest.raises(ValidationError, match="nur Zahlungen"):
        ledger.take_back(charge, "x")


def test_what_was_taken_back_is_never_refunded(make_registration):
    ada, payment = paid_wrongly(make_registration)
    ledger.pay(ada, Decimal("10.00"), on=TODAY)
    ledger.take_back(payment, "war für Bo")
    with pytest.raises(ValidationError, match="nicht gezahlt"):
        ledger.refund(ada, Decimal("10.01"), on=TODAY)
    ledger.refund(ada, Decimal("10.00"), on=TODAY)
    assert ada.ledger_entries.paid() == 0


def test_a_payment_of_which_something_was_refunded_is_not_taken_back(make_registration):
    ada, payment = paid_wrongly(make_registration)
    ledger.refund(ada, Decimal("1.00"), on=TODAY)
    with pytest.raises(ValidationError, match="schon etwas erstattet"):
        ledger.take_back(payment, "war für Bo")
