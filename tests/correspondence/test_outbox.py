from datetime import timedelta
from email.errors import HeaderParseError

import pytest
from django.db import transaction
from django.utils import timezone

from correspondence import outbox
from correspondence.forgetting import forget
from correspondence.models import Message
from correspondence.outbox import Delivered, deliver_due


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_a_due_mail_is_sent_with_its_words_and_a_number_of_its_own(
    mail_server, make_mail, settings
):
    message = make_mail()
    assert deliver_due() == Delivered(sent=1)
    [mail] = mail_server.received
    assert mail["Subject"] == "Ihre Anmeldung"
    assert mail["To"] == "person@example.org"
    assert mail["Message-ID"] == f"<{message.key}@{settings.BASE_HOST}>"
    assert mail.get_content().strip() == "Guten Tag Gülşen Işık,"
    assert states() == ["sent"]


def test_an_address_with_an_umlaut_domain_is_sent_as_idna(mail_server, make_mail):
    make_mail(address="erna@müller.example")
    assert deliver_due() == Delivered(sent=1)
    [mail] = mail_server.received
    assert mail["To"] == "erna@xn--mller-kva.example"
    assert Message.objects.get().address == "erna@müller.example"


def test_a_sent_mail_is_not_sent_again(mail_server, make_mail):
    make_mail()
    deliver_due()
    assert deliver_due(timezone.now() + timedelta(days=30)) == Delivered()
    assert len(mail_server.received) == 1


def test_calls_and_letters_are_left_to_people(mail_server, make_mail):
    make_mail(channel="phone")
    make_mail(channel="post")
    assert deliver_due() == Delivered()
    assert states() == ["open", "open"]


def test_while_the_mail_server_is_away_the_mail_waits_and_goes_later(silent_mail_server, make_mail):
    message, now = make_mail(), timezone.now()
    assert deliver_due(now) == Delivered(failed=1)
    message.refresh_from_db()
    assert (message.state, message.tries) == ("open", 1)
    assert message.due_at == now + timedelta(minutes=1)
    assert message.error == "[Errno 111] Connection refused"

    silent_mail_server.start()
    assert deliver_due(now) == Delivered()
    assert deliver_due(now + timedelta(minutes=1)) == Delivered(sent=1)
    message.refresh_from_db()
    assert (message.state, message.error) == ("sent", "")


def test_a_mail_server_that_is_away_is_asked_once_and_not_for_every_mail(
    silent_mail_server, make_mail
):
    mails = [make_mail(f"Nummer {number}") for number in range(3)]
    assert deliver_due() == Delivered(failed=1)
    tries = Message.objects.order_by("pk").values_list("tries", flat=True)
    assert list(tries) == [1, 0, 0]
    assert len(mails) == 3


def test_after_two_days_of_trying_a_mail_has_failed(silent_mail_server, make_mail):
    message, now = make_mail(), timezone.now()
    start = now
    while message.state == "open":
        now = message.due_at
        deliver_due(now)
        message.refresh_from_db()
    assert message.tries == 9
    assert timedelta(days=1, hours=20) < now - start < timedelta(days=2)
    assert message.state == "failed"


def test_a_recipient_who_is_refused_for_good_fails_at_once_and_stops_nobody(mail_server, make_mail):
    mail_server.refused["weg@example.org"] = "550 5.1.1 unknown"
    message = make_mail("Erste", address="weg@example.org")
    make_mail("Zweite")
    assert deliver_due() == Delivered(sent=1, failed=1)
    assert states() == ["failed", "sent"]
    message.refresh_from_db()
    assert message.error == "{'weg@example.org': (550, b'5.1.1 unknown')}"


def test_a_recipient_whose_server_asks_for_patience_is_tried_again(mail_server, make_mail):
    mail_server.refused["voll@example.org"] = "451 4.7.1 greylisted"
    make_mail(address="voll@example.org")
    assert deliver_due() == Delivered(failed=1)
    assert states() == ["open"]
    mail_server.refused.clear()
    assert deliver_due(timezone.now() + timedelta(minutes=2)) == Delivered(sent=1)


@pytest.mark.parametrize(
    "subject", ["Hallo\nBcc: alle@example.org", "Hallo\r\n\r\nText", "{{ 3|add:4 }} <b>O’Neill</b>"]
)
def test_a_hostile_subject_is_one_line_of_text(mail_server, make_mail, subject):
    make_mail(subject)
    deliver_due()
    assert mail_server.subjects == [" ".join(subject.split())]
    assert mail_server.received[0]["Bcc"] is None


def test_an_address_that_no_mail_can_have_fails_and_stops_nobody(mail_server, make_mail):
    make_mail(address="a@example.org\nBcc: alle@example.org")
    make_mail("Zweite")
    assert deliver_due() == Delivered(sent=1, failed=1)
    assert states() == ["failed", "sent"]


