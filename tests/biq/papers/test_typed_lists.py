"""The way back of a signed list, by its code: for staff, and for the leaders of its course."""

import pytest
from django.contrib.messages import get_messages

from courses.models import CourseDay
from participants.attendance.marks import Attendance
from participants.papers.printed_list import list_of
from tests.sent_form import sent


@pytest.fixture
def people(past_course, make_registration):
    return [make_registration(name, course=past_course) for name in ("Ada A", "Bea B", "Cem C")]


@pytest.fixture
def printed(past_course, people, leader):
    return list_of(CourseDay.objects.of_course(past_course).first(), leader)


def test_staff_enter_a_code_in_any_spelling_and_come_to_the_list(as_staff, printed):
    typed = f" {printed.code[:2].lower()}-{printed.code[2:]} "
    answer = as_staff.get("/verwaltung/unterschriften/", {"code": typed})
    assert answer.url == f"/verwaltung/unterschriften/{printed.code}/"


def test_leaders_come_to_a_list_from_any_course_of_theirs(
    as_leader, printed, past_course, make_course
):
    other = make_course("walle-2027")
    answer = as_leader.get(f"/kursleitung/{other.slug}/unterschriften/", {"code": printed.code})
    assert answer.url == f"/kursleitung/{past_course.slug}/unterschriften/{printed.code}/"


@pytest.mark.parametrize("typed", ["XXXXX", "0", "'; --", "x" * 500, "\u202e", "ß"])
def test_an_unknown_code_gets_a_friendly_sentence(as_staff, printed, typed):
    answer = as_staff.get("/verwaltung/unterschriften/", {"code": typed})
    assert answer.status_code == 404
    assert answer.content.decode().count("Diesen Code kennen wir nicht") == 1


def test_a_code_of_another_leaders_course_is_unknown(client, other_leader, make_course, printed):
    mine = make_course("walle-2027")
    mine.leaders.set([other_leader])
    client.force_login(other_leader)
    answer = client.get(f"/kursleitung/{mine.slug}/unterschriften/", {"code": printed.code})
    assert answer.status_code == 404
    assert answer.content.decode().count("Diesen Code kennen wir nicht") == 1
    page = f"/kursleitung/{mine.slug}/unterschriften/{printed.code}/"
    assert (client.get(page).status_code, client.post(page).status_code) == (404, 404)


@pytest.mark.parametrize("face", ["staff", "leader"])
def test_the_letters_are_typed_in_the_order_of_the_paper(
    client, request, face, printed, people, past_course
):
    user = request.getfixturevalue(face)
    client.force_login(user)
    page = {
        "staff": f"/verwaltung/unterschriften/{printed.code}/",
        "leader": f"/kursleitung/{past_course.slug}/unterschriften/{printed.code}/",
    }[face]
    shown = client.get(page)
    assert [line.name for line in shown.context["entry"].lines] == ["Ada A", "Bea B", "Cem C"]
    letters = {f"letter-{person.pk}": letter for person, letter in zip(people, "den", strict=True)}
    answer = client.post(page, sent(shown, page, **letters))
    assert answer.url == page
    assert [str(said) for said in get_messages(answer.wsgi_request)] == [
        f"{printed.day}: Gespeichert: 1 da, 1 entschuldigt, 1 nicht da."
    ]
    assert {row.noted_by for row in Attendance.objects.all()} == {user}


def test_a_bad_letter_comes_back_in_its_field(as_staff, printed, people):
    page = f"/verwaltung/unterschriften/{printed.code}/"
    answer = as_staff.post(page, {f"letter-{people[0].pk}": "x"})
    assert answer.status_code == 422
    assert answer.content.decode().count("Bitte schreiben Sie d, e oder n.") == 2
    assert answer.content.decode().count('value="x" maxlength="12"') == 1


def test_a_list_costs_the_same_queries_for_one_and_for_many(
    as_staff, printed, past_course, make_registration, django_assert_num_queries
):
    page = f"/verwaltung/unterschriften/{printed.code}/"
    as_staff.get(page)
    with django_assert_num_queries(6):
        as_staff.get(page)
    for number in range(8):
        make_registration(f"Person {number}", course=past_course)
    page = f"/verwaltung/unterschriften/{list_of(printed.day, None).code}/"
    with django_assert_num_queries(6):
        as_staff.get(page)
