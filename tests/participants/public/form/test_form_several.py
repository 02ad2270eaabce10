"""Couples and neighbours on one form: entered one after the other, sent once."""

from uuid import uuid4

import pytest

from courses.models import Course
from participants.models import Registration
from tests.participants.public.form.several import (
    ADA,
    ANOTHER,
    SEND,
    URL,
    change,
    people,
    stored,
    without,
)


def test_a_couple_on_the_whole_way_from_form_to_receipt(client, course, open_page):
    first = open_page(URL).fields | ADA | {"email": "ada@example.org", "alumni": "2026-11"}
    second = open_page(ANOTHER, first)
    assert second.headings[1:3] == ["Schon aufgeschrieben", "Person 2"]
    shared = {"p2-phone": "0421 123456", "p2-street": "Weg 1", "p2-postal_code": "28309"}
    typed = second.typed()
    assert {name: typed[name] for name in typed if name.startswith("p2-")} == shared
    check = open_page(URL, second.fields | {"p2-name": "Bo"})
    assert check.headings == ["Prüfen Sie Ihre Angaben", "Ada", "Bo", "Kommt noch jemand mit?"]
    assert stored() == []
    sent = client.post(SEND, check.fields)
    ada, bo = Registration.objects.order_by("sequence")
    assert (sent.status_code, sent["Location"]) == (303, f"/danke/{ada.token}.{bo.token}/")
    assert (ada.consents.count(), bo.consents.count()) == (1, 0)
    assert (ada.participant.email, bo.participant.email) == ("ada@example.org", "")
    assert (ada.party, bo.party) == (None, None)


def test_the_new_person_is_asked_with_an_own_name_and_a_word_about_what_was_carried(
    course, open_page
):
    carried = "Telefon und Adresse haben wir übernommen."
    assert open_page(ANOTHER, {**ADA, "key": "x"}).html.count(carried) == 1
    alone = {"name": "Ada", "email": "ada@example.org"}
    second = open_page(ANOTHER, alone)
    assert (second.status, second.html.count(carried)) == (200, 0)
    assert second.html.count("Name der weiteren Person") == 1
    assert second.html.count("error-summary") == 0


def test_nobody_else_is_asked_before_the_first_person_is_complete(course, open_page):
    page = open_page(ANOTHER, {"name": "Ada"})
    assert (page.status, page.html.count("<title>Fehler: ")) == (422, 1)
    assert page.html.count('<a href="#id_phone">') == 1
    assert [name for name in page.fields if name.startswith("p2-")] == []


def test_an_error_of_somebody_who_is_not_shown_opens_their_form(course, open_page, couple):
    wrong = couple | {"p2-phone": "ruft an", "together": "on"}
    for address in (URL, SEND, ANOTHER):
        page = open_page(address, wrong)
        assert (page.status, page.html.count('<a href="#id_p2-phone">')) == (422, 1)
        assert page.headings[:4] == [
            "Bitte ändern Sie noch etwas",
            "Anmeldung zum Kurs in Hemelingen",
            "Schon aufgeschrieben",
            "Person 2",
        ]
        assert page.typed() == wrong
    assert stored() == []


def test_the_check_page_lets_people_change_and_remove_everybody(course, open_page, couple):
    page = open_page(URL, couple)
    verbs = [change(1), without(1), change(2), without(2)]
    assert [button for button in page.buttons if button in verbs] == verbs
    told = '<span class="visually-hidden">: <bdi>{}</bdi></span>'
    assert [page.html.count(told.format(name)) for name in ("Erna Muster", "Karl Muster")] == [2, 2]
    assert page.html.count("2 Anmeldungen absenden") == 1


def test_one_person_alone_sees_nothing_of_others(course, open_page):
    page = open_page(URL, {**ADA, "key": "x"})
    assert without(1) not in page.buttons
    assert page.html.count('name="together"') == 0
    assert page.html.count(">Anmeldung absenden<") == 1
    assert page.headings == ["Prüfen Sie Ihre Angaben", "Kommt noch jemand mit?"]


@pytest.mark.parametrize(
    ("number", "shown", "hidden"), [(1, "name", "p2-name"), (2, "p2-name", "name")]
)
def test_changing_shows_one_person_and_carries_the_other(
    course, open_page, couple, number, shown, hidden
):
    page = open_page(change(number), couple)
    assert page.status == 200
    assert page.html.count(f'type="text" name="{shown}"') == 1
    assert page.html.count(f'type="hidden" name="{hidden}"') == 1
    assert page.typed() == couple
    assert page.html.count("error-summary") == 0


def test_removing_somebody_leads_back_to_the_answers(course, open_page, couple):
    page = open_page(without(1), couple | {"together": "on"})
    assert (page.status, page.headings[0]) == (200, "Prüfen Sie Ihre Angaben")
    assert page.typed() == {
        "key": couple["key"],
        "name": "Karl Muster",
        "phone": "0421 123456",
    }


