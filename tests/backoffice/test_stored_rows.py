"""Two of the staff have the same page of the admin open: the older page undoes nothing."""

from datetime import date

import pytest

from courses.models import Course, Venue
from pages.models import Page
from partners.models import Contribution
from tests.backoffice.older_page import change, just_now, now, page_of, refused
from tests.sent_form import sent


def conflicts(answer):
    return answer.context["adminform"].form.errors


def test_a_course_with_only_its_title_changed_keeps_the_new_capacity(as_staff, other, course):
    old = sent(as_staff.get(page_of(course)), title="Neuer Titel")
    change(other, course, capacity="21", fee="45,00")
    assert as_staff.post(page_of(course), old).status_code == 302
    assert now(course, "title", "capacity", "fee") == ("Neuer Titel", 21, 45)


def test_a_person_with_only_the_name_changed_keeps_the_corrected_address(
    as_staff, client, make_registration
):
    registration = make_registration("Ada Beispiel")
    person, own = registration.participant, f"{registration.get_absolute_url()}daten/"
    old = sent(as_staff.get(page_of(person)), name="Ada Neuname")
    as_staff.post(own, sent(as_staff.get(own), own, email="neu@example.org"))
    assert as_staff.post(page_of(person), old).status_code == 302
    assert now(person, "name", "email") == ("Ada Neuname", "neu@example.org")


def test_both_addresses_and_who_wrote_the_newer_one_are_shown(as_staff, make_registration):
    registration = make_registration("Ada Beispiel")
    person, own = registration.participant, f"{registration.get_absolute_url()}daten/"
    old = sent(as_staff.get(page_of(person)), email="buero@example.org", name="Ada Neuname")
    as_staff.post(own, sent(as_staff.get(own), own, email="neu@example.org"))
    answer = as_staff.post(page_of(person), old)
    assert answer.status_code == 409
    assert conflicts(answer) == {
        "email": [
            "Hier steht inzwischen „neu@example.org“. Geändert: die Person selbst, auf ihrer Seite,"
            f" {just_now()}. Wenn Sie noch einmal speichern, gilt Ihre Angabe „buero@example.org“."
        ]
    }
    assert now(person, "name", "email") == ("Ada Beispiel", "neu@example.org")


def test_what_was_typed_stays_and_counts_when_it_is_sent_once_more(as_staff, other, course):
    answer = refused(as_staff, other, course, {"capacity": "12"}, {"capacity": "21", "fee": "7"})
    again = sent(answer)
    assert (again["capacity"], again["initial-capacity"]) == (["12"], ["21"])
    assert as_staff.post(page_of(course), again).status_code == 302
    assert now(course, "capacity", "fee") == (12, 7)


def test_a_tick_takes_the_newer_value(as_staff, other, course):
    mine = {"capacity": "12", "title": "Neuer Titel"}
    answer = refused(as_staff, other, course, mine, {"capacity": "21"})
    assert "„21“ nehmen" in answer.content.decode()
    as_staff.post(page_of(course), sent(answer, **{"theirs-capacity": "ja"}))
    assert now(course, "capacity", "title") == (21, "Neuer Titel")


def test_the_history_of_the_programme_says_who_changed_it(as_staff, other, course):
    answer = refused(as_staff, other, course, {"capacity": "12"}, {"capacity": "21"})
    change(other, course, title="Später")  # another field: it does not count
    assert conflicts(answer)["capacity"] == [
        f"Hier steht inzwischen „21“. Geändert: Zita Zweit, {just_now()}."
        " Wenn Sie noch einmal speichern, gilt Ihre Angabe „12“."
    ]


def test_where_nobody_noted_who_it_was_the_page_says_so(as_staff, make_registration):
    person = make_registration().participant
    old = sent(as_staff.get(page_of(person)), street="Weg 2", postal_code="28309")
    type(person).objects.filter(pk=person.pk).update(street="Weg 1")
    [words] = conflicts(as_staff.post(page_of(person), old))["street"]
    assert words == (
        "Hier steht inzwischen „Weg 1“. Wer das geändert hat, ist nicht notiert."
        " Wenn Sie noch einmal speichern, gilt Ihre Angabe „Weg 2“."
    )


