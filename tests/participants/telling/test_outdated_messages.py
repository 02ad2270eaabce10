from correspondence.models import Message
from participants.telling.outdated_messages import drop_outdated

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
