from decimal import Decimal

from django.utils import timezone

from biq.staff.course_money import Money, money
from participants import ledger


def test_a_course_without_anybody_has_no_money(course):
    assert money(course) == Money(*[Decimal(0)] * 5)


def test_the_sums_say_what_was_asked_freed_and_paid(course, make_registration, small_course):
    today = timezone.localdate()
    owes, gets, freed = (make_registration(name) for name in ("Ada", "Bea", "Cem"))
    make_registration("Dia", course=small_course)
    ledger.pay(owes, Decimal(20), on=today)
    ledger.correct(owes, Decimal(5), "Material", None)
    ledger.pay(gets, Decimal(80), on=today)
    ledger.refund(gets, Decimal(10), on=today)
    ledger.agree(freed, ledger.FeeDecision.WAIVED)
    assert money(course) == Money(
        charged=Decimal(155),
        freed=Decimal(50),
        paid=Decimal(90),
        due=Decimal(35),
        owed=Decimal(20),
    )
