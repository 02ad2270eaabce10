"""The page behind the link: what it shows, the answers, and every link that opens nothing more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from correspondence.models import Message
from courses.models import Course, CourseDay, ProgrammeItem
from partners.models import Contribution, Invitation
from tests.biq.languages.test_other_pages import german_on
from web import limits

LEADER = ("partner_answered", "email", "leitung@example.org")


def page(client, invitation, verb="", language="", **sent):
    address = f"{language}/einladung/{invitation.token}/{verb}"
    return client.post(address, sent) if verb else client.get(address)


def stands():
    row = Invitation.objects.with_course().get()
    return row.answer, row.contribution.state


def heading(answer):
    return answer.content.decode().split("<h1>")[1].split("</h1>")[0].strip()


def test_it_shows_what_it_is_about(client, invitation):
    html = page(client, invitation).content.decode()
    for said in (
        "Machen Sie mit?",
        "Ortsamt Probe",
        "Bürger im Quartier hemelingen-2027",
        "Block\N{NO-BREAK SPACE}1: ",
        "Wer entscheidet was?",
        "10 bis 16 Uhr".replace(" ", "\N{NO-BREAK SPACE}"),
        "Bürgerhaus Probe, Probeweg 1, 28309 Bremen",
        "Sie kommen ohne Stufen hinein.",
        'href="tel:',
    ):
        assert said in html
    assert "Paul Müller" not in html


def test_it_names_the_time_of_the_contribution_in_the_day(client, invitation):
    day = invitation.contribution.day
    ProgrammeItem.objects.create(day=day, position=0, minutes=60)
    item = ProgrammeItem.objects.create(day=day, position=1, minutes=45)
    Contribution.objects.update(item=item)
    said = "Ihr Beitrag: 11 bis 11.45 Uhr".replace(" Uhr", "\N{NO-BREAK SPACE}Uhr")
    html = page(client, invitation).content.decode()
    assert said.replace(" bis ", "\N{NO-BREAK SPACE}bis\N{NO-BREAK SPACE}") in html


def test_opening_it_changes_nothing_and_it_stays_out_of_caches(client, invitation, told):
    answer = page(client, invitation)
    assert (answer["X-Robots-Tag"], answer["Cache-Control"]) == ("noindex", "private, no-store")
    assert answer.cookies == {}
    assert (stands(), told()) == (("", "asked"), [])


def test_a_yes_agrees_and_tells_the_leaders(client, invitation, told):
    answer = page(client, invitation, "zusagen/")
    assert answer.url == f"/einladung/{invitation.token}/"
    assert (stands(), told()) == (("yes", "agreed"), [LEADER])
    assert heading(page(client, invitation)) == "Danke, Sie machen mit!"
    assert Message.objects.get(state="open").subject == "Ortsamt Probe: sagt zu"


def test_a_double_click_is_one_answer(client, invitation, told):
    page(client, invitation, "zusagen/")
    first = Invitation.objects.get().answered_at
    Message.objects.update(state="sent")
    assert page(client, invitation, "zusagen/").status_code == 302
    assert Invitation.objects.get().answered_at == first
    assert told() == []


def test_a_no_needs_no_reason_and_may_have_one(client, invitation):
    page(client, invitation, "absagen/")
    assert (stands(), Invitation.objects.get().words) == (("no", "declined"), "")
    page(client, invitation, "absagen/", reason="Da bin ich im Urlaub.")
    message = Message.objects.get(state="open")
    assert "Dazu schreibt der Kooperationspartner: Da bin ich im Urlaub." in message.body


def test_the_answer_may_change_until_the_day(client, invitation, told):
    page(client, invitation, "zusagen/")
    page(client, invitation, "absagen/", reason="Doch nicht.")
    page(client, invitation, "vorschlagen/", at="14.30")
    page(client, invitation, "zusagen/")
    row = Invitation.objects.get()
    assert (stands(), row.words, row.proposed_time) == (("yes", "agreed"), "", None)
    assert told() == [LEADER]


@pytest.mark.parametrize(
    ("sent", "day", "at"),
    [
        ({"day": "{iso}"}, True, None),
        ({"day": "{german}", "at": "10.30"}, True, "10:30"),
        ({"at": "10:30"}, False, "10:30"),
        ({"at": "9 Uhr"}, False, "09:00"),
        ({"words": "Im Herbst wäre besser."}, False, None),
    ],
)
def test_another_day_or_time_is_proposed_as_people_write_it(client, invitation, sent, day, at):
    wanted = timezone.localdate() + timedelta(days=50)
    forms = {"iso": wanted.isoformat(), "german": f"{wanted:%d.%m.%Y}"}
    sent = {name: value.format(**forms) for name, value in sent.items()}
    assert page(client, invitation, "vorschlagen/", **sent).status_code == 302
    row = Invitation.objects.get()
    assert (stands(), row.proposed_date) == (("proposal", "asked"), wanted if day else None)
    assert (row.proposed_time and f"{row.proposed_time:%H:%M}") == at
    assert heading(page(client, invitation)) == "Danke für Ihren Vorschlag"


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "day", "Bitte nennen Sie einen Tag oder eine Uhrzeit."),
        ({"day": "bald"}, "day", "Bitte schreiben Sie das Datum so: 24.12.2027."),
        (
            {"day": "2020-01-01"},
            "day",
            "Dieser Tag ist schon vorbei. Bitte wählen Sie einen anderen.",
        ),
        ({"day": "9999-01-01"}, "day", "Bitte prüfen Sie das Jahr."),
        (
            {"at": "halb elf"},
            "at",
            "Bitte schreiben Sie die Uhrzeit mit Ziffern, zum Beispiel 10:30.",
        ),
        ({"at": "25:00"}, "at", "Bitte schreiben Sie die Uhrzeit mit Ziffern, zum Beispiel 10:30."),
    ],
)
def test_a_proposal_that_cannot_be_read_comes_back_with_its_words(
    client, invitation, sent, field, words
):
    answer = page(client, invitation, "vorschlagen/", **sent, words="" if not sent else "Gern!")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [words]}
    html = answer.content.decode()
    assert f'<a href="#vorschlag-{field}">' in html
    assert not sent or "Gern!" in html
    assert stands() == ("", "asked")


def test_what_is_needed_is_said_and_seen(client, invitation, told):
    page(client, invitation, "bedarf/", needs_projector="on", needs_other="einen Tisch")
    row = Invitation.objects.get()
    assert row.needs == ["einen Beamer", "einen Tisch"]
    assert told() == [LEADER]
    Message.objects.update(state="sent")
    page(client, invitation, "bedarf/", needs_projector="on", needs_other="einen Tisch")
    assert told() == []


def test_an_older_page_undoes_no_newer_need(client, invitation):
    shown = {"initial-needs_other": "", "needs_other": ""}
    Invitation.objects.update(needs_other="einen Tisch")
    page(client, invitation, "bedarf/", **shown, needs_step_free="on")
    assert Invitation.objects.get().needs == ["einen Weg ohne Stufen", "einen Tisch"]
    answer = page(client, invitation, "bedarf/", **{**shown, "needs_other": "zwei Stühle"})
    assert answer.status_code == 409
    assert Invitation.objects.get().needs_other == "einen Tisch"


@pytest.mark.parametrize("token", ["AAAAAAAA" + "0" * 22, "kurz", "x" * 50])
def test_an_unknown_link_leads_to_a_friendly_page_with_the_phone_number(client, invitation, token):
    for answer in (client.get(f"/einladung/{token}/"), client.post(f"/einladung/{token}/zusagen/")):
        assert (answer.status_code, heading(answer)) == (404, "Diesen Link kennen wir nicht")
        assert 'href="tel:' in answer.content.decode()
    assert stands() == ("", "asked")


def test_the_key_without_its_seal_opens_nothing(client, invitation):
    assert client.get(f"/einladung/{invitation.lookup_key}{'0' * 22}/").status_code == 404


def test_who_left_the_partner_answers_no_more(client, invitation, contact):
    contact.leave()
    assert page(client, invitation, "zusagen/").status_code == 404
    assert stands() == ("", "asked")


def closed(client, invitation):
    """Return what the page says, and what became of an answer that is sent all the same."""
    shown, sent = page(client, invitation), page(client, invitation, "zusagen/")
    assert (shown.status_code, sent.status_code) == (410, 410)
    html = shown.content.decode()
    assert heading(shown) == "Hier ist keine Antwort mehr möglich"
    assert 'href="tel:' in html
    return html.split('<p class="lead">')[1].split("</p>")[0]


def test_an_expired_link_says_until_when_it_held(client, invitation):
    yesterday = timezone.localdate() - timedelta(days=1)
    CourseDay.objects.filter(pk=invitation.contribution.day_id).update(date=yesterday)
    assert closed(client, invitation).startswith("Dieser Link galt bis ")
    assert stands() == ("", "asked")


def test_a_link_whose_contribution_took_place_is_used(client, invitation):
    Contribution.objects.update(state="held")
    said = "Dieser Beitrag ist vorbei. Vielen Dank, wenn Sie dabei waren!"
    assert (closed(client, invitation), stands()) == (said, ("", "held"))


def test_what_staff_declined_is_not_agreed_by_an_old_link(client, invitation):
    Contribution.objects.update(state="declined")
    said = "Wir haben inzwischen anders geplant. Die Kursleitung spricht gern mit Ihnen."
    assert (closed(client, invitation), stands()) == (said, ("", "declined"))


def test_a_day_that_is_called_off_is_not_agreed_to(client, invitation):
    CourseDay.objects.filter(pk=invitation.contribution.day_id).update(state="cancelled")
    said = "Wir haben inzwischen anders geplant. Die Kursleitung spricht gern mit Ihnen."
    assert (closed(client, invitation), stands()) == (said, ("", "asked"))


def test_a_cancelled_course_says_so(client, invitation):
    Course.objects.update(status="cancelled")
    assert closed(client, invitation) == "Dieser Kurs ist leider abgesagt."


def test_a_form_on_another_site_is_refused(client, invitation):
    address = f"/einladung/{invitation.token}/zusagen/"
    assert client.post(address, headers={"Origin": "https://boese.example"}).status_code == 403
    assert stands() == ("", "asked")


def test_who_answers_all_the_time_reads_whom_to_call_and_keeps_the_words(
    client, invitation, monkeypatch
):
    from partners.public import page as view

    few = limits.Limit("invitation answers", 1, timedelta(days=1))
    monkeypatch.setattr(view, "ANSWERS", few)
    page(client, invitation, "zusagen/")
    answer = page(client, invitation, "absagen/", reason="Doch nicht.")
    assert (answer.status_code, stands()) == (429, ("yes", "agreed"))
    html = answer.content.decode()
    assert "Am Telefon geht es ganz schnell." in html
    assert "Doch nicht." in html


@pytest.mark.parametrize("verb", ["", "zusagen/", "absagen/", "vorschlagen/"])
def test_in_another_language_nothing_is_german(client, invitation, verb):
    if verb:
        page(client, invitation, verb, at="10:30")
    Contribution.objects.update(topic="")
    assert german_on(page(client, invitation, language="/en")) == []


def test_a_refused_answer_and_a_closed_page_are_english(client, invitation):
    assert german_on(page(client, invitation, "vorschlagen/", "/en")) == []
    assert german_on(client.get("/en/einladung/unbekannt/")) == []
    Contribution.objects.update(state="held")
    assert german_on(page(client, invitation, language="/en")) == []


def test_no_log_holds_the_link(invitation):
    from web.masked_logs import masked

    assert masked(f'"GET /en/einladung/{invitation.token}/zusagen/ HTTP/1.1" 410') == (
        '"GET /en/einladung/…/zusagen/ HTTP/1.1" 410'
    )


def test_the_page_costs_the_same_queries_however_long_the_day(
    client, invitation, django_assert_num_queries
):
    day = invitation.contribution.day
    item = ProgrammeItem.objects.create(day=day, minutes=60)
    Contribution.objects.update(item=item)
    with django_assert_num_queries(2):
        page(client, invitation)
    for number in range(8):
        ProgrammeItem.objects.create(day=day, position=number, minutes=10)
    with django_assert_num_queries(2):
        page(client, invitation)
