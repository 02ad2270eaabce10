from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from courses.models import Course, CourseDay, DayState
from participants import ledger
from participants.registration.unsettled import Side, Total, totals

PAGE = "/verwaltung/geld/"
QUERIES = 6


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def accounts(course, past_course, make_registration, today):
    """Two who owe for a course that began, one for a course to come, and one who gets money."""
    make_registration("Ada Offen", course=past_course)
    half = make_registration("Bea Halb", course=past_course)
    ledger.pay(half, Decimal(20), on=today)
    make_registration("Cem Später")
    ledger.pay(make_registration("Dora Guthaben"), Decimal(65), on=today)


def shown(client, query=""):
    return {
        row.participant.name: row.account for row, _ in client.get(PAGE + query).context["rows"]
    }


def test_a_fee_is_due_from_the_first_day_of_the_course_on(course, make_registration):
    make_registration()
    first = course.days()[0].date

    def due(day):
        return totals(day)[Side.DUE]

    assert due(first - timedelta(days=1)) == Total(0, Decimal(0))
    assert due(first) == Total(1, Decimal(50))
    CourseDay.objects.filter(date=first).update(state=DayState.CANCELLED)
    assert due(first) == Total(0, Decimal(0))


def test_every_side_has_its_people_their_amounts_and_the_total(as_staff, accounts):
    assert shown(as_staff) == {"Ada Offen": 50, "Bea Halb": 30}
    assert shown(as_staff, "?liste=spaeter") == {"Cem Später": 50}
    assert shown(as_staff, "?liste=guthaben") == {"Dora Guthaben": -15}
    page = as_staff.get(PAGE)
    assert [(side.label, total) for side, total, _ in page.context["sides"]] == [
        ("fällig", Total(2, Decimal(80))),
        ("noch nicht fällig", Total(1, Decimal(50))),
        ("zurückzuzahlen", Total(1, Decimal(15))),
    ]
    assert (
        "<strong>Zusammen 80\N{NO-BREAK SPACE}€</strong> von 2\N{NO-BREAK SPACE}Personen."
        in page.content.decode()
    )


def test_what_goes_back_has_no_minus_sign(as_staff, accounts):
    page = as_staff.get(f"{PAGE}?liste=guthaben").content.decode()
    assert (page.count("15\N{NO-BREAK SPACE}€"), page.count("-15")) == (3, 0)


def test_the_cockpit_leads_to_the_accounts_of_its_course(as_staff, course, accounts):
    cockpit = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    assert f'href="{PAGE}?kurs={course.slug}"' in cockpit
    assert shown(as_staff, f"?kurs={course.slug}") == {"Cem Später": 50}
    assert as_staff.get(f"{PAGE}?kurs=gibt-es-nicht").status_code == 404


def test_the_list_is_a_file_too(as_staff, past_course, accounts):
    answer = as_staff.get(f"{PAGE}konten.csv?liste=faellig")
    year = past_course.days()[0].date.year
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Anmeldenummer;Name;Durchlauf;Stand;E-Mail;Telefon;Betrag in Euro"
    assert [line.split(";")[1:4] + line.split(";")[-1:] for line in lines[1:]] == [
        ["Bea Halb", f"Hemelingen {year}", "angemeldet", "30,00"],
        ["Ada Offen", f"Hemelingen {year}", "angemeldet", "50,00"],
    ]
    assert as_staff.get(f"{PAGE}konten.pdf").status_code == 404


def test_when_nobody_owes_anything_the_page_says_so(as_staff, db):
    assert "Hier ist nichts offen." in as_staff.get(PAGE).content.decode()


def test_one_account_and_many_cost_the_same_queries(
    as_staff, past_course, make_registration, django_assert_num_queries
):
    make_registration("Person Erste", course=past_course)
    with django_assert_num_queries(QUERIES):
        as_staff.get(PAGE)
    Course.objects.update(capacity=40)
    for number in range(12):
        make_registration(f"Person {number}", course=past_course)
    with django_assert_num_queries(QUERIES):
        as_staff.get(PAGE)
