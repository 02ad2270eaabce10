"""„Sagen Sie mir Bescheid“: who wished it is told once, and what is due is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from correspondence.models import Message
from courses.models import CourseStatus
from participants.interested.interest import Interest
from participants.interested.news import forget_interests, tell_interested

BY_PHONE = {"phone": "0421 12345"}
BY_MAIL = {"email": "neu@example.org"}


def reopen(course):
    course.registration_closes = timezone.localdate() + timedelta(days=30)
    course.save()


def test_who_asked_is_told_once_in_their_language(ask, closed_course):
    ask("/tr/bescheid/", **BY_MAIL)
    Interest.objects.get().note_email_confirmed()
    Message.objects.all().delete()
    assert tell_interested(timezone.now()) == 0
    reopen(closed_course)
    assert tell_interested(timezone.now()) == 1
    assert tell_interested(timezone.now()) == 0
    told = Message.objects.get()
    assert (told.occasion, told.language, told.channel) == ("interest_course", "tr", "email")
    assert f"/tr/kurse/{closed_course.slug}/" in told.body
    assert f"/tr/bescheid/{Interest.objects.get().token}/" in told.body
    assert list(Interest.objects.get().told_of.all()) == [closed_course]


def test_who_has_no_email_gets_a_call_or_a_letter(ask, course):
    ask(**BY_PHONE)
    ask(name="Ada Probe", street="Probeweg 1", postal_code="28309", city="Bremen")
    assert tell_interested(timezone.now()) == 2
    told = Message.objects.order_by("channel").values_list("channel", "address")
    assert list(told) == [
        ("phone", "0421\N{NO-BREAK SPACE}12345"),
        ("post", "Ada Probe\nProbeweg 1\n28309 Bremen"),
    ]
    assert "/bescheid/" not in Message.objects.first().body


def test_who_asked_twice_is_told_once(ask, course):
    for _ in range(2):
        ask(**BY_PHONE)
    assert tell_interested(timezone.now()) == 2
    assert Message.objects.count() == 1


def test_an_unconfirmed_address_gets_no_news(ask, course):
    ask(**BY_MAIL)
    assert tell_interested(timezone.now()) == 0
    assert Message.objects.get().occasion == "interest_confirm"


def test_who_has_an_unconfirmed_address_and_a_phone_is_called(ask, course):
    ask(channel="email", **BY_MAIL, **BY_PHONE)
    tell_interested(timezone.now())
    assert Message.objects.get(occasion="interest_course").channel == "phone"


@pytest.mark.parametrize("status", [CourseStatus.CANCELLED, CourseStatus.DRAFT])
def test_nobody_is_told_of_a_course_that_is_not_open(ask, course, status):
    ask(**BY_PHONE)
    type(course).objects.filter(pk=course.pk).update(status=status)
    assert tell_interested(timezone.now()) == 0


def test_other_districts_are_none_of_their_business(ask, course):
    ask(district="walle", **BY_PHONE)
    assert tell_interested(timezone.now()) == 0


def test_what_is_due_is_deleted_with_its_messages(ask):
    ask(**BY_PHONE)
    assert forget_interests(timezone.now()) == 0
    Interest.objects.update(ends_on=timezone.localdate())
    assert forget_interests(timezone.now()) == 1
    assert forget_interests(timezone.now()) == 0
    assert Interest.objects.count() == 0


def test_an_address_that_nobody_confirmed_is_deleted_after_14_days(ask):
    ask(**BY_MAIL)
    ask(**BY_MAIL, **BY_PHONE)
    now = timezone.now()
    assert forget_interests(now + timedelta(days=13)) == 0
    assert forget_interests(now + timedelta(days=14, minutes=1)) == 1
    assert Interest.objects.get().phone == "+4942112345"
    mails = Message.objects.order_by("pk").values_list("address", flat=True)
    assert list(mails) == ["", "neu@example.org"]


def test_staff_see_how_many_wait_in_each_district(ask, as_staff):
    for number in range(3):
        ask(phone=f"0421 1234{number}")
    page = as_staff.get("/verwaltung/participants/interest/").content.decode()
    assert "Hemelingen (3)" in page
    assert "Walle (" not in page


def test_staff_end_a_wish_and_its_messages_go_too(ask, as_staff):
    ask(**BY_MAIL)
    interest = Interest.objects.get()
    as_staff.post(f"/verwaltung/participants/interest/{interest.pk}/delete/", {"post": "yes"})
    assert Interest.objects.count() == 0
    assert Message.objects.get().address == ""


QUERIES = 5


def test_the_list_asks_as_many_queries_for_one_as_for_many(
    ask, as_staff, django_assert_num_queries
):
    ask(**BY_PHONE)
    address = "/verwaltung/participants/interest/"
    as_staff.get(address)
    with django_assert_num_queries(QUERIES):
        as_staff.get(address)
    for number in range(8):
        ask(phone=f"0421 1234{number}")
    with django_assert_num_queries(QUERIES):
        as_staff.get(address)
