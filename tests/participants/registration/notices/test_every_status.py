"""What people read when their registration changes."""

import pytest

from correspondence.models import Message
from participants.models import Registration, Status
from participants.registration.notices import tell_status
from participants.registration.occasions import STATUS_OCCASIONS


@pytest.mark.parametrize("status", sorted(STATUS_OCCASIONS))
@pytest.mark.parametrize("channel", ["email", "phone", "post"])
def test_every_message_has_the_number_the_phone_and_no_gap(make_registration, status, channel):
    registration = make_registration(
        "O’Neill & <b>Sohn</b>",
        contact={
            "email": "a@example.org",
            "phone": "+49421123456",
            "street": "Weg 1",
            "channel": channel,
        },
    )
    registration.status = status
    registration.offer_ends_at = registration.arrived_at
    tell_status(registration)
    message = Message.objects.order_by("pk").last()
    assert message.occasion == f"registration_{status}"
    assert message.channel == channel
    greeting = "Guten Tag" if channel == "email" else "Guten Tag O’Neill & <b>Sohn</b>"
    assert message.body.startswith(f"{greeting},\n\n")
    assert message.body.count(f"Ihre Anmeldenummer: {registration.reference}\n") == 1
    assert message.body.count(registration.token) == (2 if channel == "email" else 0)
    assert message.body.count("Rufen Sie uns gern an: ") == 1
    assert [mark for mark in ("{{", "{%", "None") if mark in message.body] == []


def test_who_has_no_email_gets_the_twelve_days_in_the_letter(make_registration):
    make_registration(contact={"street": "Weg 1", "city": "Bremen", "channel": "post"})
    listed = [line for line in Message.objects.get().body.splitlines() if line.startswith("- ")]
    assert len(listed) == 12


def test_needs_of_the_sender_are_never_sent(make_registration):
    make_registration(answers={"needs": "http://example.org/gewinn"})
    assert Message.objects.get().body.count("gewinn") == 0
    assert Registration.objects.get().status == Status.ENROLLED
