"""Leaders write items down, change them, and move them with buttons."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from backoffice.forms import carry_out
from biq.composer.forms import ItemForm
from courses.models import Course, CourseStatus, ItemKind, ProgrammeItem
from partners.models import Contribution
from tests.sent_form import sent

NEW = {"kind": "walk", "title": "Rundgang", "minutes": "1:30", "starts": "10 Uhr 30"}


@pytest.fixture
def day(course):
    return course.days()[0]


def titles(day):
    return [item.title for item in day.items.all()]


def test_an_item_is_written_down_as_people_write(as_leader, block_page, day, leader, told):
    address = f"{block_page}tage/{day.pk}/punkt/"
    typed = {**NEW, "responsible": leader.pk, "room": " Saal  1 ", "material": "Seil"}
    answer = as_leader.post(address, typed, follow=True)
    item = ProgrammeItem.objects.get()
    assert told(answer) == ["„Rundgang“ ist im Ablauf."]
    assert answer.redirect_chain == [(f"{block_page}#tag-{day.pk}", 302)]
    assert (item.day, item.kind, item.minutes, item.starts) == (day, "walk", 90, time(10, 30))
    assert (item.responsible, item.room, item.material) == (leader, "Saal 1", "Seil")
    assert item.history.get().history_user == leader


def test_sent_twice_it_is_one_item(as_leader, block_page, day, told):
    address = f"{block_page}tage/{day.pk}/punkt/"
    form = as_leader.get(address).context["form"]
    typed = {**NEW, "key": form["key"].value()}
    as_leader.post(address, typed)
    answer = as_leader.post(address, typed, follow=True)
    assert told(answer)[-1].startswith("Das ist schon gespeichert.")
    assert ProgrammeItem.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"starts": "halb elf"},
            {"starts": ["Meinen Sie 10:30 Uhr? Dann schreiben Sie bitte 10:30."]},
        ),
        (
            {"minutes": ""},
            {"minutes": ["Bitte schreiben Sie auf, wie lange es dauert, zum Beispiel 45."]},
        ),
        (
            {"minutes": "0"},
            {"minutes": ["Bitte schreiben Sie auf, wie lange es dauert, zum Beispiel 45."]},
        ),
    ],
)
def test_a_refused_item_keeps_what_was_typed(as_leader, block_page, day, typed, errors):
    answer = as_leader.post(f"{block_page}tage/{day.pk}/punkt/", {**NEW, **typed})
    form = answer.context["form"]
    found = {
        name: [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]
        for name, texts in form.errors.items()
    }
    assert (answer.status_code, found, form["title"].value()) == (422, errors, "Rundgang")
    assert "<title>Fehler: " in answer.content.decode()


def test_only_a_leader_of_the_course_is_responsible(as_leader, block_page, day, other_leader):
    typed = {**NEW, "responsible": other_leader.pk}
    answer = as_leader.post(f"{block_page}tage/{day.pk}/punkt/", typed)
    assert list(answer.context["form"].errors) == ["responsible"]


def test_a_changed_item_moves_what_follows(as_leader, block_page, day, add_item, leader):
    item = add_item(day, "Vortrag", 60)
    add_item(day, "Pause", 15)
    address = f"{block_page}punkte/{item.pk}/"
    as_leader.post(address, sent(as_leader.get(address), minutes="75"))
    item.refresh_from_db()
    assert item.minutes == 75
    assert "11:15–11:30" in as_leader.get(block_page).content.decode()
    assert [row.history_user for row in item.history.all()] == [leader, None]


def test_two_who_change_one_field_see_both_values(as_leader, block_page, day, add_item):
    item = add_item(day, "Vortrag", 60, room="Saal")
    address = f"{block_page}punkte/{item.pk}/"
    page = as_leader.get(address)
    ProgrammeItem.objects.filter(pk=item.pk).update(room="Küche", material="Beamer")
    answer = as_leader.post(address, sent(page, room="Foyer"))
    assert answer.status_code == 409
    assert list(answer.context["form"].conflicts) == ["room"]
    assert as_leader.post(address, sent(answer)).status_code == 302
    item.refresh_from_db()
    assert (item.room, item.material) == ("Foyer", "Beamer")


def test_buttons_move_an_item_once_however_often_they_are_pressed(
    as_leader, block_page, day, add_item, told
):
    a, b, c = (add_item(day, name) for name in "ABC")
    for _click in range(2):
        answer = as_leader.post(f"{block_page}punkte/{c.pk}/hoch/", {"vor": b.pk}, follow=True)
    assert told(answer)[-1] == f"„C“ beginnt jetzt am {day} um 11:00 Uhr."
    assert answer.redirect_chain == [(f"{block_page}#punkt-{c.pk}", 302)]
    as_leader.post(f"{block_page}punkte/{a.pk}/runter/", {"nach": c.pk})
    assert titles(day) == ["C", "A", "B"]


@pytest.mark.parametrize("vor", [None, "", "x", "9" * 30, "0"])
def test_moving_nowhere_moves_nothing(as_leader, block_page, day, add_item, vor):
    a, _b = (add_item(day, name) for name in "AB")
    data = {} if vor is None else {"vor": vor}
    assert as_leader.post(f"{block_page}punkte/{a.pk}/hoch/", data).status_code == 302
    assert titles(day) == ["A", "B"]


def test_on_the_other_day_the_contribution_goes_along(
    as_leader, block_page, course, day, add_item, contribute
):
    other = course.days()[1]
    item = add_item(day, kind=ItemKind.CONTRIBUTION)
    contribution = contribute(item=item, day=day)
    as_leader.post(f"{block_page}punkte/{item.pk}/anderer-tag/", {"tag": other.pk})
    item.refresh_from_db()
    contribution.refresh_from_db()
    assert (item.day, contribution.day) == (other, other)


def test_a_day_of_another_block_is_nowhere(as_leader, block_page, course, day, add_item):
    item = add_item(day, "A")
    foreign = course.days()[2]
    as_leader.post(f"{block_page}punkte/{item.pk}/anderer-tag/", {"tag": foreign.pk})
    assert titles(day) == ["A"]


def test_what_is_removed_leaves_its_contribution_without_a_place(
    as_leader, block_page, day, add_item, contribute, told
):
    item = add_item(day, "Vortrag")
    contribute(item=item, day=day)
    address = f"{block_page}punkte/{item.pk}/entfernen/"
    first = as_leader.post(address, follow=True)
    second = as_leader.post(address, follow=True)
    assert told(first) == ["„Vortrag“ ist nicht mehr im Ablauf."]
    assert told(second) == ["Diesen Programmpunkt gibt es nicht mehr."]
    assert Contribution.objects.get().item is None


def test_topic_and_goals_are_changed(as_leader, block_page, block, leader):
    address = f"{block_page}thema/"
    as_leader.post(address, sent(as_leader.get(address), goals="Alle kennen das Ortsamt."))
    block.refresh_from_db()
    assert block.goals == "Alle kennen das Ortsamt."
    assert block.history.first().history_user == leader


def test_nothing_changes_in_a_course_that_is_over(as_leader, block_page, course, day, add_item):
    a, b = (add_item(day, name) for name in "AB")
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    as_leader.post(f"{block_page}punkte/{b.pk}/hoch/", {"vor": a.pk})
    as_leader.post(f"{block_page}punkte/{b.pk}/entfernen/")
    refused = [
        as_leader.post(f"{block_page}tage/{day.pk}/punkt/", NEW).status_code,
        as_leader.post(f"{block_page}punkte/{a.pk}/", {"minutes": 5, "kind": "walk"}).status_code,
        as_leader.post(f"{block_page}thema/", {"goals": "Neu"}).status_code,
    ]
    assert (refused, titles(day)) == ([422, 422, 422], ["A", "B"])


def test_items_of_another_block_are_not_there(as_leader, course, block_page, add_item):
    foreign = add_item(course.days()[2], "Fremd")
    address = f"{block_page}punkte/{foreign.pk}/"
    codes = [
        as_leader.get(address).status_code,
        as_leader.post(address, NEW).status_code,
        as_leader.post(f"{address}entfernen/").status_code,
        as_leader.post(f"{address}hoch/", {"vor": foreign.pk}).status_code,
        as_leader.get(f"{block_page}tage/{course.days()[2].pk}/punkt/").status_code,
    ]
    assert codes == [404] * 5


def test_an_item_that_is_removed_in_this_moment_is_refused_with_a_sentence(day, add_item):
    item = add_item(day, "Rundgang")
    form = ItemForm({"kind": "walk", "minutes": "30"}, instance=item, day=day)
    ProgrammeItem.objects.filter(pk=item.pk).delete()
    assert carry_out(form, form.act, (ValidationError,)) is None
    assert form.non_field_errors() == ["Das hat inzwischen jemand entfernt."]
