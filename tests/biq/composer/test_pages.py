"""The programme of a course on one block_page, and each block on its own."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from courses.models import Course, CourseStatus, ItemKind


def text_of(answer):
    html = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_the_block_shows_each_day_with_the_times_of_its_items(
    course, as_leader, block_page, add_item, leader
):
    first, second = course.days()[:2]
    add_item(first, "Ankommen", 30, room="Foyer", material="Schilder", responsible=leader)
    add_item(first, kind=ItemKind.LUNCH)
    add_item(second, "Rückblick", 45)
    text = text_of(as_leader.get(block_page))
    for words in (
        "10:00–10:30 Ankommen",
        "Leitet an: Lea Leit Raum: Foyer · Material: Schilder",
        "10:30–11:30 Mittagessen",
        "10:00–10:45 Rückblick",
    ):
        assert text.count(words) == 1, words


def test_a_contribution_stands_in_the_order_with_its_state(
    course, as_leader, block_page, add_item, contribute
):
    day = course.days()[0]
    contribute(item=add_item(day, kind=ItemKind.CONTRIBUTION), day=day, state="agreed")
    add_item(day, kind=ItemKind.CONTRIBUTION)
    text = text_of(as_leader.get(block_page))
    assert text.count("10:00–11:00 Verein Probe: Rundgang zugesagt") == 1
    assert text.count("11:00–12:00 Beitrag noch kein Partner") == 1
    assert text.count(f"im Ablauf am {day}") == 1


def test_the_programme_shows_all_blocks_and_what_has_no_place_yet(
    course, as_leader, add_item, contribute
):
    contribute()
    add_item(course.days()[11], "Abschied", 360)
    answer = as_leader.get(f"/kursleitung/{course.slug}/programm/")
    text = text_of(answer)
    assert len(answer.context["board"].blocks) == 6
    assert text.count("Noch ohne Platz: Verein Probe: Rundgang (angefragt)") == 1
    assert text.count("10:00 Abschied") == 1
    assert text.count("Noch kein Ablauf.") == 11


def test_staff_see_the_same_at_their_own_address(course, as_staff, add_item):
    add_item(course.days()[0], "Ankommen")
    answer = as_staff.get(f"/verwaltung/kurse/{course.slug}/programm/1/")
    assert text_of(answer).count("10:00–11:00 Ankommen") == 1
    assert f'href="/verwaltung/kurse/{course.slug}/programm/2/"' in answer.content.decode()
    assert "/kursleitung/" not in answer.content.decode()


def test_a_block_that_there_is_not_is_not_found(course, as_leader):
    assert as_leader.get(f"/kursleitung/{course.slug}/programm/7/").status_code == 404


@pytest.mark.parametrize("status", [CourseStatus.COMPLETED, CourseStatus.CANCELLED])
def test_the_programme_of_a_course_that_is_over_is_only_read(
    course, as_leader, block_page, add_item, status
):
    add_item(course.days()[0], "Ankommen")
    Course.objects.filter(pk=course.pk).update(status=status)
    html = as_leader.get(block_page).content.decode()
    assert html.count("An seinem Programm ändert sich nichts mehr.") == 1
    assert html.count("<form") == 1  # logging out
    assert html.count("status-attention") == 0


def test_a_cancelled_day_says_when_its_substitute_is(course, as_leader, block_page):
    first = course.days()[0]
    first.cancel()
    first.substitute_on(first.date + timedelta(3))
    text = text_of(as_leader.get(block_page))
    assert text.count("Dieser Tag fällt aus. Ersatz: ") == 1
    assert text.count(f"Ersatz für den {first}") == 1


def fill(course, add_item, items):
    for day in course.days():
        for number in range(items):
            add_item(day, f"Punkt {number}", 45)


@pytest.mark.parametrize(("face", "expected"), [("leaders", 15), ("staff", 15)])
def test_one_item_a_day_and_seven_cost_the_same_queries(
    course, client, leader, staff, add_item, contribute, django_assert_num_queries, face, expected
):
    client.force_login(leader if face == "leaders" else staff)
    prefix = "/kursleitung/" if face == "leaders" else "/verwaltung/kurse/"
    address = f"{prefix}{course.slug}/programm/"
    day = course.days()[0]
    contribute(item=add_item(day, kind=ItemKind.CONTRIBUTION), day=day)
    fill(course, add_item, 1)
    client.get(address)
    with django_assert_num_queries(expected):
        client.get(address)
    fill(course, add_item, 6)
    for number in range(8):
        contribute(f"Thema {number}")
    with django_assert_num_queries(expected):
        client.get(address)


def test_a_block_costs_the_same_queries_however_much_is_in_it(
    course, as_leader, block_page, add_item, contribute, django_assert_num_queries
):
    day = course.days()[0]
    contribute(item=add_item(day, kind=ItemKind.CONTRIBUTION), day=day)
    as_leader.get(block_page)
    with django_assert_num_queries(18):
        as_leader.get(block_page)
    fill(course, add_item, 7)
    for number in range(8):
        contribute(f"Thema {number}")
    with django_assert_num_queries(18):
        as_leader.get(block_page)


def test_the_course_leads_to_its_programme(course, as_leader, as_staff):
    html = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    assert html.count(f'href="/verwaltung/kurse/{course.slug}/programm/"') == 1


def test_nothing_is_told_before_anything_happens(course, as_leader, block_page):
    assert list(get_messages(as_leader.get(block_page).wsgi_request)) == []
