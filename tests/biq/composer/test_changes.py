"""Who changed what in a block is told in sentences, the newest first."""

import pytest

from biq.composer.changes import MOST, changes
from courses import item_order
from courses.models import ItemKind
from partners import contribution_slots
from partners.models import ContributionState


def told(block):
    return [change.text.replace("\N{NO-BREAK SPACE}", " ") for change in changes(block)]


@pytest.fixture
def days(course):
    return course.days()[:2]


def test_each_change_of_an_item_has_its_sentence(block, days, add_item, leader):
    first, second = days
    a, b = add_item(first, "Vortrag", 30), add_item(first, kind=ItemKind.LUNCH)
    a.minutes, a.room, a.responsible = 45, "Saal", leader
    a.save()
    item_order.move_before(b, a.pk)
    item_order.move_to_day(a, second)
    item_order.remove(b)
    assert told(block) == [
        "„Mittagessen“ entfernt.",
        f"„Vortrag“ auf den {second} gelegt.",
        "„Mittagessen“ verschoben.",
        "„Vortrag“: Minuten 45 statt 30, Anleitung „Lea Leit“ statt nichts,"
        " Raum „Saal“ statt nichts.",
        f"„Mittagessen“ neu am {first}, 60 Minuten.",
        f"„Vortrag“ neu am {first}, 30 Minuten.",
    ]


def test_each_change_of_a_contribution_has_its_sentence(block, days, contribute):
    contribution = contribute()
    contribution_slots.plan(contribution, days[0], 45)
    contribution_slots.become(contribution, ContributionState.AGREED)
    contribution_slots.take_out(contribution)
    name = "Beitrag „Verein Probe: Rundgang“"
    assert [text for text in told(block) if text.startswith("Beitrag")] == [
        f"{name} ohne Platz im Ablauf.",
        f"{name}: zugesagt.",
        f"{name} am {days[0]} eingeplant.",
        f"{name}: angefragt.",
    ]


def test_topic_and_goals_are_named_and_not_quoted(block):
    block.topic, block.goals = "Neu", "Auch neu"
    block.save()
    assert told(block) == ["Thema und Ziele geändert."]


def test_the_last_twenty_are_told_with_who_and_when(as_leader, block_page, block, days, leader):
    for number in range(MOST + 2):
        as_leader.post(
            f"{block_page}tage/{days[0].pk}/punkt/",
            {"kind": "walk", "title": f"Gang {number}", "minutes": "5"},
        )
    found = changes(block)
    assert (len(found), {change.by for change in found}) == (20, {"Lea Leit"})
    assert found[0].text.startswith("„Gang 21“ neu am ")
    html = as_leader.get(block_page).content.decode()
    assert html.count("<small>Lea Leit, ") == 20


def test_other_blocks_have_changes_of_their_own(course, block, add_item):
    add_item(course.days()[2], "Woanders")
    assert told(block) == []
