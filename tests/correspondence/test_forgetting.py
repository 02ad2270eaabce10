from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from correspondence.forgetting import NOBODY, drop_open, export, forget
from correspondence.models import Message, TypesetLetter

SOMEBODY, OTHER = UUID(int=1), UUID(int=2)


def test_the_export_names_every_message_to_the_person_and_no_other(make_mail):
    make_mail("Erste")
    make_mail("Zweite", channel="post", address="Probeweg 1")
    make_mail("Fremde", recipient_key=OTHER)
    told = [(row["subject"], row["channel"], row["address"]) for row in export(SOMEBODY)]
    assert told == [("Erste", "email", "person@example.org"), ("Zweite", "post", "Probeweg 1")]


def test_forgetting_blanks_the_person_and_keeps_the_count(make_mail):
    make_mail(state="sent", german_subject="Ada", german_body="Ada", link="x", reference="HEM1-001")
    make_mail()
    make_mail(recipient_key=OTHER)
    assert forget(SOMEBODY) == 2
    assert export(SOMEBODY) == []
    blanked = Message.objects.filter(recipient_key=NOBODY).order_by("pk")
    fields = ("state", "occasion", "recipient_name", "address", "subject", "body", "error")
    fields += ("german_subject", "german_body", "link", "reference")
    assert list(blanked.values_list(*fields)) == [
        ("sent", "probe", *[""] * 9),
        ("dropped", "probe", *[""] * 9),
    ]
    assert export(OTHER)[0]["address"] == "person@example.org"


def test_a_letter_that_was_set_is_forgotten_too(make_mail):
    for person in (SOMEBODY, OTHER):
        letter = make_mail(channel="post", recipient_key=person)
        TypesetLetter.objects.create(message=letter, dated=letter.created_at.date(), pdf=b"%PDF")
    forget(SOMEBODY)
    assert TypesetLetter.objects.get().message.recipient_key == OTHER


def test_what_is_stopped_is_neither_sent_nor_done(mail_server, make_mail):
    make_mail()
    make_mail(channel="post")
    assert drop_open(SOMEBODY) == 2
    assert Message.objects.to_do().count() == 0
    assert [row["state"] for row in export(SOMEBODY)] == ["dropped", "dropped"]


def test_the_export_says_all_that_is_known_of_a_message(make_mail):
    make_mail(german_subject="Platz", german_body="Guten Tag", reference="HEM1-001", link="/x/")
    [row] = export(SOMEBODY)
    internal = {"id", "key", "recipient_key", "tries", "due_at", "error", "topic", "carried"}
    assert set(row) == {field.name for field in Message._meta.concrete_fields} - internal
    assert (row["german_body"], row["reference"], row["link"]) == ("Guten Tag", "HEM1-001", "/x/")


def test_what_is_stopped_says_when_and_what_is_finished_stays(make_mail):
    now = timezone.now() - timedelta(days=1)
    stopped, sent = make_mail(), make_mail(state="sent")
    assert (drop_open(SOMEBODY, now), drop_open(SOMEBODY, now)) == (1, 0)
    for message in (stopped, sent):
        message.refresh_from_db()
    assert (stopped.state, stopped.finished_at) == ("dropped", now)
    assert (sent.state, sent.finished_at) == ("sent", None)


def test_forgetting_stops_what_waits_at_the_given_time(make_mail):
    now = timezone.now() - timedelta(days=1)
    make_mail(channel="phone")
    forget(SOMEBODY, now)
    assert Message.objects.get().finished_at == now


def test_forgetting_somebody_twice_changes_nothing_more(make_mail):
    make_mail()
    assert (forget(SOMEBODY), forget(SOMEBODY)) == (1, 0)