def test_who_adds_nobody_after_all_loses_nothing(course, open_page):
    second = open_page(ANOTHER, {**ADA, "key": "x"})
    assert without(2) in second.buttons
    assert open_page(without(2), second.fields).typed() == {**ADA, "key": "x"}


def test_removing_while_something_is_missing_asks_without_reproach(course, open_page, couple):
    page = open_page(without(1), couple | {"p2-phone": ""})
    assert (page.status, page.html.count("error-summary")) == (200, 0)
    assert page.typed() == {"key": couple["key"], "name": "Karl Muster"}


def test_unknown_numbers_open_the_first_person_and_remove_nobody(course, open_page, couple):
    for number in (0, 3, 99, 10**30):
        assert open_page(change(number), couple).html.count('type="text" name="name"') == 1
        assert open_page(without(number), couple).typed() == couple


def test_six_people_register_and_the_seventh_calls(client, course, open_page):
    six = people(6)
    page = open_page(URL, six)
    assert ANOTHER not in page.buttons
    assert page.html.count("Hier können sich sechs Personen zusammen anmelden.") == 1
    stopped = open_page(ANOTHER, six)
    assert stopped.headings[0] == "Sie kommen mit vielen, das ist schön"
    assert stopped.html.count('href="tel:+493023125000"') > 0
    assert stopped.typed() == six
    receipt = client.get(client.post(SEND, stopped.fields)["Location"])
    assert receipt.content.decode().count("Anmeldenummer:") == 6
    assert stored() == [f"Mensch {number}" for number in range(1, 7)]


def test_only_together_is_asked_never_ticked_and_kept_on_every_page(course, open_page, couple):
    assert open_page(URL, couple).fields.get("together") is None
    wish = couple | {"together": "on"}
    assert open_page(URL, wish).fields["together"] == "on"
    assert open_page(change(1), wish).fields["together"] == "on"
    assert open_page(ANOTHER, wish).fields["together"] == "on"


def test_more_people_than_seats_are_told_and_never_wait_together_for_ever(
    client, open_page, small_course, couple
):
    form = "/kurse/blockdiek-2027/anmelden/"
    page = open_page(form, couple)
    assert ("So viele Plätze hat dieser Kurs nicht." in page.html, "together" in page.html) == (
        True,
        False,
    )
    client.post(f"{form}absenden/", couple | {"together": "on"})
    erna, karl = Registration.objects.order_by("sequence")
    assert (erna.party, erna.status) == (None, "enrolled")
    assert (karl.party, karl.status) == (None, "waiting")


def test_a_pair_that_only_comes_together_waits_together(
    client, small_course, couple, make_registration
):
    Course.objects.update(capacity=2)
    make_registration(course=small_course)
    client.post("/kurse/blockdiek-2027/anmelden/absenden/", couple | {"together": "on"})
    _, erna, karl = Registration.objects.order_by("sequence")
    assert (erna.party, karl.party) == (karl.party, erna.party)
    assert (erna.party is None, erna.status, karl.status) == (False, "waiting", "waiting")


def test_a_pair_that_also_comes_alone_takes_the_single_seat(client, small_course, couple):
    client.post("/kurse/blockdiek-2027/anmelden/absenden/", couple)
    erna, karl = Registration.objects.order_by("sequence")
    assert (erna.status, karl.status, karl.party) == ("enrolled", "waiting", None)


def test_father_and_son_may_have_one_name(client, course, couple):
    form = couple | {"p2-name": " erna  muster"}
    receipts = {client.post(SEND, form)["Location"] for _ in range(3)}
    assert (len(receipts), stored()) == (1, ["Erna Muster", "erna muster"])


@pytest.mark.parametrize("step", ["absenden/", "weitere/", "aendern/1/", "ohne/2/"])
def test_opening_the_address_of_a_step_leads_to_the_form(client, course, step):
    answer = client.get(URL + step)
    assert (answer.status_code, answer["Location"]) == (302, URL)


def test_checking_the_answers_costs_one_query_however_many_people_there_are(
    client, course, django_assert_num_queries
):
    client.post(URL, people(1))
    for count in (1, 6):
        with django_assert_num_queries(1):
            client.post(URL, people(count))


def test_storing_costs_three_queries_for_all_and_ten_for_each_person(
    client, course, django_assert_num_queries
):
    """PublicVersion and seats; limits, keys; and for each: person, lock, line, registration,
    history, fee, version, blocks and days for the words on the phone, message. The savepoint
    for all counts two."""
    client.post(SEND, reached_by_email(2))
    for count in (2, 3, 6):
        with django_assert_num_queries(3 + 2 + count * 10):
            client.post(SEND, reached_by_email(count))


def reached_by_email(count):
    typed = people(count)
    mails = {name.replace("phone", "email"): "" for name in typed if "phone" in name}
    return typed | {name: f"{uuid4()}@example.org" for name in mails}
