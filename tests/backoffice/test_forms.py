from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from backoffice.forms import StaffDateField


def refusal(field, typed):
    """Return why the field does not take it; None when it does."""
    try:
        field.clean(typed)
    except ValidationError as error:
        return error.messages
    return None


def test_a_day_is_read_as_people_write_it():
    field = StaffDateField()
    assert {field.clean("2027-12-24"), field.clean("24.12.2027")} == {date(2027, 12, 24)}


@pytest.mark.parametrize("typed", ["0001-01-01", "1999-12-31", "9999-12-30"])
def test_a_year_that_nobody_means_is_refused(typed):
    latest = timezone.localdate().year + 10
    words = [f"Bitte prüfen Sie das Jahr. Möglich ist 2000 bis {latest}."]
    assert refusal(StaffDateField(), typed) == words


@pytest.mark.parametrize("typed", ["99999-01-01", "2026-01-01\0", "NaN", "31.02.2027"])
def test_what_is_no_day_says_how_to_write_one(typed):
    words = ["Bitte schreiben Sie das Datum so: 24.12.2027."]
    assert refusal(StaffDateField(), typed) == words


def test_what_happened_lies_not_in_the_future():
    today = timezone.localdate()
    tomorrow, field = today + timedelta(days=1), StaffDateField(future=False)
    assert refusal(field, str(today)) is None
    assert refusal(field, str(tomorrow)) == ["Dieses Datum kommt erst noch."]
    assert refusal(StaffDateField(), str(tomorrow)) is None
