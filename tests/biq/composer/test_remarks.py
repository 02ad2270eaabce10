"""Gaps and clashes are named at what they are about."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from biq.composer.board import board
from courses.models import SchoolHoliday
from participants.models import Registration
from partners.models import Contribution, Invitation, Partner

UNKNOWN = "Ob Schulferien sind, ist noch nicht geprüft: Sie sind noch nicht eingetragen."


@pytest.fixture
def course(make_course):
    """A course on dates without public holidays; school holidays are known, and far away."""
    first_day = date(timezone.localdate().year + 1, 2, 2)
    SchoolHoliday.objects.create(
        name="Weit weg",
        first_day=first_day + timedelta(400),
        last_day=first_day + timedelta(401),
    )
    return make_course("kurs", first_day)


def said(course, number=None):
    """Return the texts about the course, and about the first block."""
    found = board(course, number)
    texts = [remark.text for remark in [*found.remarks, *found.blocks[0].every_remark]]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def about(texts, word):
    return [text for text in texts if word in text]


def test_school_holidays_that_nobody_wrote_down_were_not_checked(course):
    assert about(said(course), "Schulferien") == []
    SchoolHoliday.objects.all().delete()
    assert about(said(course), "Schulferien") == [UNKNOWN]
    assert about(said(course, 1), "Schulferien") == []


def test_a_venue_with_steps_is_named_when_somebody_wrote_down_a_need(
    course, venue, make_registration
):
    venue.step_free = "no"
    venue.save()
    make_registration("Ada")
    assert about(said(course), "Stufen") == []
    make_registration("Bo", answers={"needs": "Ich komme mit Rollator."})
    first, second = course.days()[:2]
    where = f"Bürgerhaus Probe ({first.date:%d.%m.}, {second.date:%d.%m.})"
    assert about(said(course), "Stufen") == [
        f"{where} ist nur über Stufen zu erreichen. Eine Person im Kurs hat aufgeschrieben,"
        " was sie braucht. Bitte prüfen Sie, ob der Ort passt."
    ]
    make_registration("Cem", answers={"needs": "Ich brauche Platz."})
    assert (
        "2 Menschen im Kurs haben aufgeschrieben, was sie brauchen."
        in about(said(course), "Stufen")[0]
    )


def test_who_left_the_course_needs_nothing_any_more(course, venue, make_registration):
    venue.step_free = "partly"
    venue.save()
    registration = make_registration("Bo", answers={"needs": "Ich komme mit Rollator."})
    Registration.objects.get(pk=registration.pk).withdraw()
    assert about(said(course), "Stufen") == []


def test_two_courses_at_one_venue_are_named(course, make_course):
    other = make_course("walle-2027", course.days()[0].date)
    other.leaders.clear()
    day = other.days()[0]
    assert about(said(course, 1), "auch hier")[:1] == [
        f"„{other}“ ist am {day} von 10:00 bis 16:00 Uhr auch hier: Bürgerhaus Probe."
    ]


def test_nothing_is_named_about_days_that_are_over(past_course):
    assert [said(past_course), said(past_course, 1)] == [[], []]


def test_each_remark_stands_at_its_day(course, add_item):
    first, second = course.days()[:2]
    add_item(first, "Lang", 420)
    add_item(second, "Passt", 360)
    plan = board(course, 1).blocks[0]
    assert [[remark.text for remark in day.remarks] for day in plan.days] == [
        [
            f"{first.date:%d.%m.}: „Lang“ endet um 17:00 Uhr, 1 Stunde nach dem"
            " Ende des Kurstags um 16:00 Uhr."
        ],
        [],
    ]


def test_a_venue_with_steps_is_named_when_a_partner_needs_none(course, venue):
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    day = course.days()[0]
    one = Contribution.objects.create(partner=partner, block=day.block, day=day)
    Invitation.objects.create(contribution=one, needs_step_free=True)
    assert about(said(course), "ohne Stufen") == []
    venue.step_free = "no"
    venue.save()
    assert about(said(course), "ohne Stufen") == [
        "Verein Probe braucht einen Weg ohne Stufen."
        f" Bürgerhaus Probe ({day.date:%d.%m.}) ist nur über Stufen zu erreichen."
    ]
    day.cancel()
    assert about(said(course), "ohne Stufen") == []
