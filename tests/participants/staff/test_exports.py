from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
from django.utils import timezone

from participants import ledger

NBSP = "\N{NO-BREAK SPACE}"


def table(client, course, name):
    """Return the rows of an exported sheet as dicts by its headings."""
    content = client.get(f"/verwaltung/kurse/{course.slug}/{name}.xlsx").content
    head, *rows = openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


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


def test_only_a_phone_number_is_written_as_one(as_staff, course, make_registration):
    answers = {"needs": "+1 Begleitperson", "guardian_contact": "+43 1 2345678"}
    make_registration(answers=answers)
    [row] = table(as_staff, course, "anmeldungen")
    assert (row["Braucht"], row["Kontakt Sorgeberechtigt"]) == (
        "+1 Begleitperson",
        "0043 1 2345678",
    )
    csv = as_staff.get(f"/verwaltung/kurse/{course.slug}/anmeldungen.csv").content.decode()
    assert csv.count(";+1 Begleitperson;") == 1


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
    with django_assert_num_queries(5):
        as_staff.get(address)
    for number in range(8):
        make_registration(f"Person {number}", arrived_at=timezone.now() - timedelta(days=number))
    with django_assert_num_queries(5):
        as_staff.get(address)


def test_what_only_some_say_stands_in_their_line(as_staff, course, make_registration):
    answers = {"under_age": True, "guardian_name": "Eva", "guardian_contact": "0421 1"}
    make_registration("Ada Beispiel")
    make_registration("Bea Beispiel", answers={**answers, "needs": "große Schrift"})
    rows = table(as_staff, course, "anmeldungen")
    columns = ("Name", "Unter 18", "Sorgeberechtigt", "Kontakt Sorgeberechtigt", "Braucht")
    assert [[row[column] for column in columns] for row in rows] == [
        ["Ada Beispiel", None, None, None, None],
        ["Bea Beispiel", "ja", "Eva", "0421 1", "große Schrift"],
    ]


def test_a_line_of_the_ledger_says_when_by_whom_and_for_whom(
    as_staff, course, make_registration, staff
):
    registration = make_registration("Ada Beispiel")
    ledger.pay(
        registration, ledger.ZERO + 20, on=date(2027, 1, 2), payer="Eva", reference="bar", by=staff
    )
    row = table(as_staff, course, "buchungen")[-1]
    written = timezone.localtime(registration.ledger_entries.last().created_at)
    assert row == {
        "Datum": datetime(2027, 1, 2),
        "Anmeldenummer": registration.reference,
        "Name": "Ada Beispiel",
        "Art": "Zahlung",
        "Betrag in Euro": -20,
        "Von oder an": "Eva",
        "Vermerk": "bar",
        "Durch": staff.name,
        "Geschrieben am": written.replace(tzinfo=None, microsecond=0),
    }


def test_the_bookings_of_another_course_are_not_in_the_sheet(
    as_staff, course, small_course, make_registration
):
    make_registration(course=small_course)
    assert table(as_staff, course, "buchungen") == []
