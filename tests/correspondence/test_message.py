"""What may become of a message, and which ones each list holds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from correspondence.models import ACCOUNT, CallTry, Message, TypesetLetter

NOW = timezone.now()
CHANNELS = ("email", "phone", "post")
STATES = ("open", "sent", "failed", "done", "dropped")
ALL = {(channel, state) for channel in CHANNELS for state in STATES}


@pytest.fixture
def one_of_each(make_mail):
    """Return a message of every channel in every state."""
    return {(way, state): make_mail(channel=way, state=state) for way, state in sorted(ALL)}


def accepted(messages, verb):
    return {key for key, message in messages.items() if getattr(message, verb)(NOW)}


def listed(messages, found):
    keys = {message.pk: key for key, message in messages.items()}
    return {keys[pk] for pk in found.values_list("pk", flat=True)}


def test_calls_and_letters_are_done_once_and_by_nobody_else(one_of_each):
    to_do = {("phone", "open"), ("post", "open")}
    assert {key for key, one in one_of_each.items() if one.may_be_done} == to_do
    assert accepted(one_of_each, "note_done") == to_do
    assert accepted(one_of_each, "note_done") == set()
    call = Message.objects.get(pk=one_of_each["phone", "open"].pk)
    assert (call.state, call.finished_at, call.may_be_done) == ("done", NOW, False)


def test_the_phone_tells_calls_and_what_did_not_arrive(one_of_each):
    untold = {("phone", "open"), *((channel, "failed") for channel in CHANNELS)}
    assert accepted(one_of_each, "note_told_by_phone") == untold
    assert accepted(one_of_each, "note_told_by_phone") == set()
    mail = Message.objects.get(pk=one_of_each["email", "failed"].pk)
    assert (mail.state, mail.finished_at) == ("done", NOW)


def test_only_what_failed_is_sent_again_from_the_beginning(make_mail):
    mails = {state: make_mail(state=state, tries=9, error="voll") for state in STATES}
    assert {state for state, mail in mails.items() if mail.may_be_sent_again} == {"failed"}
    assert accepted(mails, "send_again") == {"failed"}
    mail = Message.objects.get(pk=mails["failed"].pk)
    assert (mail.state, mail.tries, mail.due_at, mail.error) == ("open", 0, NOW, "")


def test_a_link_that_sets_a_password_is_never_sent_again(make_mail):
    mail = make_mail(state="failed", occasion=ACCOUNT)
    assert (mail.may_be_sent_again, mail.send_again()) == (False, False)


def test_each_list_holds_what_its_name_says(one_of_each):
    messages = Message.objects
    assert listed(one_of_each, messages.due(timezone.now())) == {("email", "open")}
    assert listed(one_of_each, messages.to_do()) == {("phone", "open"), ("post", "open")}
    assert listed(one_of_each, messages.letters()) == {("post", "open")}
    assert listed(one_of_each, messages.failed()) == {(way, "failed") for way in CHANNELS}


def test_what_is_due_later_waits_and_the_longest_wait_goes_first(make_mail):
    for minutes in (1, 3, 2, -1):
        make_mail(str(minutes), due_at=NOW - timedelta(minutes=minutes))
    assert [mail.subject for mail in Message.objects.due(NOW)] == ["3", "2", "1"]
    assert Message.objects.due(NOW + timedelta(minutes=1)).count() == 4


def test_the_last_batch_are_the_letters_that_were_printed_together_last(make_mail):
    assert Message.objects.last_batch().count() == 0
    make_mail("vorher", channel="post", printed_at=NOW - timedelta(days=1))
    make_mail("eins", channel="post", printed_at=NOW)
    make_mail("vergessen", channel="post", printed_at=NOW, body="")
    make_mail("zwei", channel="post", printed_at=NOW)
    make_mail("wartet", channel="post")
    assert [letter.subject for letter in Message.objects.last_batch()] == ["eins", "zwei"]


def test_typeset_on_a_day_are_the_letters_of_that_day_that_could_be_typeset(make_mail):
    day = timezone.localdate()
    for dated, pdf in ((day, b"%PDF"), (day, None), (day - timedelta(days=1), b"%PDF")):
        letter = make_mail(channel="post")
        TypesetLetter.objects.create(message=letter, dated=dated, pdf=pdf)
    found = Message.objects.typeset_on(day)
    assert [(letter.typeset.dated, letter.typeset.pdf) for letter in found] == [(day, b"%PDF")]


def test_a_message_is_shown_to_staff_by_its_german_words(make_mail):
    turkish = make_mail("Yer", body="Merhaba", german_subject="Platz", german_body="Guten Tag")
    german = make_mail("Platz frei", body="Hallo")
    assert [str(turkish), turkish.body_for_staff] == ["Platz", "Guten Tag"]
    assert [str(german), german.body_for_staff] == ["Platz frei", "Hallo"]


def test_a_message_says_its_occasion_in_german_even_when_nobody_knows_it_any_more(make_mail):
    labels = [make_mail(occasion=one).occasion_label for one in ("day_moved", "abgeschafft")]
    assert labels == ["Kurstag verschoben", "sonstige Nachricht"]


def test_a_typeset_letter_and_a_call_try_say_what_they_are(make_mail):
    letter = TypesetLetter(message=make_mail("Platz frei"), dated=NOW.replace(day=1).date())
    assert str(letter) == f"Platz frei, 01.{NOW:%m.%Y}"
    assert [str(CallTry(reached=reached)) for reached in (True, False)] == [
        "erreicht",
        "nicht erreicht",
    ]
