from datetime import timedelta

from django.utils import timezone

from correspondence.models import Message
from participants.course_changes import day_changes
from participants.registration.notices import tell_parted
from participants.telling.outdated_messages import drop_outdated, without_outdated

PHONE = {"phone": "+49421123456", "channel": "phone"}


def stands():
    return list(Message.objects.order_by("pk").values_list("occasion", "state"))


def test_a_call_about_a_status_that_is_over_is_dropped(make_registration):
    make_registration(contact=PHONE).withdraw()
    assert drop_outdated() == 1
    assert stands() == [("registration_enrolled", "dropped"), ("registration_withdrawn", "open")]
    assert drop_outdated() == 0


def test_a_mail_and_a_call_that_was_made_stay_as_they_are(make_registration):
    make_registration().withdraw()
    called = make_registration(contact=PHONE)
    Message.objects.filter(channel="phone").update(state="done")
    called.withdraw()
    assert drop_outdated() == 0
    assert [state for _, state in stands()] == ["open", "open", "done", "open"]


def test_a_call_about_a_place_is_dropped_once_the_course_is_completed(make_registration):
    registration = make_registration(contact=PHONE)
    type(registration).objects.filter(pk=registration.pk).update(status="completed")
    assert drop_outdated() == 1


def test_a_call_about_a_registration_that_is_gone_is_dropped(make_registration):
    registration = make_registration(contact=PHONE)
    Message.objects.update(reference="WEG-001")
    assert drop_outdated() == 1
    assert registration.status == "enrolled"


def test_a_call_that_is_still_true_and_one_about_something_else_stay(make_registration):
    registration = make_registration(contact=PHONE)
    tell_parted(registration)
    Message.objects.create(
        recipient_key=registration.participant.key, occasion="interest_course", channel="phone"
    )
    assert drop_outdated() == 0
    assert stands() == [
        ("registration_enrolled", "open"),
        ("registration_parted", "open"),
        ("interest_course", "open"),
    ]
    assert without_outdated(Message.objects.all()).count() == 3


def test_a_dropped_call_says_when_it_was_dropped(make_registration):
    make_registration(contact=PHONE).withdraw()
    now = timezone.now() - timedelta(hours=1)
    drop_outdated(now)
    assert Message.objects.get(state="dropped").finished_at == now


def test_a_call_about_a_day_is_dropped_once_the_person_has_no_place(course, make_registration):
    ada = make_registration(contact=PHONE)
    Message.objects.all().delete()
    day_changes.cancel(course.days()[0])
    assert drop_outdated() == 0
    ada.withdraw()
    assert drop_outdated() == 1
    assert ("day_cancelled", "dropped") in stands()
    assert ("days_for_team", "open") in stands()
