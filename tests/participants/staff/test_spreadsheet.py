from datetime import date, datetime
from decimal import Decimal

import pytest
from django.http import Http404
from django.utils import timezone

from participants.staff.spreadsheet import Spreadsheet, column, without_formula, write


class Sheet(Spreadsheet):
    text = column("Text", "text")
    amount = column("Betrag", "amount")
    on = column("Tag", "on")
    at = column("Zeit", "at")
    sure = column("Sicher", "sure")
    nothing = column("Leer", "nothing")


class Row:
    text, amount, on, sure, nothing = "+49 421", Decimal("-1.50"), date(2027, 1, 2), True, None
    at = timezone.make_aware(datetime(2027, 7, 1, 9, 30, 15, 999))


FORMULAS = [
    ("=1+1", "'=1+1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("-1", "'-1"),
    ("+cmd|x", "'+cmd|x"),
    (" =1", "' =1"),
    ("\t=1", "'\t=1"),
    ("+4930", "'+4930"),
    ("-1+A1", "'-1+A1"),
    ("+1 SUM(A1)", "'+1 SUM(A1)"),
    ("Ada Beispiel", "Ada Beispiel"),
]


@pytest.mark.parametrize(("typed", "written"), FORMULAS)
def test_no_text_is_a_formula(typed, written):
    assert without_formula(typed) == written


@pytest.mark.parametrize("text", ["+1 Begleitperson", "-2 Plätze, bitte", "1+1", "+49 421 123"])
def test_text_stays_as_it_was_written(text):
    assert without_formula(text) == text


def test_what_is_no_text_stays_what_it_is():
    assert [without_formula(value) for value in (Decimal("-1.50"), None)] == [
        Decimal("-1.50"),
        None,
    ]


def test_the_csv_writes_numbers_days_and_hours_as_germans_do():
    content, content_type = write(Sheet(), [Row()], "csv")
    head, row = content.decode("utf-8-sig").splitlines()
    assert content_type == "text/csv; charset=utf-8"
    assert head == "Text;Betrag;Tag;Zeit;Sicher;Leer"
    assert row == "+49 421;-1,50;02.01.2027;01.07.2027 09:30;ja;"


def test_an_unknown_kind_of_file_is_not_found():
    with pytest.raises(Http404):
        write(Sheet(), [], "ods")
