"""Dates, times and money as people say them."""

from datetime import date, time
from decimal import Decimal

import pytest

from courses.templatetags.words import tel
from courses.words import euros, hours, long_date


def test_a_date_begins_with_its_weekday():
    assert long_date(date(2027, 3, 12)) == "Freitag, 12.\N{NO-BREAK SPACE}März 2027"


def test_hours_are_said_without_zeros():
    said = [hours(time(10), time(16)), hours(time(9, 30), time(17, 5))]
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in said] == [
        "10 bis 16 Uhr",
        "9.30 bis 17.05 Uhr",
    ]


def test_whole_euros_have_no_cents():
    assert [euros(Decimal(amount)) for amount in ("50.00", "12.50")] == [
        "50\N{NO-BREAK SPACE}€",
        "12,50\N{NO-BREAK SPACE}€",
    ]


@pytest.mark.parametrize(
    "written", ["030 23125 000", "+49 30 23125-000", "0049 (30) 23125000", "030/23125000"]
)
def test_a_phone_number_becomes_a_link(written):
    assert tel(written) == "tel:+493023125000"
