"""Amounts and reasons, as staff type them."""

from decimal import Decimal

import pytest
from django import forms

from backoffice.fields import MoneyField, reason


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("12,50", "12.50"), ("12.50 €", "12.50"), (" 12,5 EUR", "12.5"), ("-3", "-3"), ("0", "0")],
)
def test_an_amount_is_read_as_people_write_it(typed, amount):
    assert MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["zwölf", "1e5", "NaN", "12,50,1", "--1"])
def test_what_is_no_amount_says_how_to_write_one(typed):
    with pytest.raises(forms.ValidationError) as refused:
        MoneyField().clean(typed)
    assert refused.value.messages == [
        "Bitte schreiben Sie den Betrag als Zahl, zum Beispiel 12,50."
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "1.000",
            "Meinen Sie 1000 Euro? Dann schreiben Sie bitte 1000, ohne Punkt und Komma."
            " Meinen Sie 1,00 Euro? Dann bitte 1,00.",
        ),
        (
            "1,250 €",
            "Meinen Sie 1250 Euro? Dann schreiben Sie bitte 1250, ohne Punkt und Komma."
            " Meinen Sie 1,25 Euro? Dann bitte 1,25.",
        ),
        ("12.345", "Meinen Sie 12345 Euro? Dann schreiben Sie bitte 12345, ohne Punkt und Komma."),
    ],
)
def test_an_amount_that_may_be_two_is_asked_back_in_words_that_help(typed, words):
    with pytest.raises(forms.ValidationError) as refused:
        MoneyField().clean(typed)
    assert refused.value.messages == [words]


@pytest.mark.parametrize(
    ("typed", "amount"), [("1.000,00", 1000), ("12.345,5", Decimal("12345.5")), ("1000", 1000)]
)
def test_points_between_thousands_do_no_harm_where_a_comma_follows(typed, amount):
    assert MoneyField().clean(typed) == amount


@pytest.mark.parametrize("typed", ["100000", "1,001"])
def test_an_amount_of_more_digits_than_euros_have_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        MoneyField().clean(typed)


def test_the_largest_amount_is_just_below_a_hundred_thousand():
    assert MoneyField().clean("99999,99") == Decimal("99999.99")


def test_an_amount_that_need_not_be_there_is_none():
    assert MoneyField(required=False).clean("") is None


def test_a_reason_is_asked_for_and_has_its_limit():
    field = reason()
    with pytest.raises(forms.ValidationError) as refused:
        field.clean("  ")
    assert refused.value.messages == ["Bitte schreiben Sie auf, warum."]
    with pytest.raises(forms.ValidationError):
        field.clean("x" * 301)
    assert field.clean(" rief an ") == "rief an"
    assert reason(required=False).clean("") == ""
