import pytest

from courses.models import Course
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


def test_without_the_wish_partners_stay_behind(as_staff, course, contributions):
    assert copied(as_staff, course) == []
