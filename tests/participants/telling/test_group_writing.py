"""One text to a group of a course: everybody gets a message of their own, by their own way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.letters import letter_html
from correspondence.models import Message
from courses.models import Course
from participants.models import Group, GroupMessage, Status
from participants.telling import group_writing
from participants.telling.addressees import addressees
from participants.telling.calls import Call
from participants.telling.group_form import GroupForm
from participants.telling.group_writing import CHANGED, TOO_MANY, Draft, write_to_group
from participants.telling.outdated_messages import drop_outdated

TEXT = "Morgen treffen wir uns am Bahnhof.\n\nBitte bringen Sie Regenzeug mit."


def draft(group=Group.WITH_PLACE, subject="Morgen", text=TEXT):
    return Draft(group, subject, text)


def send(course, what, by, **options):
    seen = options.pop("seen", addressees(course, what.group).digest)
    return write_to_group(course, what, by, key=options.pop("key", uuid4()), seen=seen, **options)


def written(course, what, by):
    """Send it; return the messages to the people by name."""
    return {one.recipient_name: one for one in send(course, what, by).messages()}


def names(people):
    return [one.name for one in people]


def test_everybody_with_a_place_gets_one_message_by_their_own_way(course, group, leader):
    mine = written(course, draft(), leader)
    assert {name: one.channel for name, one in mine.items()} == {
        **dict.fromkeys(("Ada", "Bo", "Cem", "Dua", "Eva", "Finn"), "email"),
        **dict.fromkeys(("Gül", "Hans"), "phone"),
        "Ida": "post",
    }
    assert {one.occasion for one in mine.values()} == {"group_message"}
    assert mine["Ada"].occasion_label == "Nachricht an die Gruppe"


def test_the_row_says_who_wrote_what_and_how_it_went_out(course, group, leader):
    row = send(course, draft(), leader)
    assert (row.course, row.group, row.subject, row.text, row.by) == (
        course,
        "place",
        "Morgen",
        TEXT,
        leader,
    )
    assert (row.emails, row.calls, row.letters, row.people) == (6, 2, 1, 9)
    assert row.in_numbers == (
        "9\N{NO-BREAK SPACE}Menschen: 6\N{NO-BREAK SPACE}E\N{NON-BREAKING HYPHEN}Mails,"
        " 2\N{NO-BREAK SPACE}Anrufe,"
        " 1\N{NO-BREAK SPACE}Brief"
    )
    assert str(row) == "Morgen"


def test_before_it_is_sent_all_are_named_by_their_way(course, group):
    found = addressees(course, Group.WITH_PLACE)
    assert [(way, names(people)) for way, people in found.ways] == [
        ("E\N{NON-BREAKING HYPHEN}Mails", ["Ada", "Bo", "Cem", "Dua", "Eva", "Finn"]),
        ("Anrufe", ["Gül", "Hans"]),
        ("Brief", ["Ida"]),
    ]
    assert (found.unreached, found.needs_voice_or_paper) == ([], True)


def test_where_all_have_an_address_nobody_needs_a_call_or_a_letter(course, make_registration, mail):
    make_registration("Ada", contact=mail("Ada"))
    found = addressees(course, Group.WITH_PLACE)
    assert found.in_numbers == (
        "1\N{NO-BREAK SPACE}Mensch: 1\N{NO-BREAK SPACE}E\N{NON-BREAKING HYPHEN}Mail"
    )
    assert [(way, names(people)) for way, people in found.ways] == [
        ("E\N{NON-BREAKING HYPHEN}Mail", ["Ada"])
    ]
    assert found.needs_voice_or_paper is False
    assert addressees(course, Group.WAITING).in_numbers == "niemand"


def test_who_withdrew_or_died_is_named_and_gets_nothing(course, group, staff):
    group["Ada"].withdraw()
    group["Hans"].participant.record_death(timezone.localdate(), staff)
    found = addressees(course, Group.WITH_PLACE)
    assert found.unreached == [("Ada", "abgemeldet"), ("Hans", "verstorben")]
    assert "Ada" not in names(found.reached)
    assert sorted(written(course, draft(), staff)) == [
        *("Bo", "Cem", "Dua", "Eva", "Finn", "Gül", "Ida")
    ]


def test_a_death_that_left_the_place_as_it_was_still_stops_the_message(course, group, staff):
    person = group["Ada"].participant
    type(person).objects.filter(pk=person.pk).update(date_of_death=timezone.localdate())
    assert addressees(course, Group.WITH_PLACE).unreached == [("Ada", "verstorben")]
    assert "Ada" not in written(course, draft(), staff)


def test_the_waiting_are_a_group_of_their_own(small_course, make_registration, mail, staff):
    ada, bo, cem = (
        make_registration(name, course=small_course, contact=mail(name))
        for name in ("Ada", "Bo", "Cem")
    )
    assert list(written(small_course, draft(Group.WAITING), staff)) == ["Bo", "Cem"]
    assert list(written(small_course, draft(), staff)) == ["Ada"]
    cem.withdraw()
    ada.withdraw()
    bo.refresh_from_db()
    assert bo.status == Status.OFFERED
    assert addressees(small_course, Group.WAITING).unreached == [
        ("Bo", "hat gerade ein Angebot für einen Platz"),
        ("Cem", "abgemeldet"),
    ]
    assert addressees(small_course, Group.WITH_PLACE).unreached == [("Ada", "abgemeldet")]
    assert addressees(small_course, Group.WAITING).reached == []
    assert addressees(small_course, Group.WITH_PLACE).reached == []


def test_who_is_still_to_be_decided_on_is_named_with_the_waiting(
    make_course, make_registration, mail
):
    course = make_course("walle-2027", admission="staff")
    make_registration("Ada", course=course, contact=mail("Ada"))
    assert addressees(course, Group.WAITING).unreached == [
        ("Ada", "Anmeldung noch nicht entschieden")
    ]
    assert addressees(course, Group.WITH_PLACE).unreached == []


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


def test_the_same_form_sent_five_times_is_written_once(course, group, leader):
    key = uuid4()
    rows = {send(course, draft(), leader, key=key).pk for _ in range(5)}
    assert len(rows) == GroupMessage.objects.count() == 1
    assert Message.objects.filter(occasion="group_message").count() == 9


def test_two_courses_may_have_the_same_key(course, small_course, group, make_registration, leader):
    make_registration("Ada", course=small_course)
    key = uuid4()
    assert send(course, draft(), leader, key=key) != send(small_course, draft(), leader, key=key)


def test_nothing_is_written_to_others_than_those_that_were_shown(course, group, leader):
    seen = addressees(course, Group.WITH_PLACE).digest
    group["Ada"].withdraw()
    with pytest.raises(ValidationError) as refused:
        send(course, draft(), leader, seen=seen)
    assert refused.value.messages == [CHANGED]
    assert (GroupMessage.objects.count(), told()) == (0, 0)


def test_another_way_for_somebody_is_another_list(course, group):
    seen = addressees(course, Group.WITH_PLACE).digest
    assert addressees(course, Group.WITH_PLACE).digest == seen
    person = group["Ada"].participant
    person.change_contact({"email": "", "phone": "+4930231251"})
    assert addressees(course, Group.WITH_PLACE).digest != seen


def told():
    return Message.objects.filter(occasion="group_message").count()


def test_all_or_nothing_is_written(course, group, leader, monkeypatch):
    calls = []

    def fail_at_third(*args, **facts):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("power cut")

    monkeypatch.setattr(group_writing, "tell_person", fail_at_third)
    with pytest.raises(RuntimeError, match="power cut"):
        send(course, draft(), leader)
    assert (GroupMessage.objects.count(), told()) == (0, 0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("draft", "noch nicht veröffentlicht"),
        ("completed", "ist abgeschlossen"),
        ("cancelled", "ist abgesagt"),
    ],
)
def test_nobody_writes_to_a_course_that_does_not_run(course, group, leader, status, words):
    Course.objects.filter(pk=course.pk).update(status=status)
    with pytest.raises(ValidationError, match=words):
        send(course, draft(), leader)


@pytest.mark.parametrize(
    ("group", "words"),
    [(Group.WITH_PLACE, "niemand einen Platz"), (Group.WAITING, "steht zurzeit niemand")],
)
def test_a_message_to_nobody_is_refused(course, leader, group, words):
    with pytest.raises(ValidationError, match=words):
        send(course, draft(group), leader)


def test_five_messages_an_hour_are_enough_for_a_leader(
    course, small_course, group, make_registration, leader, other_leader, staff
):
    make_registration("Ada", course=small_course)
    for _ in range(5):
        send(course, draft(), leader, most=5)
    with pytest.raises(ValidationError) as refused:
        send(course, draft(), leader, most=5)
    assert refused.value.messages == [TOO_MANY]
    send(small_course, draft(), leader, most=5)
    send(course, draft(), other_leader, most=5)
    send(course, draft(), leader)  # as staff
    long_ago = timezone.now() - timedelta(minutes=61)
    GroupMessage.objects.filter(course=course, by=leader).update(at=long_ago)
    send(course, draft(), leader, most=5)
    assert GroupMessage.objects.count() == 9


def test_a_call_to_somebody_who_withdrew_since_is_dropped_and_others_stay(course, group, leader):
    mine = written(course, draft(), leader)
    group["Gül"].withdraw()
    group["Ada"].withdraw()
    drop_outdated()
    states = {name: Message.objects.get(pk=one.pk).state for name, one in mine.items()}
    assert (states["Gül"], states["Hans"], states["Ida"], states["Ada"]) == (
        "dropped",
        "open",
        "open",
        "open",
    )


def test_a_letter_of_the_last_day_is_still_printed_after_the_course_is_completed(
    course, group, leader
):
    ida = written(course, draft(), leader)["Ida"]
    type(group["Ida"]).objects.filter(pk=group["Ida"].pk).update(status=Status.COMPLETED)
    drop_outdated()
    assert Message.objects.get(pk=ida.pk).state == "open"


def test_what_was_written_goes_with_the_course_and_stays_without_its_writer(course, group, leader):
    row = send(course, draft(), leader)
    course.leaders.clear()
    leader.delete()
    row.refresh_from_db()
    assert row.by is None


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_of_people_takes_the_same_queries_for_one_and_for_many(
    people, course, make_registration, mail, django_assert_num_queries, leader
):
    for number in range(people):
        make_registration(f"Person {number}", contact=mail(f"p{number}"))
        make_registration(f"Fort {number}", contact=mail(f"f{number}")).withdraw()
    course = Course.objects.select_related("district").get(pk=course.pk)
    with django_assert_num_queries(2):
        found = addressees(course, Group.WITH_PLACE)
        assert (len(found.reached), len(found.unreached)) == (people, people)
        group_writing.preview(draft(), found, leader)


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
