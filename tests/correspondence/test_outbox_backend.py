"""What Django and allauth send goes through the outbox."""

from uuid import NAMESPACE_URL, uuid5

import pytest
from django.core.mail import EmailMessage, send_mail

from correspondence import outbox
from correspondence.models import Message
from correspondence.outbox import Delivered, deliver_due


@pytest.mark.django_db
def test_what_django_sends_goes_through_the_outbox(settings, mail_server):
    settings.EMAIL_BACKEND = "correspondence.outbox.OutboxBackend"
    send_mail("Ein\nneues Passwort", "Hier ist der Link", None, ["Vera@example.org"])
    message = Message.objects.get()
    assert (message.occasion, message.subject) == ("konto", "Ein neues Passwort")
    assert message.body == "Hier ist der Link"
    assert deliver_due() == Delivered(sent=1)
    message.refresh_from_db()
    assert message.body == ""


@pytest.mark.django_db
def test_everybody_whom_django_writes_to_gets_a_row_under_a_key_of_the_address():
    mail = EmailMessage("Betreff", "Text", None, ["a@example.org"], cc=["B@example.org"])
    assert outbox.OutboxBackend().send_messages([mail, mail]) == 2
    keys = dict(Message.objects.order_by("pk").values_list("address", "recipient_key"))
    assert Message.objects.count() == 4
    assert keys == {
        "a@example.org": uuid5(NAMESPACE_URL, "mailto:a@example.org"),
        "B@example.org": uuid5(NAMESPACE_URL, "mailto:b@example.org"),
    }


@pytest.mark.django_db
def test_a_subject_of_django_s_that_is_too_long_is_cut():
    outbox.OutboxBackend().send_messages([EmailMessage("ä" * 250, "x", None, ["a@example.org"])])
    assert len(Message.objects.get().subject) == 200


def test_a_link_that_sets_a_password_is_kept_until_it_was_sent(silent_mail_server, make_mail):
    message = make_mail(occasion="konto", body="https://example.org/geheim")
    deliver_due()
    message.refresh_from_db()
    assert (message.state, message.body) == ("open", "https://example.org/geheim")
