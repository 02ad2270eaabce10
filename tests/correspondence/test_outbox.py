from datetime import timedelta
from email.errors import HeaderParseError
from threading import Barrier, Thread, local
from uuid import NAMESPACE_URL, uuid5

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import connection, transaction
from django.utils import timezone

from correspondence import outbox
from correspondence.forgetting import forget
from correspondence.models import Message
from correspondence.outbox import Delivered, deliver_due
from tests.plugins.another_process import await_truth, running


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


KILLED_IN_FLIGHT = """
import django
django.setup()
from correspondence.outbox import deliver_due
deliver_due()
"""


@pytest.mark.django_db(transaction=True)
def test_what_was_in_flight_when_workers_were_killed_goes_soon_and_once(mail_server, make_mail):
    subjects = sorted(make_mail(f"Nummer {number}").subject for number in range(2))
    mail_server.is_dumb = True
    place = f"smtp://127.0.0.1:{mail_server.port}"
    for number in (1, 2):
        with running("-c", KILLED_IN_FLIGHT, EMAIL_URL=place) as worker:
            await_truth(lambda number=number: mail_server.asked == number)
            worker.kill()
    mail_server.is_dumb = False
    assert deliver_due() == Delivered()
    assert deliver_due(timezone.now() + outbox.IN_FLIGHT) == Delivered(sent=2)
    assert sorted(mail_server.subjects) == subjects


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


def together(claim, monkeypatch):
    """Deliver in two threads; both have read what is due before either claims any of it."""
    both_have_read, seen = Barrier(2), local()

    def claim_together(message, now):
        if not getattr(seen, "waited", False):
            seen.waited = True
            both_have_read.wait(timeout=20)
        return claim(message, now)

    def work():
        deliver_due()
        connection.close()

    monkeypatch.setattr(outbox, "_claim", claim_together)
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_send_no_mail_twice(mail_server, make_mail, monkeypatch):
    expected = sorted(make_mail(f"Nummer {number}").subject for number in range(12))
    together(outbox._claim, monkeypatch)
    assert sorted(mail_server.subjects) == expected


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_they_would(mail_server, make_mail, monkeypatch):
    expected = sorted(2 * [make_mail(f"Nummer {number}").subject for number in range(12)])
    together(lambda message, now: True, monkeypatch)
    assert sorted(mail_server.subjects) == expected


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_rolled_back_leaves_no_mail(make_mail):
    with transaction.atomic():
        make_mail()
        transaction.set_rollback(True)
    assert states() == []


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