def test_leaders_who_were_added_meanwhile_stay(as_staff, other, course, leader, other_leader):
    old = sent(as_staff.get(page_of(course)), title="Neuer Titel")
    change(other, course, leaders=[leader.pk, other_leader.pk])
    as_staff.post(page_of(course), old)
    assert {*course.leaders.all()} == {leader, other_leader}


def test_two_choices_of_leaders_are_a_conflict_also_where_there_was_none(
    as_staff, other, course, leader, other_leader
):
    course.leaders.clear()
    mine, theirs = {"leaders": [leader.pk]}, {"leaders": [other_leader.pk]}
    answer = refused(as_staff, other, course, mine, theirs)
    assert conflicts(answer)["leaders"] == [
        f"Hier steht inzwischen „Otto Ander“. Geändert: Zita Zweit, {just_now()}."
        " Wenn Sie noch einmal speichern, gilt Ihre Angabe „Lea Leit“."
    ]
    as_staff.post(page_of(course), sent(answer, **{"theirs-leaders": "ja"}))
    assert [*course.leaders.all()] == [other_leader]


def test_a_box_whose_tick_another_took_away_stays_empty(as_staff, other, leader):
    old = sent(as_staff.get(page_of(leader)), name="Lea Leitner")
    change(other, leader, is_active=None)
    as_staff.post(page_of(leader), old)
    assert now(leader, "name", "is_active") == ("Lea Leitner", False)


def test_a_public_page_keeps_the_newer_text(as_staff, other):
    page = Page.objects.create(slug="probe", title="Probe", body="Erste Zeile\n\nZweite Zeile")
    old = sent(as_staff.get(page_of(page)), title="Neu")
    change(other, page, body="Anderer Text")
    as_staff.post(page_of(page), old)
    assert now(page, "title", "body") == ("Neu", "Anderer Text")


def test_two_long_texts_are_both_on_the_page(as_staff, other):
    page = Page.objects.create(slug="probe", title="Probe", body="Erste Zeile")
    answer = refused(as_staff, other, page, {"body": "Mein Text"}, {"body": "Ihr\n\n<b>Text"})
    html = answer.content.decode()
    assert conflicts(answer)["body"] == [
        f"Hier steht inzwischen ein anderer Text. Geändert: Zita Zweit, {just_now()}."
        " Wenn Sie noch einmal speichern, gilt Ihr Text."
    ]
    assert ("<p>Ihr</p>\n\n<p>&lt;b&gt;Text</p>" in html, "Mein Text" in html) == (True, True)
    as_staff.post(page_of(page), sent(answer, **{"theirs-body": "ja"}))
    assert now(page, "body") == ("Ihr\n\n<b>Text",)


def test_a_venue_keeps_what_another_wrote(as_staff, other, venue):
    old = sent(as_staff.get(page_of(venue)), name="Neues Haus")
    change(other, venue, step_free="no", access="Drei Stufen.")
    as_staff.post(page_of(venue), old)
    assert now(venue, "name", "step_free", "access") == ("Neues Haus", "no", "Drei Stufen.")


def test_a_choice_is_named_in_its_words(as_staff, other, venue):
    answer = refused(as_staff, other, venue, {"step_free": "partly"}, {"step_free": "no"})
    [words] = conflicts(answer)["step_free"]
    assert words.startswith("Hier steht inzwischen „nur über Stufen“. Geändert: Zita Zweit, ")
    assert words.endswith(" gilt Ihre Angabe „teilweise ohne Stufen“.")
    assert now(venue, "step_free") == ("no",)


def test_a_contribution_keeps_the_newer_state(as_staff, other, partner, course):
    block = course.blocks.first()
    given = Contribution.objects.create(partner=partner, block=block, topic="Rundgang")
    old = sent(as_staff.get(page_of(given)), topic="Rundgang am Fluss")
    change(other, given, state="agreed", day=block.days.first().pk)
    as_staff.post(page_of(given), old)
    assert now(given, "topic", "state", "day") == (
        "Rundgang am Fluss",
        "agreed",
        block.days.first(),
    )


