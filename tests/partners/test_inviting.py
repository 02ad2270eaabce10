"""Asking a partner: once, by the way that they like, and once more by a verb of its own."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from correspondence.outbox import deliver_due
from courses.models import Course, CourseDay
from participants.telling.calls import calls
from partners import answering, inviting
from partners.models import ContactPerson, Contribution, Invitation

ADDRESS = {"street": "Weg 1", "postal_code": "28000", "city": "Bremen", "phone": "0421 123456"}


def refused(verb, *args):
    with pytest.raises(ValidationError) as error:
        verb(*args)
    return error.value.messages


def test_a_mail_names_course_block_day_place_and_topic_and_carries_the_link(
    contribution, contact, staff
):
    message = inviting.invite(contribution, contact, "email", staff)
    invitation = Invitation.objects.get()
    assert (message.channel, message.address) == ("email", "p@example.org")
    assert message.link == invitation.link()
    for said in (
        "Guten Tag Paul Müller,",
        "- Das Thema: Wer entscheidet was?",
        "- Block\N{NO-BREAK SPACE}1: ",
        "- Wo: Bürgerhaus Probe, Probeweg 1, 28309 Bremen. Sie kommen ohne Stufen hinein.",
        invitation.link(),
        "Gefragt hat Sie: Vera Wal.",
    ):
        assert said in message.body
    contribution.refresh_from_db()
    assert contribution.asked_at == invitation.asked_at


def test_a_letter_prints_the_link_below_as_a_code_and_has_the_organisation_in_its_address(
    contribution, contact, staff
):
    ContactPerson.objects.update(**ADDRESS)
    contact.refresh_from_db()
    message = inviting.invite(contribution, contact, "post", staff)
    assert message.address == "Ortsamt Probe\nPaul Müller\nWeg 1\n28000 Bremen"
    assert message.link == Invitation.objects.get().link()
    assert "http" not in message.body


def test_a_call_stands_on_the_list_with_words_and_without_the_link(contribution, contact, staff):
    ContactPerson.objects.update(**ADDRESS)
    contact.refresh_from_db()
    inviting.invite(contribution, contact, "phone", staff)
    [call] = calls()
    said = " ".join(line for _, lines in call.text for line in lines)
    assert (call.message.recipient_name, call.number_text) == (
        "Paul Müller (Ortsamt Probe)",
        "0421 123456",
    )
    assert "Können Sie dabei sein?" in said
    assert "http" not in said


def test_a_partner_is_not_asked_twice(contribution, contact, staff, told):
    inviting.invite(contribution, contact, "email", staff)
    at = datetime(2026, 11, 3, 12, tzinfo=timezone.get_current_timezone())
    Invitation.objects.update(sent_at=at)
    assert refused(inviting.invite, contribution, contact, "email", staff) == [
        "Ortsamt Probe wurde am 3. November 2026 schon gefragt."
    ]
    assert told() == [("partner_invited", "email", "p@example.org")]


def test_who_was_asked_without_a_message_can_still_be_invited(contribution, contact, staff, told):
    Contribution.objects.update(asked_at=timezone.now() - timedelta(days=20))
    inviting.invite(contribution, contact, "email", staff)
    assert told() == [("partner_invited", "email", "p@example.org")]
    assert Contribution.objects.get().asked_at == Invitation.objects.get().asked_at


def test_asking_again_keeps_the_link_and_takes_the_place_of_what_waits(
    contribution, contact, staff, told
):
    inviting.invite(contribution, contact, "email", staff)
    before = Invitation.objects.get()
    Contribution.objects.update(asked_at=before.asked_at - timedelta(days=20))
    inviting.invite_again(contribution, contact, "email", staff)
    after = Invitation.objects.get()
    assert after.token == before.token
    assert after.sent_at > before.sent_at
    assert Contribution.objects.get().asked_at >= before.asked_at
    assert told() == [("partner_invited", "email", "p@example.org")]


def test_nobody_is_asked_again_who_was_not_asked(contribution, contact, staff):
    assert refused(inviting.invite_again, contribution, contact, "email", staff) == [
        "Hier ist noch niemand gefragt."
    ]


def test_asking_somebody_else_ends_the_link_of_before(invitation, contribution, partner, staff):
    other = ContactPerson.objects.create(partner=partner, name="Olga Neu", email="o@example.org")
    old = invitation.token
    inviting.invite_again(contribution, other, "email", staff)
    new = Invitation.objects.get()
    assert (Invitation.objects.by_token(old), Invitation.objects.by_token(new.token)) == (None, new)


def test_an_answer_of_before_no_longer_counts_when_somebody_is_asked_again(
    invitation, contribution, contact, staff
):
    answering.propose(invitation, on=date(2027, 3, 12), words="Lieber im März.")
    inviting.invite_again(contribution, contact, "email", staff)
    again = Invitation.objects.get()
    assert (again.answer, again.proposed_date, again.words, again.answered_at) == (
        "",
        None,
        "",
        None,
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [("agreed", "zugesagt"), ("declined", "abgesagt"), ("held", "hat stattgefunden")],
)
def test_what_is_decided_is_not_asked_for(contribution, contact, staff, state, words):
    Contribution.objects.update(state=state)
    assert refused(inviting.invite, contribution, contact, "email", staff) == [
        f"Dieser Beitrag ist schon {words}."
    ]


def test_nobody_is_asked_for_a_course_that_is_over(contribution, contact, staff):
    Course.objects.update(status="completed")
    assert refused(inviting.invite, contribution, contact, "email", staff) == [
        "Der Kurs ist vorbei."
    ]


def test_a_way_that_leads_nowhere_is_refused_and_nothing_is_stored(contribution, contact, staff):
    assert refused(inviting.invite, contribution, contact, "post", staff) == [
        "Für Paul Müller fehlt dafür noch die Angabe."
    ]


def test_a_mail_server_that_is_away_loses_no_invitation(
    contribution, contact, staff, settings, outbox
):
    settings.MAILER = "tests.partners.test_inviting.GoneBackend"
    inviting.invite(contribution, contact, "email", staff)
    assert deliver_due().sent == 0
    message = Message.objects.get()
    assert (message.state, message.tries) == ("open", 1)


class GoneBackend:
    """A mail server that is away."""

    def __init__(self, *args, **kwargs):
        pass

    def open(self):
        raise OSError("no route to host")

    def close(self):
        pass


def test_the_secret_of_the_link_is_not_stored(invitation):
    token = invitation.token
    assert re.fullmatch(r"[\w-]{8}[0-9a-f]{22}", token)
    stored = [str(value) for value in Invitation.objects.values().get().values()]
    assert [value for value in stored if token[8:] in value] == []


def test_the_link_holds_until_the_day_also_when_it_moves(invitation):
    day = invitation.contribution.day
    assert invitation.last_day == day.date
    CourseDay.objects.filter(pk=day.pk).update(date=day.date + timedelta(days=30))
    again = Invitation.objects.with_course().get()
    assert again.last_day == day.date + timedelta(days=30)
    assert again.is_expired(day.date + timedelta(days=30)) is False
    assert again.is_expired(day.date + timedelta(days=31)) is True


def test_without_a_day_the_link_holds_for_sixty_days(invitation):
    Contribution.objects.update(day=None)
    again = Invitation.objects.with_course().get()
    assert again.last_day == timezone.localdate(again.sent_at) + timedelta(days=60)
