"""The words of a message to a group: as they are typed, shown before, sent, said and printed."""

import pytest
from django.utils import timezone

from correspondence.letters import letter_html
from correspondence.models import Message
from participants.models import Group
from participants.telling import group_writing
from participants.telling.addressees import addressees
from participants.telling.calls import Call
from participants.telling.group_form import GroupForm
from participants.telling.group_writing import Draft
from tests.participants.telling.writing import TEXT, draft, written


def test_the_message_has_greeting_writer_text_and_own_page_and_nobody_else(course, group, leader):
    mine = written(course, draft(), leader)["Ada"]
    own_page = f"/anmeldung/{group['Ada'].token}/"
    assert mine.subject == "Morgen"
    assert mine.body.startswith(
        f"Guten Tag Ada,\n\nLea Leit schreibt Ihnen zum Kurs in Hemelingen:\n\n{TEXT}\n"
    )
    assert own_page in mine.body
    assert own_page in mine.link
    for other in set(group) - {"Ada"}:
        assert group[other].token not in mine.body
        assert f"{other.lower()}@example.org" not in mine.body
    assert "auf Deutsch" not in mine.body


def test_the_frame_is_in_the_language_of_the_person_and_the_text_stays(
    course, make_registration, mail, leader
):
    contact = {**mail("Ada"), "language": "en"}
    make_registration("Ada", contact=contact)
    mine = written(course, draft(), leader)["Ada"]
    assert mine.body.startswith("Hello Ada,\n")
    assert TEXT in mine.body
    assert "This text is written in German." in mine.body
    assert mine.german_body.startswith("Guten Tag Ada,\n")
    assert "auf Deutsch" not in mine.german_body


HOSTILE = "{{ registration.token }} {% now 'Y' %} {% include 'x' %} <b>fett</b> & %(name)s {0}"


def test_the_text_is_never_read_as_a_template_or_as_html(course, group, leader):
    what = draft(subject="{{ phone }} <i>", text=HOSTILE)
    mine = written(course, what, leader)
    assert mine["Ada"].subject == "{{ phone }} <i>"
    assert HOSTILE in mine["Ada"].body
    paper = letter_html(mine["Ida"], timezone.localdate())
    assert "&lt;b&gt;fett&lt;/b&gt;" in paper
    assert "<b>fett" not in paper


def said(message):
    return [str(line) for _, lines in Call(message).text for line in lines]


def test_on_the_phone_the_text_is_whole_and_has_no_link(
    course, group, make_registration, mail, leader
):
    make_registration("Jan", contact={**mail("Jan"), "phone": "+4930231252"})
    text = "Der Plan, siehe unten, steht auf https://bremen.de/plan und gilt.\n\nBis morgen!"
    mine = written(course, draft(text=text), leader)
    for called in (mine["Gül"], mine["Jan"]):
        found = said(called)
        assert "Bis morgen!" in found
        assert "Der Plan, siehe\N{NO-BREAK SPACE}unten, steht auf bremen.de/plan und gilt." in found
        assert [line for line in found if "://" in line or "/anmeldung/" in line] == []
    assert "https://bremen.de/plan" in mine["Jan"].body
    assert "https://bremen.de/plan" in mine["Ida"].body


@pytest.mark.parametrize(
    ("text", "has_link"),
    [("https://bremen.de", True), ("WWW.bremen.de", True), ("Um 10 Uhr", False)],
)
def test_a_text_with_an_address_of_the_web_is_known(text, has_link):
    assert draft(text=text).has_link == has_link


def test_the_look_ahead_shows_one_real_message_without_secrets_and_stores_nothing(
    course, group, leader
):
    before = Message.objects.count()
    found = addressees(course, Group.WITH_PLACE)
    shown = group_writing.preview(draft(), found, leader)
    assert (shown.recipient_name, shown.channel, shown.subject) == ("Ada", "email", "Morgen")
    assert "Guten Tag Ada," in shown.body
    assert "[persönlicher Link]" in shown.body
    assert (group["Ada"].token in shown.body, group["Ada"].token in shown.link) == (False, False)
    assert Message.objects.count() == before


def test_the_look_ahead_is_in_german_where_somebody_reads_german(
    course, make_registration, mail, leader
):
    for name, language in (("Ada", "pl"), ("Bo", "de")):
        make_registration(name, contact={**mail(name), "language": language})
    found = addressees(course, Group.WITH_PLACE)
    assert group_writing.preview(draft(), found, leader).recipient_name == "Bo"


def test_the_look_ahead_hides_the_link_that_confirms_an_address(course, make_registration, leader):
    make_registration("Ada")  # has not confirmed yet
    shown = group_writing.preview(draft(), addressees(course, Group.WITH_PLACE), leader)
    assert shown.body.count("[persönlicher Link]") == 2
    assert "://" not in shown.body


def test_the_look_ahead_is_a_call_where_nobody_has_an_address(course, make_registration, leader):
    make_registration("Gül", contact={"phone": "+4930231250", "channel": "phone"})
    found = addressees(course, Group.WITH_PLACE)
    assert group_writing.preview(draft(), found, leader).channel == "phone"
    assert (
        group_writing.preview(draft(Group.WAITING), addressees(course, Group.WAITING), leader)
        is None
    )


def answers(**changes):
    return {"group": "place", "subject": "Morgen", "text": TEXT, **changes}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("group", "", "Bitte wählen Sie, wem Sie schreiben möchten."),
        ("group", "alle", "Bitte wählen Sie eine der beiden Gruppen."),
        ("subject", " \u200b ", "Bitte schreiben Sie einen Betreff."),
        ("text", "\n \n", "Bitte schreiben Sie einen Text."),
        (
            "subject",
            "x" * 101,
            "Bitte kürzen Sie den Betreff auf höchstens 100 Zeichen. Jetzt sind es 101.",
        ),
        (
            "text",
            "x" * 3001,
            "Bitte kürzen Sie den Text auf höchstens 3000 Zeichen. Jetzt sind es 3001.",
        ),
    ],
)
def test_what_is_empty_too_long_or_unknown_is_refused_with_a_german_sentence(field, value, words):
    form = GroupForm(answers(**{field: value}))
    assert form.errors == {field: [words]}
    assert "maxlength" not in str(form[field])


def test_a_full_text_is_taken_as_people_write_it():
    form = GroupForm(answers(subject="x" * 100, text="x" * 3000))
    assert form.is_valid() is True
    form = GroupForm(answers(subject=" Morgen\nfrüh ", text="  Bis dann\r\n\r\nIhre Lea\u200b "))
    assert form.is_valid() is True
    assert form.draft == Draft("place", "Morgen früh", "Bis dann\n\nIhre Lea")


def test_a_line_that_begins_the_foot_of_a_mail_cuts_no_letter_off(course, group, leader):
    form = GroupForm(answers(text="Bis morgen!\n-- \nLea\n--\nNachtrag -- wichtig"))
    assert form.is_valid() is True
    assert form.draft.text == "Bis morgen!\n–\nLea\n–\nNachtrag -- wichtig"
    paper = letter_html(written(course, form.draft, leader)["Ida"], timezone.localdate())
    assert "Nachtrag -- wichtig" in paper
    assert "Freundliche Grüße" in paper
