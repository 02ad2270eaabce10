"""A block, or some of its items, comes along from an earlier course."""

import pytest

from courses.models import ItemKind, ProgrammeItem
from partners.models import Contribution
from tests.sent_form import sent


@pytest.fixture
def earlier(make_course, partner, add_item, leader):
    """The first block of an earlier course, with a contribution in its place and one without."""
    course = make_course("vegesack-2026")
    first, second = course.days()[:2]
    block = course.blocks.get(number=1)
    add_item(first, "Ankommen", 30, responsible=leader, room="Saal")
    item = add_item(first, kind=ItemKind.CONTRIBUTION, minutes=45)
    add_item(second, "Rückblick", 20)
    Contribution.objects.create(
        partner=partner, block=block, topic="Rundgang", item=item, day=first, state="held"
    )
    Contribution.objects.create(partner=partner, block=block, topic="Vortrag", state="agreed")
    Contribution.objects.create(partner=partner, block=block, topic="Nein", state="declined")
    return block


@pytest.fixture
def address(block_page, earlier):
    return f"{block_page}uebernehmen/?quelle={earlier.pk}"


def items(block):
    rows = ProgrammeItem.objects.filter(day__block=block).order_by("day__date", "position")
    return [(item.day, str(item), item.minutes) for item in rows]


def contributions(block):
    rows = block.contributions.order_by("pk")
    return [(one.topic, one.state, one.day, one.item and str(one.item)) for one in rows]


def test_everything_comes_along_and_partners_are_asked_again(
    as_leader, address, block, course, leader
):
    answer = as_leader.post(address, sent(as_leader.get(address)))
    assert answer.status_code == 302
    first, second = course.days()[:2]
    assert items(block) == [
        (first, "Ankommen", 30),
        (first, "Beitrag", 45),
        (second, "Rückblick", 20),
    ]
    assert contributions(block) == [
        ("Rundgang", "asked", first, "Beitrag"),
        ("Vortrag", "asked", None, None),
    ]
    arrival = ProgrammeItem.objects.get(title="Ankommen", day=first)
    assert (arrival.responsible, arrival.room) == (leader, "Saal")


def test_sent_twice_it_comes_along_once(as_leader, address, block, told):
    typed = sent(as_leader.get(address))
    as_leader.post(address, typed)
    assert told(as_leader.post(address, typed, follow=True))[-1].startswith(
        "Das ist schon gespeichert."
    )
    assert (len(items(block)), len(contributions(block))) == (3, 2)


def test_single_items_go_to_the_end_of_the_day(as_leader, address, block, course, add_item):
    first = course.days()[0]
    add_item(first, "Schon da")
    chosen = ProgrammeItem.objects.get(title="Ankommen").pk
    as_leader.post(address, sent(as_leader.get(address), items=[chosen], contributions=None))
    assert items(block) == [(first, "Schon da", 60), (first, "Ankommen", 30)]
    assert contributions(block) == []


def test_a_partner_who_is_asked_for_it_already_is_not_asked_twice(
    as_leader, address, block, contribute
):
    contribute("Vortrag", state="agreed")
    as_leader.post(address, sent(as_leader.get(address)))
    assert [topic for topic, *_ in contributions(block)] == ["Vortrag", "Rundgang"]


def test_leaders_take_over_from_their_own_courses_only(
    client, as_leader, earlier, address, block_page, other_leader, course, staff
):
    earlier.course.leaders.set([other_leader])
    page = as_leader.get(f"{block_page}uebernehmen/")
    assert page.context["sources"] == {}
    assert as_leader.get(address).status_code == 404
    assert as_leader.post(address, {"quelle": earlier.pk}).status_code == 404
    client.force_login(staff)
    page = client.get(f"/verwaltung/kurse/{course.slug}/programm/1/uebernehmen/")
    assert page.context["sources"] == {str(earlier.course): [earlier]}


@pytest.mark.parametrize("key", ["", "x", "9" * 30])
def test_without_a_block_there_is_only_the_choice(as_leader, block_page, earlier, key):
    answer = as_leader.post(f"{block_page}uebernehmen/", {"quelle": key})
    assert (answer.status_code, answer.context["source"]) == (200, None)
