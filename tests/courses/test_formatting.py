"""Dates, times and money as people say them."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import date_format

from courses.formatting import euros, hours, long_date, translated
from courses.templatetags.formatting import german, mark_german, tel

TEN, FOUR = time(10), time(16)


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


@pytest.mark.parametrize(
    ("language", "day", "clock", "whole", "cents"),
    [
        ("de", "Freitag, 12. März 2027", "10 bis 16 Uhr", "50 €", "1.250,50 €"),
        ("en", "Friday, 12 March 2027", "10:00–16:00", "€50", "€1,250.50"),
        ("tr", "12 Mart 2027 Cuma", "10:00–16:00", "€50", "€1.250,50"),
        ("ru", "пятница, 12 марта 2027", "10:00–16:00", "50 €", "1 250,50 €"),
        ("uk", "пʼятниця, 12 березня 2027", "10:00–16:00", "50 €", "1 250,50 €"),
        ("ar", "الجمعة، 12 مارس 2027", "10:00–16:00", "50 €", "1,250.50 €"),
        ("pl", "piątek, 12 marca 2027", "10:00–16:00", "50 €", "1 250,50 €"),
    ],
)
def test_each_language_has_its_form_of_date_time_and_money(language, day, clock, whole, cents):
    with translation.override(language):
        said = [
            long_date(date(2027, 3, 12)),
            hours(TEN, FOUR),
            euros(Decimal(50)),
            euros(Decimal("1250.50")),
        ]
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in said] == [day, clock, whole, cents]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "12. März 2027"),
        ("en", "12 March 2027"),
        ("tr", "12 Mart 2027"),
        ("ru", "12 марта 2027 г."),
        ("uk", "12 березня 2027 р."),
        ("ar", "12 مارس، 2027"),
        ("pl", "12 marca 2027"),
    ],
)
def test_a_date_without_its_weekday_has_the_form_of_the_language_too(language, said):
    with translation.override(language):
        assert date_format(date(2027, 3, 12), "DATE_FORMAT").replace("\xa0", " ") == said


def test_what_staff_typed_is_marked_as_german_on_other_pages():
    with translation.override("ar"):
        assert german("Rund um <b>Hemelingen</b>") == (
            '<span lang="de" dir="ltr">Rund um &lt;b&gt;Hemelingen&lt;/b&gt;</span>'
        )
        assert mark_german("Rund um Hemelingen") == ' lang="de" dir="ltr"'


def test_on_a_german_page_nothing_is_marked_or_translated():
    with translation.override("de"):
        assert [german("Yes"), mark_german("Yes"), translated("Yes")] == ["Yes", "", "Yes"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_typed_stays_nothing(language):
    with translation.override(language):
        assert [german(""), mark_german(""), translated("")] == ["", "", ""]
