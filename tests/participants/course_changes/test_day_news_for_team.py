"""Leaders and the partners of a day hear of its changes too."""

import pytest

from correspondence.models import Message
from courses.formatting import long_date
from participants.course_changes import day_changes
from partners.models import ContactPerson, Contribution, Partner
from tests.participants.course_changes.news import WEEK, lines, move


@pytest.fixture
def partner(course):
    partner = Partner.objects.create(name="Ortsamt Probe", world="professional", kind="other")
    block = course.days()[2].block
    Contribution.objects.create(partner=partner, block=block, day=course.days()[2], state="agreed")
    return partner


def team():
    found = Message.objects.filter(occasion="days_for_team", state="open").order_by("pk")
    return list(found.values_list("recipient_name", "channel", "address"))


LEADER = ("Lea Leit", "email", "leitung@example.org")


def test_leaders_and_partners_of_the_day_are_told_once_with_what_is_true_now(days, partner):
    ContactPerson.objects.create(partner=partner, name="Paul Probe", email="p@example.org")
    before = days[0].date
    move(days[0], before + WEEK)
    move(days[0], before + 2 * WEEK)
    assert team() == [LEADER, ("Paul Probe", "email", "p@example.org")]
    for message in Message.objects.filter(occasion="days_for_team", state="open"):
        [line] = lines(message)
        assert line.startswith(f"- Statt {long_date(before)}: {long_date(before + 2 * WEEK)}, 10")
        assert "http" not in message.body


def test_a_partner_without_a_mail_address_is_called(days, partner):
    ContactPerson.objects.create(partner=partner, name="Paul Probe", phone="0421 123456")
    day_changes.cancel(days[0])
    assert team() == [LEADER, ("Paul Probe (Ortsamt Probe)", "phone", "0421 123456")]


def test_partners_of_other_days_and_those_who_said_no_are_not_told(days, partner):
    ContactPerson.objects.create(partner=partner, name="Paul Probe", email="p@example.org")
    day_changes.cancel(days[2])
    assert team() == [LEADER]
    Contribution.objects.update(state="declined")
    Message.objects.all().delete()
    day_changes.cancel(days[0])
    assert team() == [LEADER]


def test_a_partner_whose_day_in_the_block_is_still_open_is_told(days, partner):
    ContactPerson.objects.create(partner=partner, name="Paul Probe", email="p@example.org")
    Contribution.objects.update(day=None)
    day_changes.cancel(days[1])
    assert team() == [LEADER, ("Paul Probe", "email", "p@example.org")]


def test_a_change_that_is_taken_back_is_taken_back_for_the_team_too(days, partner):
    ContactPerson.objects.create(partner=partner, name="Paul Probe", email="p@example.org")
    day_changes.cancel(days[0])
    day_changes.take_back(days[0])
    assert team() == []