def test_what_both_wrote_alike_is_no_conflict(as_staff, other, course):
    old = sent(as_staff.get(page_of(course)), capacity="21", fee="45")
    change(other, course, capacity="21", fee="45,00")
    assert as_staff.post(page_of(course), old).status_code == 302
    assert now(course, "capacity", "fee") == (21, 45)


def test_what_was_merged_is_checked_as_a_whole(as_staff, make_registration):
    person = make_registration(contact={"email": "a@b.de", "phone": "+49421123456"}).participant
    old = sent(as_staff.get(page_of(person)), phone="")
    type(person).objects.filter(pk=person.pk).update(email="")
    answer = as_staff.post(page_of(person), old)
    assert answer.context["adminform"].form.non_field_errors() == [
        "Bitte tragen Sie E-Mail, Telefon oder Adresse ein."
    ]
    assert now(person, "phone") == ("+49421123456",)


def test_a_page_that_nobody_touched_changes_nothing(as_staff, other, course):
    old = sent(as_staff.get(page_of(course)))
    change(other, course, title="Anders", registration_opens="2026-05-01")
    before = course.history.count()
    as_staff.post(page_of(course), old)
    assert now(course, "title", "registration_opens") == ("Anders", date(2026, 5, 1))
    assert course.history.count() == before


@pytest.mark.parametrize("kind", ["course", "venue"])
def test_a_page_that_nobody_touched_writes_nothing_into_the_history(as_staff, request, kind):
    row = request.getfixturevalue(kind)
    before = row.history.count()
    as_staff.post(page_of(row), sent(as_staff.get(page_of(row))))
    assert row.history.count() == before


def test_the_summary_of_a_refused_page_takes_the_focus_and_links_to_the_field(
    as_staff, other, course
):
    answer = refused(as_staff, other, course, {"capacity": "12"}, {"capacity": "21"})
    html = answer.content.decode()
    assert html.count('class="error-summary" role="alert" tabindex="-1" autofocus') == 1
    assert html.count('<a href="#id_capacity">Plätze: Hier steht inzwischen „21“.') == 1
    assert "<title>Fehler: " in html


def test_what_another_emptied_is_named_as_empty(as_staff, other, venue):
    answer = refused(as_staff, other, venue, {"street": "Weg 2"}, {"street": ""})
    [words] = conflicts(answer)["street"]
    assert words.startswith("Hier steht inzwischen „leer“.")


def test_a_value_that_cannot_be_read_hides_no_conflict(as_staff, other, course):
    answer = refused(as_staff, other, course, {"capacity": "viele"}, {"capacity": "21"})
    first, second = conflicts(answer)["capacity"]
    assert first == "Bitte schreiben Sie eine ganze Zahl."
    assert second.startswith("Hier steht inzwischen „21“. Geändert: Zita Zweit, ")


@pytest.mark.parametrize("hidden", ["", "\0", "[", "[[[", '{"a": 1}', "9" * 400, "<b>"])
def test_a_hidden_value_that_no_page_showed_breaks_nothing(as_staff, course, venue, hidden):
    for row in (course, venue):
        old = sent(as_staff.get(page_of(row)))
        odd = {name: hidden for name in old if name.startswith("initial-")}
        assert as_staff.post(page_of(row), old | odd).status_code in (302, 409)


def test_a_row_that_is_gone_is_not_found(as_staff, course):
    question = "/verwaltung/courses/venue/99999/change/"
    assert as_staff.post(question, {}).status_code == 302
    assert as_staff.post("/verwaltung/courses/venue/x/change/", {}).status_code == 302
    assert (Venue.objects.count(), Course.objects.count()) == (1, 1)


@pytest.mark.parametrize("pk", ["9" * 30, "x", "\0", "-1"])
def test_a_choice_that_there_cannot_be_is_refused(as_staff, course, partner, pk):
    form = sent(as_staff.get(page_of(course)), leaders=[pk], district=pk)
    assert as_staff.post(page_of(course), form).status_code == 200
    form = sent(as_staff.get(page_of(partner)), districts=[pk])
    assert as_staff.post(page_of(partner), form).status_code == 200
