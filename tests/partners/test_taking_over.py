import pytest

from courses.models import Course, ProgrammeItem
from partners import removal
from partners.models import Contribution, Partner


@pytest.fixture
def contributions(course):
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    for number, state in ((1, "agreed"), (2, "held"), (3, "declined"), (4, "asked")):
        block = course.blocks.get(number=number)
        Contribution.objects.create(
            partner=partner,
            block=block,
            day=block.days.first(),
            topic=f"Thema {number}",
            state=state,
        )


def copied(client, course, **typed):
    values = {"district": course.district_id, "first_day": "2028-01-10", **typed}
    client.post(f"/verwaltung/kurse/{course.slug}/kopieren/", values)
    new = Course.objects.get(slug="hemelingen-2028")
    found = Contribution.objects.filter(block__course=new).order_by("pk")
    return list(found.values_list("block__number", "topic", "state", "day"))


def test_partners_are_asked_again_where_staff_want_it(as_staff, course, contributions):
    assert copied(as_staff, course, with_partners="on") == [
        (1, "Thema 1", "asked", None),
        (2, "Thema 2", "asked", None),
        (4, "Thema 4", "asked", None),
    ]
    assert Contribution.objects.filter(block__course=course).count() == 4


def test_who_asked_to_be_forgotten_is_not_asked_again(as_staff, course, contributions):
    removal.forget_partner(Partner.objects.get())
    assert copied(as_staff, course, with_partners="on") == []


def test_without_the_wish_partners_stay_behind(as_staff, course, contributions):
    assert copied(as_staff, course) == []


@pytest.fixture
def with_order(course, leader):
    """A course whose first day has an item for everybody and one of a partner."""
    day = course.days()[0]
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    ProgrammeItem.objects.create(
        day=day, title="Ankommen", minutes=30, responsible=leader, room="Saal"
    )
    item = ProgrammeItem.objects.create(day=day, kind="contribution", minutes=60, position=1)
    Contribution.objects.create(
        partner=partner, block=day.block, day=day, item=item, topic="Rundgang", state="held"
    )
    return course


def orders(course):
    rows = ProgrammeItem.objects.filter(day__block__course=course).order_by("position")
    return [(str(item), item.minutes, item.room, str(item.responsible or "")) for item in rows]


def test_running_orders_come_along_where_staff_want_it(as_staff, with_order):
    found = copied(as_staff, with_order, with_partners="on", with_running_orders="on")
    new = Course.objects.get(slug="hemelingen-2028")
    day = new.days()[0]
    assert found == [(1, "Rundgang", "asked", day.pk)]
    assert Contribution.objects.get(block__course=new).item.day == day
    assert orders(new) == [("Ankommen", 30, "Saal", ""), ("Beitrag", 60, "", "")]


def test_who_leads_the_copy_too_stays_responsible(as_staff, with_order):
    copied(as_staff, with_order, with_leaders="on", with_running_orders="on")
    new = Course.objects.get(slug="hemelingen-2028")
    assert orders(new)[0] == ("Ankommen", 30, "Saal", "Lea Leit")
    assert new.blocks.get(number=1).contributions.count() == 0


def test_without_the_wish_running_orders_stay_behind(as_staff, with_order):
    copied(as_staff, with_order, with_partners="on")
    assert orders(Course.objects.get(slug="hemelingen-2028")) == []