def test_a_mail_that_was_in_flight_when_the_process_died_goes_after_a_while(mail_server, make_mail):
    message, now = make_mail(), timezone.now()
    assert outbox._claim(message, now) is True
    assert deliver_due(now) == Delivered()
    assert deliver_due(now + outbox.IN_FLIGHT) == Delivered(sent=1)


def test_what_is_in_flight_is_claimed_for_longer_than_its_conversation_may_take(settings):
    steps = ("sender", "recipient", "beginning", "text", "receipt")
    slowest = timedelta(seconds=len(steps) * settings.EMAIL_TIMEOUT)
    assert slowest < outbox.IN_FLIGHT <= timedelta(minutes=2)


def test_a_slow_portion_claims_its_last_mail_as_long_as_its_first(
    mail_server, make_mail, monkeypatch
):
    make_mail("Erste"), make_mail("Zweite")
    seconds, now, claims = iter([0, 0, 300]), timezone.now(), []
    monkeypatch.setattr(outbox, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(outbox, "_claim", lambda message, at: claims.append(at))
    deliver_due(now)
    assert claims == [now, now + timedelta(minutes=5)]


def test_many_mails_go_through_one_connection(mail_server, make_mail):
    for number in range(12):
        make_mail(f"Nummer {number}")
    assert deliver_due() == Delivered(sent=12)
    assert (mail_server.connections, len(mail_server.received)) == (1, 12)


def test_who_is_forgotten_while_the_mail_is_in_flight_stays_forgotten(
    mail_server, make_mail, monkeypatch
):
    message = make_mail()
    monkeypatch.setattr(outbox, "_mail", lambda mail: forget(mail.recipient_key) and _plain(mail))
    deliver_due()
    message.refresh_from_db()
    assert (message.state, message.body, message.address) == ("dropped", "", "")


_plain = outbox._mail


def test_a_large_outbox_goes_in_portions(mail_server, make_mail):
    for number in range(outbox.PORTION + 1):
        make_mail(str(number))
    assert deliver_due() == Delivered(sent=outbox.PORTION)
    assert deliver_due() == Delivered(sent=1)


def test_a_mail_that_breaks_the_sending_has_failed_and_the_next_one_goes(
    mail_server, make_mail, monkeypatch
):
    make_mail("Kaputt")
    make_mail("Heil")
    build = outbox._mail

    def breaking(message):
        if message.subject == "Kaputt":
            raise HeaderParseError("no such header")
        return build(message)

    monkeypatch.setattr(outbox, "_mail", breaking)
    assert deliver_due() == Delivered(sent=1, failed=1)
    assert states() == ["failed", "sent"]
    assert Message.objects.get(subject="Kaputt").error == "no such header"


def test_a_mail_keeps_its_words_once_it_was_sent_and_says_when(mail_server, make_mail):
    message, now = make_mail(), timezone.now()
    deliver_due(now)
    message.refresh_from_db()
    assert (message.body, message.finished_at) == ("Guten Tag Gülşen Işık,\n", now)
    assert message.tries == 1


def test_no_machine_answers_our_mails(mail_server, make_mail):
    make_mail()
    deliver_due()
    assert mail_server.received[0]["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("code", "state"), [("452", "open"), ("550", "failed"), ("500", "failed")])
def test_a_server_that_takes_the_address_and_refuses_the_words_is_understood(
    mail_server, make_mail, monkeypatch, code, state
):
    async def refuse(server, session, envelope):
        return f"{code} not now"

    monkeypatch.setattr(mail_server, "handle_DATA", refuse)
    make_mail()
    assert deliver_due() == Delivered(failed=1)
    assert states() == [state]


def test_it_is_worth_going_on_only_after_something_was_sent():
    delivered = [Delivered(), Delivered(failed=3), Delivered(sent=1, failed=3)]
    assert [bool(one) for one in delivered] == [False, False, True]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_rolled_back_leaves_no_mail(make_mail):
    with transaction.atomic():
        make_mail()
        transaction.set_rollback(True)
    assert states() == []


def test_a_mail_that_was_written_anew_since_it_was_read_goes_with_the_new_words(
    mail_server, make_mail
):
    mail = make_mail()
    read = Message.objects.get(pk=mail.pk)
    Message.objects.filter(pk=mail.pk).update(body="Neue Worte\n")
    assert outbox._claim(read, timezone.now()) is False
    deliver_due()
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("sent", 1)
    assert [sent.get_content().strip() for sent in mail_server.received] == ["Neue Worte"]


def test_only_a_mail_that_may_be_going_now_keeps_its_words(make_mail):
    now = timezone.now()
    going, waits, again = make_mail(), make_mail(), make_mail()
    soon = now + timedelta(seconds=30)
    Message.objects.filter(pk=going.pk).update(tries=1, due_at=soon)
    Message.objects.filter(pk=again.pk).update(tries=1, due_at=soon, error="451")
    assert set(Message.objects.unheard(now)) == {waits, again}
