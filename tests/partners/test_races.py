"""Two who compose one block in the same moment: nothing is doubled, and nobody waits for ever."""

import pytest

from courses import item_order
from courses.models import ProgrammeItem
from partners import contribution_slots
from partners.models import Contribution, Partner
from tests.courses.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_contribution_that_is_planned_twice_at_once_has_one_place(course):
    first, second = course.days()[:2]
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    contribution = Contribution.objects.create(partner=partner, block=first.block)
    at_once(
        lambda: contribution_slots.plan(contribution, first, 60),
        lambda: contribution_slots.plan(contribution, second, 60),
    )
    item = ProgrammeItem.objects.get()
    contribution.refresh_from_db()
    assert (contribution.item, contribution.day) == (item, item.day)


def test_items_that_two_add_and_move_at_once_stand_in_one_order(course):
    day = course.days()[0]
    a, b = (
        item_order.append(ProgrammeItem(day=day, title=name, minutes=10)) for name in ("A", "B")
    )
    at_once(
        lambda: item_order.append(ProgrammeItem(day=day, title="C", minutes=10)),
        lambda: item_order.append(ProgrammeItem(day=day, title="D", minutes=10)),
        lambda: item_order.move_after(a, b.pk),
        lambda: item_order.move_before(b, a.pk),
    )
    assert sorted(item.title for item in day.items.all()) == ["A", "B", "C", "D"]
    assert list(day.items.values_list("position", flat=True)) == [0, 1, 2, 3]
