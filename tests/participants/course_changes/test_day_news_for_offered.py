"""Who was offered a seat hears of changed days, too."""

import pytest

from correspondence.models import Message
from courses.formatting import long_date
from participants.course_changes import day_changes
from participants.telling.outdated_messages import drop_outdated
from tests.participants.course_changes.news import CONTACTS, WEEK, move, to_people


@pytest.fixture
def offered(small_course, make_registration):
    """Return a function that offers the one seat to somebody reached by the channel."""

    def offer(channel, **contact):
        first = make_registration("Erste", course=small_course)
        ada = make_registration(
            channel, course=small_course, contact={**CONTACTS[channel], **contact}
        )
        first.withdraw()
        ada.refresh_from_db()
        assert ada.status == "offered"
        return ada

    return offer


def of_offered(registration):
    found = Message.objects.filter(reference=registration.reference, state="open")
    return found.exclude(occasion="registration_waiting").order_by("pk")


@pytest.mark.parametrize("channel", CONTACTS)
def test_who_is_offered_a_seat_hears_that_a_day_moves(offered, channel):
    ada = offered(channel)
    Message.objects.update(state="done")
    day = ada.course.days()[0]
    before = day.date
    move(day, before + WEEK)
    [message] = of_offered(ada)
    assert message.occasion == "day_moved"
    assert f"der Kurstag am {long_date(before)} in Hemelingen ist verschoben." in message.body
    assert "In diesem Kurs haben wir Ihnen einen Platz angeboten." in message.body


@pytest.mark.parametrize("channel", ["phone", "post"])
def test_an_offer_that_nobody_heard_yet_is_heard_with_the_days_of_now(offered, channel):
    ada = offered(channel)
    day = ada.course.days()[0]
    before = day.date
    move(day, before + WEEK)
    [message] = of_offered(ada)
    ada.refresh_from_db()
    assert (message.occasion, message.pk) == ("registration_offered", ada.offer_message_id)
    found = [long_date(one) in message.body for one in (before, before + WEEK)]
    assert found == [False, True]


def test_the_call_about_an_offer_to_an_unconfirmed_address_names_the_days_of_now(offered):
    ada = offered("email", phone="+49421123456")
    Message.objects.filter(pk=ada.offer_message_id).update(state="sent")
    day = ada.course.days()[0]
    before = day.date
    move(day, before + WEEK)
    spoken = Message.objects.get(pk=ada.offer_message_id).spoken
    assert [long_date(one) in spoken for one in (before, before + WEEK)] == [False, True]


def test_who_says_no_to_the_offer_hears_nothing_of_its_days(offered):
    ada = offered("post")
    Message.objects.update(state="done")
    day_changes.cancel(ada.course.days()[0])
    ada.decline()
    drop_outdated()
    assert [one.occasion for one in of_offered(ada)] == ["registration_declined_offer"]


def test_who_gets_a_place_reads_nothing_of_an_offer(people, days):
    day_changes.cancel(days[0])
    found = {"einen Platz angeboten" in one.body for one in to_people(state="open")}
    assert found == {False}
