"""The running order of a day that falls out goes to its substitute, and comes back with the day."""

from datetime import timedelta

import pytest

from courses.models import ItemKind, ProgrammeItem
from participants.course_changes import day_changes
from partners.models import Contribution, Partner

WEEK = timedelta(weeks=1)


@pytest.fixture
def day(course):
    """A day with a contribution in its place, and one that names only the day."""
    day = course.days()[2]
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="other")
    ProgrammeItem.objects.create(day=day, title="Ankommen", minutes=30)
    item = ProgrammeItem.objects.create(day=day, kind=ItemKind.CONTRIBUTION, minutes=60, position=1)
    Contribution.objects.create(partner=partner, block=day.block, day=day, item=item)
    Contribution.objects.create(partner=partner, block=day.block, day=day, topic="Vortrag")
    return day


def programme(day):
    contributions = day.contributions.order_by("pk")
    return (
        [str(item) for item in day.items.all()],
        [one.item and one.item.day for one in contributions],
    )


def test_the_substitute_takes_everything_over(day):
    substitute = day_changes.replace(day, day.date + WEEK)
    assert programme(day) == ([], [])
    assert programme(substitute) == (["Ankommen", "Beitrag"], [substitute, None])


def test_a_substitute_that_is_planned_later_takes_it_over_too(day):
    day_changes.cancel(day)
    assert programme(day) == (["Ankommen", "Beitrag"], [day, None])
    substitute = day_changes.substitute(day, day.date + WEEK)
    assert programme(substitute) == (["Ankommen", "Beitrag"], [substitute, None])


def test_taken_back_the_day_has_its_programme_again(day):
    day_changes.replace(day, day.date + WEEK)
    day_changes.take_back(day)
    assert programme(day) == (["Ankommen", "Beitrag"], [day, None])


def test_a_moved_day_keeps_its_programme(day):
    day_changes.move(day, day.date + timedelta(days=3), day.starts, day.ends)
    assert programme(day) == (["Ankommen", "Beitrag"], [day, None])
