from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import CourseDay
from participants.models import Mark

PAGE = "/kursleitung/vegesack-2026/"


def text_of(page):
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def enter_days(course, enter, *marks_by_person):
    """Enter for each (person, marks) the marks of the first days."""
    for person, marks in marks_by_person:
        for day, mark in zip(CourseDay.objects.of_course(course), marks, strict=False):
            enter(day, (person, mark))


def test_a_foreign_course_is_not_found(past_course, client, other_leader):
    client.force_login(other_leader)
    assert client.get(PAGE).status_code == 404


def test_a_draft_is_visible_to_its_leaders(make_course, as_leader):
    make_course("walle-2027", publish=False)
    assert as_leader.get("/kursleitung/walle-2027/").status_code == 200


@pytest.mark.usefixtures("past_course")
def test_no_browser_keeps_names_and_needs(as_leader):
    assert "no-store" in as_leader.get(PAGE)["Cache-Control"]


@pytest.mark.usefixtures("past_course")
def test_a_course_without_people_says_so(as_leader):
    assert "noch niemand angemeldet" in text_of(as_leader.get(PAGE))


def test_every_day_says_how_complete_its_attendance_is(past_course, enrol, enter, as_leader):
    ada, bo = enrol("Ada", "Bo")
    first, second, third, *_ = CourseDay.objects.of_course(past_course)
    enter(first, (ada, Mark.PRESENT), (bo, Mark.ABSENT))
    enter(second, (ada, Mark.PRESENT))
    third.cancel()
    days = as_leader.get(PAGE).context["overview"].days
    assert [line.progress for line in days[:4]] == [
        "vollständig",
        "1 von 2 eingetragen",
        "fällt aus",
        "0 von 2 eingetragen",
    ]
    assert [line.is_missing for line in days[:4]] == [False, True, False, True]


@pytest.mark.usefixtures("course")
def test_a_day_to_come_says_so(as_leader):
    page = as_leader.get("/kursleitung/hemelingen-2027/").content.decode()
    assert page.count('<span class="status status-waiting">kommt noch</span>') == 12


def test_the_matrix_shows_a_sign_and_a_word_for_every_day(past_course, enrol, enter, as_leader):
    (ada,) = enrol("Ada")
    days = list(CourseDay.objects.of_course(past_course))
    for day, mark in zip(days, Mark, strict=False):
        enter(day, (ada, mark))
    days[3].cancel()
    (row,) = as_leader.get(PAGE).context["overview"].matrix.rows
    assert [(cell.sign, cell.word) for cell in row.cells[:5]] == [
        ("✓", "da"),
        ("e", "entschuldigt"),
        ("✕", "nicht da"),
        ("–", "fällt aus"),
        ("?", "offen"),
    ]
    assert len(row.cells) == 12


def test_everybody_stands_under_their_outlook(past_course, enrol, enter, as_leader):
    ada, bo, cem = enrol("Ada", "Bo", "Cem")
    present, absent = Mark.PRESENT, Mark.ABSENT
    enter_days(
        past_course, enter, (ada, [present] * 12), (bo, [absent] * 12), (cem, [present] * 11)
    )
    prospects = as_leader.get(PAGE).context["overview"].prospects
    found = {outlook.value: [row.name for row in rows] for outlook, rows in prospects}
    assert found == {
        "Eintrag fehlt": ["Cem"],
        "nicht mehr erreichbar": ["Bo"],
        "sicher": ["Ada"],
    }


def test_leaders_read_what_people_need(past_course, make_registration, as_leader):
    make_registration("Ada", course=past_course, answers={"needs": "Große <b>Schrift</b>"})
    page = text_of(as_leader.get(PAGE))
    assert "Was Menschen brauchen" in page
    assert "Große &lt;b&gt;Schrift&lt;/b&gt;" in page


@pytest.mark.parametrize("people", [1, 12])
def test_the_page_takes_the_same_queries_for_one_and_for_many_people(
    people, day, enrol, enter, as_leader, django_assert_num_queries
):
    registrations = enrol(*(f"Person {number}" for number in range(people)))
    enter(day, *((person, Mark.PRESENT) for person in registrations))
    with django_assert_num_queries(9):
        as_leader.get(PAGE)


def test_the_warning_begins_with_the_first_missed_day_and_the_least_room_comes_first(
    make_course, make_registration, enter, as_leader
):
    today = timezone.localdate()
    running = make_course("walle-2027", first_day=today - timedelta(days=60))
    ada, bo, cem, dua = (
        make_registration(name, course=running) for name in ("Ada", "Bo", "Cem", "Dua")
    )
    held = [day for day in running.days() if day.date < today]
    missed = {ada: 0, bo: 1, cem: 3, dua: 4}
    for number, day in enumerate(held):
        there = {one: Mark.ABSENT if number < n else Mark.PRESENT for one, n in missed.items()}
        enter(day, *there.items())
    prospects = as_leader.get("/kursleitung/walle-2027/").context["overview"].prospects
    assert {kind.value: [row.name for row in rows] for kind, rows in prospects} == {
        "knapp": ["Cem", "Bo"],
        "nicht mehr erreichbar": ["Dua"],
        "sicher": ["Ada"],
    }
    said = [row.room_words for _kind, rows in prospects for row in rows]
    assert said == [
        "Darf an keinem Kurstag mehr fehlen.",
        "Darf noch an 2\N{NO-BREAK SPACE}Kurstagen fehlen.",
        "",
        "",
    ]
