"""What stands in each entry of the ledger: for what, by whom, on which day, from or to whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from participants import ledger
from participants.models import FeeDecision, Status

TODAY = timezone.localdate()
EARLIER = date(2026, 3, 2)
MESSY = {"payer": "Tochter", "reference": "bar"}


@pytest.fixture
def ada(make_registration):
    return make_registration("Ada")


def euros(text):
    return Decimal(text)


def written(registration, *names):
    """Return these columns of the entries after the first charge."""
    return list(registration.ledger_entries.values_list(*names))[1:]


def test_the_charge_is_of_today_and_of_the_person(ada):
    charge = ada.ledger_entries.get()
    assert (charge.booked_on, charge.payer, charge.by) == (TODAY, "Ada", None)
    assert (charge.reference, str(charge)) == ("Kursgebühr", "Forderung 50.00")


def test_a_wish_and_an_agreement_say_who_wrote_them_down(ada, staff):
    ledger.request_reduction(ada, staff)
    ledger.agree(ada, FeeDecision.REDUCED, euros("20"), staff)
    ledger.agree(ada, FeeDecision.WAIVED, by=staff)
    found = ada.fee_agreements.values_list("decision", "amount", "by")
    assert list(found) == [
        ("requested", None, staff.pk),
        ("reduced", euros("20"), staff.pk),
        ("waived", euros("0"), staff.pk),
    ]
    assert written(ada, "kind", "amount", "reference", "by") == [
        ("waiver", euros("-30"), "ermäßigt", staff.pk),
        ("waiver", euros("-20"), "befreit", staff.pk),
    ]


def test_the_same_agreement_twice_books_nothing_more(ada, staff):
    for _ in range(2):
        ledger.agree(ada, FeeDecision.REDUCED, euros("20"), staff)
    assert written(ada, "kind", "amount") == [("waiver", euros("-30"))]


def test_nothing_is_booked_by_an_agreement_before_there_is_a_charge(
    small_course, make_registration, staff
):
    make_registration("Ada", course=small_course)
    bo = make_registration("Bo", course=small_course)
    ledger.pay(bo, euros("20"), on=TODAY)
    ledger.agree(bo, FeeDecision.REDUCED, euros("15"), staff)
    found = bo.ledger_entries.values_list("kind", "amount")
    assert list(found) == [("payment", euros("-20"))]


def test_a_payment_and_a_refund_say_when_by_whom_and_for_what(ada, staff):
    ledger.pay(ada, euros("50"), on=EARLIER, **MESSY, by=staff)
    ledger.refund(ada, euros("5"), on=EARLIER, **MESSY, by=staff)
    columns = ("kind", "amount", "booked_on", "payer", "reference", "by")
    assert written(ada, *columns) == [
        ("payment", euros("-50"), EARLIER, "Tochter", "bar", staff.pk),
        ("refund", euros("5"), EARLIER, "Tochter", "bar", staff.pk),
        ("waiver", euros("-5"), EARLIER, "Ada", "Erstattung nach Absprache", staff.pk),
    ]
    assert ada.balance() == 0


def test_what_is_paid_back_beyond_the_credit_is_not_due_again(ada):
    ledger.pay(ada, euros("50"), on=TODAY)
    ledger.agree(ada, FeeDecision.REDUCED, euros("30"))
    ledger.refund(ada, euros("30"), on=TODAY)
    assert written(ada, "kind", "amount")[2:] == [("refund", euros("30")), ("waiver", euros("-10"))]
    assert ada.balance() == 0


def test_all_that_was_paid_may_be_paid_back_and_no_cent_of_a_waiver(ada):
    ledger.pay(ada, euros("10"), on=TODAY)
    ledger.refund(ada, euros("10"), on=TODAY)
    assert (ada.ledger_entries.paid(), ada.ledger_entries.assessed()) == (0, euros("40"))


def test_who_withdraws_keeps_as_a_credit_what_was_paid_beyond_the_fee(ada, staff):
    ledger.pay(ada, euros("60"), on=TODAY)
    ada.withdraw(staff)
    assert (ada.balance(), written(ada, "kind")) == (euros("-10"), [("payment",)])


def test_who_withdraws_is_freed_of_the_rest_in_one_entry(ada, staff):
    ledger.pay(ada, euros("20"), on=TODAY)
    ada.withdraw(staff)
    assert written(ada, "kind", "amount", "reference", "by")[1:] == [
        ("waiver", euros("-30"), "Abmeldung", staff.pk)
    ]


def test_everybody_of_a_cancelled_course_is_freed_of_all(ada, staff):
    ledger.pay(ada, euros("20"), on=TODAY)
    ledger.release_all(ada, staff)
    assert written(ada, "kind", "amount", "reference", "by")[1:] == [
        ("waiver", euros("-50"), "Kurs abgesagt", staff.pk)
    ]
    assert ada.balance() == euros("-20")


def test_a_correction_goes_up_or_down_and_says_who_made_it(ada, staff):
    ledger.correct(ada, euros("5"), "Zahlendreher", staff)
    assert written(ada, "kind", "amount", "reference", "by") == [
        ("correction", euros("5"), "Zahlendreher", staff.pk)
    ]


def test_a_wish_is_undecided_until_it_is_answered_and_again_when_it_is_repeated(ada, staff):
    def undecided(*statuses):
        wishes = ledger.undecided_wishes(statuses or [Status.ENROLLED])
        return [wish.registration for wish in wishes]

    ledger.request_reduction(ada)
    assert (undecided(), undecided(Status.WAITING)) == ([ada], [])
    ledger.agree(ada, FeeDecision.FULL, by=staff)
    assert undecided() == []
    ledger.request_reduction(ada)
    assert undecided() == [ada]


def test_a_wish_that_is_repeated_before_its_answer_stays_undecided_as_often(ada, staff):
    for _ in range(2):
        ledger.request_reduction(ada)
    assert ledger.undecided_wishes([Status.ENROLLED]).count() == 2
    ledger.agree(ada, FeeDecision.FULL, by=staff)
    assert ledger.undecided_wishes([Status.ENROLLED]).count() == 0


def test_a_wish_is_open_until_the_answer_to_the_last_one(ada, make_registration, staff):
    bo = make_registration("Bo")
    assert ledger.is_wish_open(ada.pk) is False
    ledger.request_reduction(ada)
    assert (ledger.is_wish_open(ada.pk), ledger.is_wish_open(bo.pk)) == (True, False)
    ledger.agree(ada, FeeDecision.FULL, by=staff)
    assert ledger.is_wish_open(ada.pk) is False
    ledger.request_reduction(ada)
    ledger.agree(bo, FeeDecision.FULL, by=staff)
    assert ledger.is_wish_open(ada.pk) is True


def test_the_answer_to_one_wish_is_none_to_that_of_somebody_else(ada, make_registration, staff):
    bo = make_registration("Bo")
    ledger.request_reduction(ada)
    ledger.agree(bo, FeeDecision.FULL, by=staff)
    assert [one.registration for one in ledger.undecided_wishes([Status.ENROLLED])] == [ada]


def test_a_later_wish_takes_nothing_from_what_was_agreed(small_course, make_registration, staff):
    ada, bo = (make_registration(name, course=small_course) for name in ("Ada", "Bo"))
    ledger.agree(bo, FeeDecision.REDUCED, euros("15"), staff)
    ledger.request_reduction(bo)
    ada.withdraw()
    bo.accept()
    assert written(bo, "kind", "amount", "reference") == [
        ("waiver", euros("-35"), "ermäßigt"),
    ]


def test_of_what_was_agreed_while_waiting_the_last_counts(small_course, make_registration, staff):
    ada, bo = (make_registration(name, course=small_course) for name in ("Ada", "Bo"))
    ledger.agree(bo, FeeDecision.REDUCED, euros("15"), staff)
    ledger.agree(bo, FeeDecision.REDUCED, euros("40"), staff)
    ada.withdraw()
    bo.accept()
    assert written(bo, "kind", "amount") == [("waiver", euros("-10"))]


def test_who_comes_back_owes_the_fee_in_words(small_course, make_registration):
    ada = make_registration("Ada", course=small_course)
    ada.withdraw()
    ada.wait_again()
    ada.accept()
    assert written(ada, "kind", "amount", "reference") == [
        ("waiver", euros("-50"), "Abmeldung"),
        ("correction", euros("50"), "Kursgebühr"),
    ]


def test_who_paid_while_waiting_is_charged_all_the_same(small_course, make_registration):
    ada, bo = (make_registration(name, course=small_course) for name in ("Ada", "Bo"))
    ledger.pay(bo, euros("20"), on=TODAY)
    ada.withdraw()
    bo.accept()
    assert written(bo, "kind", "amount", "reference") == [("charge", euros("50"), "Kursgebühr")]


def test_who_had_paid_all_and_comes_back_is_not_charged_again(small_course, make_registration):
    ada = make_registration("Ada", course=small_course)
    ledger.pay(ada, euros("50"), on=TODAY)
    ada.withdraw()
    ada.wait_again()
    ada.accept()
    assert (written(ada, "kind"), ada.balance()) == ([("payment",)], 0)


def test_a_payment_is_in_force_until_it_is_taken_back(ada):
    first, second = (ledger.pay(ada, euros("10"), on=TODAY) for _ in range(2))
    ledger.refund(ada, euros("1"), on=TODAY)
    assert list(ada.ledger_entries.payments_in_force()) == [first, second]
    ledger.take_back(first, "war für Bo")
    assert list(ada.ledger_entries.payments_in_force()) == [second]
