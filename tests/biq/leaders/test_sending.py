"""What the scripts of the sheet ask: who is logged in, what is stored, and to store marks."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from participants.models import Attendance, Mark

SEND = "/kursleitung/vegesack-2026/anwesenheit/senden/"
JSON = "application/json"


def mark(day, person, value="present", seen="", **values):
    key = {"id": str(uuid4()), "day": day.pk, "registration": person.pk}
    return {**key, "value": value, "seen": seen, "at": "", **values}


def send(client, *marks, address=SEND, **headers):
    body = json.dumps({"marks": marks})
    return client.post(address, body, content_type=JSON, headers={"Accept": JSON, **headers})


def test_marks_get_answers_in_their_order(day, enrol, enter, as_leader, other_leader):
    ada, bo = enrol("Ada", "Bo")
    enter(day, (bo, Mark.ABSENT), by=other_leader)
    first, second = mark(day, ada), mark(day, bo)
    answer = send(as_leader, first, second, {"id": "x"}).json()
    assert [(one["id"], one["state"]) for one in answer["answers"]] == [
        (first["id"], "stored"),
        (second["id"], "conflict"),
        ("x", "refused"),
    ]


def test_five_hundred_marks_get_five_hundred_answers_and_more_none(day, enrol, as_leader):
    day.block.course.capacity = 50
    day.block.course.save()
    people = enrol(*(f"Person {number}" for number in range(50)))
    marks = [
        mark(day, one, "" if turn % 2 else "present", "present" if turn % 2 else "")
        for turn in range(10)
        for one in people
    ]
    states = [one["state"] for one in send(as_leader, *marks).json()["answers"]]
    assert states == ["stored"] * 500
    answer = send(as_leader, *marks, mark(day, people[0]))
    assert (answer.status_code, answer.json()) == (
        413,
        {"reason": "Das ist zu viel auf einmal. Das Höchste ist 500."},
    )


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "7", '{"marks": {}}', '{"marks": null}', "[" * 9999]
)
def test_what_is_no_list_of_marks_is_refused(body, past_course, as_leader):
    answer = as_leader.post(SEND, body, content_type=JSON)
    assert (answer.status_code, answer.json()["reason"]) == (
        400,
        "Das ist keine Liste von Einträgen.",
    )


def test_without_a_login_the_answer_is_for_scripts_too(past_course, client):
    for answer in (send(client), client.get("/kursleitung/ausweis.json", headers={"Accept": JSON})):
        assert (answer.status_code, answer.json()) == (
            401,
            {"reason": "Bitte melden Sie sich wieder an."},
        )


def test_an_old_token_is_refused_and_the_fresh_one_is_taken(day, enrol, leader):
    (ada,) = enrol("Ada")
    client = Client(enforce_csrf_checks=True)
    client.force_login(leader)
    refused = send(client, mark(day, ada), **{"X-CSRFToken": "x" * 64})
    assert (refused.status_code, refused.json(), Attendance.objects.count()) == (
        403,
        {"reason": "token"},
        0,
    )
    known = client.get("/kursleitung/ausweis.json").json()
    assert known["user"] == leader.pk
    stored = send(client, mark(day, ada), **{"X-CSRFToken": known["token"]})
    assert (stored.status_code, Attendance.objects.count()) == (200, 1)


def test_the_state_names_who_noted_what(day, enrol, enter, as_leader, leader):
    ada, bo = enrol("Ada", "Bo")
    enter(day, (ada, Mark.EXCUSED))
    state = as_leader.get(f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/stand.json").json()
    at = timezone.localtime(Attendance.objects.get().noted_at)
    assert (state["user"], state["people"]) == (leader.pk, [ada.pk, bo.pk])
    assert state["marks"] == {
        str(ada.pk): {"value": "excused", "by": "Lea Leit", "at": f"um {at:%H:%M} Uhr"}
    }


def test_a_page_says_for_whom_and_until_when_it_may_be_kept(day, as_leader, leader):
    page = as_leader.get(f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/")
    until = timezone.localdate() + timedelta(days=7)
    assert (page["X-Kept-For"], page["X-Kept-Until"]) == (str(leader.pk), until.isoformat())
    day.move(timezone.localdate() + timedelta(days=10))
    page = as_leader.get(f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/")
    assert page["X-Kept-Until"] == (until + timedelta(days=10)).isoformat()
    course = as_leader.get("/kursleitung/vegesack-2026/")
    assert "X-Kept-For" not in course


def test_a_page_with_news_is_not_kept(day, as_leader):
    address = f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/"
    as_leader.post(f"{address}gast/", {"name": "Gast Muster"})
    assert ["X-Kept-For" in as_leader.get(address) for _time in range(2)] == [False, True]


def test_the_script_may_connect_to_us_and_serves_only_this_face(as_leader):
    script = as_leader.get("/kursleitung/dienst.js")
    assert script["Content-Type"] == "text/javascript; charset=utf-8"
    policy = script["Content-Security-Policy"].split("; ")
    assert {"connect-src 'self'", "worker-src 'self'"} <= set(policy)


GET_AND_POST = {
    "": "get",
    "tag/{day}/": "get",
    "anwesenheit/{day}/": "get post",
    "anwesenheit/{day}/stand.json": "get",
    "anwesenheit/senden/": "post",
    "anwesenheit/{day}/gast/": "post",
    "anwesenheit/{day}/gast/1/weg/": "post",
    "anwesenheit/{day}/platz/{person}/": "post",
}
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


@pytest.mark.parametrize("path", GET_AND_POST)
def test_a_foreign_course_is_like_one_that_does_not_exist(path, day, enrol, client, other_leader):
    (ada,) = enrol("Ada")
    client.force_login(other_leader)
    address = path.format(day=day.pk, person=ada.pk)

    def statuses(slug):
        there = f"/kursleitung/{slug}/{address}"
        return {method: getattr(client, method)(there).status_code for method in METHODS}

    found = statuses("vegesack-2026")
    assert found == statuses("gibt-es-nicht")
    assert {method: found[method] for method in GET_AND_POST[path].split()} == dict.fromkeys(
        GET_AND_POST[path].split(), 404
    )
