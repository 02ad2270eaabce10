from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from participants import ledger
from participants.staff.spreadsheet import without_formula

NBSP = "\N{NO-BREAK SPACE}"


def table(client, course, name):
    """Return the rows of an exported sheet as dicts by its headings."""
    content = client.get(f"/verwaltung/kurse/{course.slug}/{name}.xlsx").content
    head, *rows = openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1", "'-1"),
        ("+cmd|x", "'+cmd|x"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("+49 421 123", "0049 421 123"),
        ("Ada Beispiel", "Ada Beispiel"),
    ],
)
def test_no_text_is_a_formula(typed, written):
    assert without_formula(typed) == written


def test_everybody_of_the_course_is_in_the_sheet(as_staff, course, make_registration):
    contact = {"phone": "+49421123456", "channel": "phone"}
    registration = make_registration("=HYPERLINK(1)", contact=contact)
    [row] = table(as_staff, course, "anmeldungen")
    assert row["Anmeldenummer"] == registration.reference
    assert row["Name"] == "'=HYPERLINK(1)"
    assert row["Stand"] == "angemeldet"
    assert row["Telefon"] == f"0421{NBSP}123456"
    assert row["Offen in Euro"] == 50


def test_a_phone_number_from_abroad_can_still_be_dialled(as_staff, course, make_registration):
    make_registration(contact={"phone": "+4312345678", "channel": "phone"})
    [row] = table(as_staff, course, "anmeldungen")
    assert row["Telefon"] == f"0043{NBSP}1{NBSP}2345678"


def test_another_course_is_not_in_the_sheet(as_staff, course, small_course, make_registration):
    make_registration(course=small_course)
    assert table(as_staff, course, "anmeldungen") == []


def test_the_ledger_holds_numbers(as_staff, course, make_registration):
    registration = make_registration()
    ledger.pay(registration, ledger.ZERO + 20, on=timezone.localdate())
    rows = table(as_staff, course, "buchungen")
    assert [(row["Art"], row["Betrag in Euro"]) for row in rows] == [
        ("Forderung", 50),
        ("Zahlung", -20),
    ]


def test_the_csv_opens_in_a_german_spreadsheet(as_staff, course, make_registration):
    make_registration("Zoë Muster")
    answer = as_staff.get(f"/verwaltung/kurse/{course.slug}/anmeldungen.csv")
    head, row = answer.content.decode("utf-8-sig").splitlines()
    today = timezone.localdate()
    name = f'attachment; filename="anmeldungen-hemelingen-2027-{today:%Y-%m-%d}.csv"'
    assert answer["Content-Disposition"] == name
    assert head.split(";")[:2] == ["Anmeldenummer", "Name"]
    assert row.split(";")[1] == "Zoë Muster"
    assert row.split(";")[-1] == "50,00"


def test_another_kind_of_file_is_not_found(as_staff, course):
    assert as_staff.get(f"/verwaltung/kurse/{course.slug}/anmeldungen.pdf").status_code == 404


def test_one_person_and_many_cost_the_same_queries(
    as_staff, course, make_registration, django_assert_num_queries
):
    address = f"/verwaltung/kurse/{course.slug}/anmeldungen.csv"
    make_registration()
    with django_assert_num_queries(6):
        as_staff.get(address)
    for number in range(8):
        make_registration(f"Person {number}", arrived_at=timezone.now() - timedelta(days=number))
    with django_assert_num_queries(6):
        as_staff.get(address)
