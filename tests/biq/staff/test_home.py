from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from biq.models import Heartbeat
from biq.staff.current_courses import current_courses
from biq.staff.tasks.todo import tasks
from certificates.issuing import issuance
from pages.models import Page
from participants import ledger
from participants.attendance import marks
from participants.attendance.marks import Mark
from participants.models import Registration

NBSP = "\N{NO-BREAK SPACE}"
QUERIES = 23


@pytest.fixture
def beating(db):
    """The worker is there, and the pages that staff have to fill in are filled in."""
    Heartbeat.beat(timezone.now())
    Page.objects.update(body="Alles steht da.")


def to_do():
    now = timezone.now()
    return {
        task.label: task.number for task in tasks(now, timezone.localdate(now), current_courses())
    }


def test_a_worker_that_stopped_is_the_first_thing_on_the_page(as_staff):
    shown = as_staff.get("/verwaltung/").context["tasks"]
    assert [(task.number, task.urgent) for task in shown] == [(1, True), (3, False)]


def test_a_quiet_day_says_so(as_staff, beating):
    assert "Zurzeit ist nichts zu tun." in as_staff.get("/verwaltung/").content.decode()


def test_pages_that_are_not_filled_in_are_named(as_staff, db):
    Page.objects.filter(slug="impressum").update(body="Fertig")
    [task] = [one for one in as_staff.get("/verwaltung/").context["tasks"] if not one.urgent]
    assert (task.label, [text for text, _ in task.links]) == (
        "Seiten sind nicht fertig",
        ["Barrierefreiheit", "Datenschutz"],
    )


def test_a_new_course_asks_for_partners_only(course, beating):
    assert to_do() == {"Blöcke ohne Kooperationspartner": 6}


def test_every_line_counts_what_there_is(course, make_registration, staff, beating):
    course.blocks.first().days.update(venue=None)
    make_registration("Ada Beispiel")
    make_registration("Bea Beispiel", contact={"phone": "+494211234", "channel": "phone"})
    make_registration("Cem Beispiel", wants_reduction=True)
    make_registration("Kim Beispiel", answers={"under_age": True})
    paid_twice = Registration.objects.get(participant__name="Ada Beispiel")
    ledger.pay(paid_twice, Decimal(80), on=timezone.localdate(), by=staff)
    assert to_do() == {
        "neue Anmeldung wartet auf Ihre Entscheidung": 1,
        "Wunsch nach Ermäßigung ist nicht entschieden": 1,
        "Anruf zu machen": 1,
        "Personen mit Platz haben ihre E-Mail-Adresse nicht bestätigt": 2,
        "Nirgends steht, wie man die Kursgebühr bezahlt": 1,
        f"Guthaben zurückzuzahlen, zusammen 30{NBSP}€": 1,
        "Kurstage ohne Ort": 2,
        "Blöcke ohne Kooperationspartner": 6,
    }


def test_fees_of_courses_that_began_are_due(past_course, make_registration, beating):
    make_registration("Ada Beispiel")
    make_registration("Bea Beispiel", course=past_course)
    make_registration("Cem Beispiel", course=past_course)
    assert to_do()[f"fällige Gebühren, zusammen 100{NBSP}€"] == 2


def test_a_wish_that_was_answered_is_done(course, make_registration, staff, beating):
    registration = make_registration(wants_reduction=True)
    ledger.agree(registration, ledger.FeeDecision.WAIVED, by=staff)
    assert to_do() == {
        "Person mit Platz hat ihre E-Mail-Adresse nicht bestätigt": 1,
        "Blöcke ohne Kooperationspartner": 6,
    }


def test_calls_letters_and_offers_that_reach_nobody_are_named(
    small_course, make_registration, beating
):
    first = make_registration("Ada Beispiel", course=small_course, contact={"street": "Weg 1"})
    phone = {"phone": "+494211234", "channel": "phone"}
    offered = make_registration("Bea Beispiel", course=small_course, contact=phone)
    first.withdraw()
    offered.refresh_from_db()
    for _ in range(3):
        offered.offer_message.call_tries.create(reached=False)
    assert to_do() == {
        "Angebot: bitte entscheiden": 1,
        "Anruf zu machen": 1,
        "Brief zu drucken": 1,
        "Blöcke ohne Kooperationspartner": 12,
    }


def test_a_past_day_without_marks_and_an_ended_course_are_named(
    past_course, make_registration, staff, beating
):
    past_course.fee = 0
    past_course.save()
    registration = make_registration(course=past_course)
    days = past_course.days()
    for day in days[:10]:
        marks.enter_marks(day, {registration: Mark.PRESENT}, staff)
    assert to_do() == {
        "Kurstage, an denen Anwesenheit fehlt": 2,
        "Kurs ist zu Ende und nicht abgeschlossen": 1,
        "Blöcke ohne Kooperationspartner": 6,
    }


def test_a_paper_that_a_later_decision_made_wrong_is_named(
    past_course, make_registration, staff, beating
):
    person = make_registration(course=past_course)
    ledger.pay(person, past_course.fee, on=timezone.localdate(), by=staff)
    for day in past_course.days():
        marks.enter_marks(day, {person: Mark.PRESENT}, staff)
    issuance.end_and_issue(past_course, staff)
    before = to_do()
    person.refresh_from_db()
    person.end_without_completing(staff, "Probe")
    assert to_do() == {"Papier zu ersetzen": 1, **before}


def test_free_seats_and_people_waiting_are_named(small_course, make_registration, beating):
    make_registration("Ada Beispiel", course=small_course)
    make_registration("Bea Beispiel", course=small_course)
    small_course.capacity = 2
    small_course.save()
    assert to_do()["Kurs hat freie Plätze und eine Warteliste"] == 1


def test_the_courses_show_their_seats(small_course, make_registration):
    make_registration("Ada Beispiel", course=small_course)
    make_registration("Bea Beispiel", course=small_course)
    row = next(row for row in current_courses() if row == small_course)
    first = timezone.localdate() + timedelta(weeks=4)
    assert (row.taken, row.free, row.waiting, row.first_day) == (1, 0, 1, first)


def test_one_course_and_many_cost_the_same_queries(
    as_staff, make_course, make_registration, django_assert_num_queries
):
    make_registration()
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/")
    for number in range(6):
        make_registration(course=make_course(f"kurs-{number}"))
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/")
