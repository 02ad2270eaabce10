from datetime import date

import pytest
from django.utils import timezone

from correspondence.models import Message
from participants.admin.person import format_html_links, matching
from participants.models import Participant
from tests.sent_form import sent

LIST = "/verwaltung/participants/participant/"


def test_a_new_name_gets_its_place_in_lists(as_staff, make_registration):
    person = make_registration("Ada Beispiel").participant
    values = {
        "name": "Ada  Zweitname",
        "sort_name": person.sort_name,
        "channel": "phone",
        "phone": "0421 98765",
        "email": "",
    }
    as_staff.post(f"/verwaltung/participants/participant/{person.pk}/change/", values)
    person = Participant.objects.get()
    assert (person.name, person.sort_name, person.phone) == (
        "Ada Zweitname",
        "Zweitname, Ada",
        "+4942198765",
    )


def test_one_person_and_many_cost_the_same_queries(
    as_staff, make_registration, django_assert_num_queries
):
    address = "/verwaltung/participants/participant/"
    make_registration()
    with django_assert_num_queries(4):
        as_staff.get(address)
    for number in range(8):
        make_registration(f"Person {number}")
    with django_assert_num_queries(4):
        as_staff.get(address)


def test_a_date_of_death_is_put_right_where_it_stands(as_staff, make_registration, staff):
    person = make_registration().participant
    address = f"/verwaltung/participants/participant/{person.pk}/change/"
    typed = {"name": person.name, "channel": "email", "email": person.email}

    def noted(day):
        as_staff.post(address, {**typed, "date_of_death": day})
        person.refresh_from_db()
        return str(person.date_of_death)

    assert noted("2026-01-30") == "None"
    person.record_death(date(2026, 1, 31), staff)
    assert [noted("2026-01-30"), noted("0001-01-01"), noted("2099-01-01")] == ["2026-01-30"] * 3


@pytest.mark.parametrize(("email", "confirmed"), [("person@example.org", True), ("a@b.de", False)])
def test_another_email_address_is_not_confirmed(as_staff, make_registration, email, confirmed):
    person = make_registration().participant
    person.email_confirmed_at = timezone.now()
    person.save()
    typed = {"name": person.name, "channel": "email", "email": email}
    as_staff.post(f"/verwaltung/participants/participant/{person.pk}/change/", typed)
    person.refresh_from_db()
    assert (person.email, person.email_confirmed_at is not None) == (email, confirmed)


def test_a_list_name_that_was_typed_stays(as_staff, make_registration):
    person = make_registration("Ada Beispiel").participant
    values = {"name": "Ada Zweitname", "sort_name": "Ada", "channel": "email", "email": "a@b.de"}
    as_staff.post(f"{LIST}{person.pk}/change/", values)
    assert Participant.objects.get().sort_name == "Ada"


def test_an_odd_number_that_nobody_touched_is_not_asked_about_again(as_staff, make_registration):
    odd = {"phone": "+4942112345678901", "channel": "phone"}
    person = make_registration(contact=odd).participant
    address = f"/verwaltung/participants/participant/{person.pk}/change/"
    answer = as_staff.post(address, sent(as_staff.get(address), name="Ada Beispiel"))
    person.refresh_from_db()
    assert (answer.status_code, person.name, person.phone) == (302, "Ada Beispiel", odd["phone"])


def test_the_phone_number_stands_there_as_people_read_it(as_staff, make_registration):
    contact = {"phone": "+49421123456", "channel": "phone"}
    person = make_registration(contact=contact).participant
    page = as_staff.get(f"{LIST}{person.pk}/change/")
    assert page.context["adminform"].form["phone"].value() == "0421\N{NO-BREAK SPACE}123456"


def test_the_registrations_of_somebody_lead_to_their_pages(as_staff, make_registration):
    registration = make_registration()
    page = as_staff.get(f"{LIST}{registration.participant_id}/change/").content.decode()
    assert f'<a href="/verwaltung/anmeldungen/{registration.reference}/">' in page
    assert f"{registration.reference}, {registration.course}: angemeldet</a>" in page


def test_links_are_escaped_and_none_is_a_dash():
    assert format_html_links([("/a/", "<b>"), ("/c/", "d")]) == (
        '<a href="/a/">&lt;b&gt;</a><br><a href="/c/">d</a>'
    )
    assert format_html_links([]) == "–"


def test_a_search_finds_no_more_people_than_a_list_has_pages_for(make_registration, monkeypatch):
    monkeypatch.setattr("participants.admin.person.CappedPaginator.most", 1)
    for number in range(4):
        make_registration(f"Ada {number}")
    assert len(matching("ada")) == 2


def test_people_come_in_by_registering_only(as_staff, db):
    assert as_staff.get(f"{LIST}add/").status_code == 403


@pytest.fixture
def correct(as_staff, make_registration):
    """Return a function that corrects somebody's data, and what they are told then."""
    registration = make_registration(contact={"email": "alt@example.org", "channel": "email"})
    person = registration.participant
    person.note_email_confirmed()
    Message.objects.all().delete()

    def correct(**values):
        known = {"name": person.name, "channel": "email", "email": person.email, "language": "de"}
        as_staff.post(f"{LIST}{person.pk}/change/", known | values)
        person.refresh_from_db()
        told = Message.objects.order_by("pk").values_list("occasion", "address", "language")
        return person, list(told)

    return correct


def test_another_email_address_by_staff_is_told_to_both(correct):
    person, told = correct(email="neu@example.org")
    assert (person.email, person.email_confirmed_at) == ("neu@example.org", None)
    assert told == [
        ("email_confirm", "neu@example.org", "de"),
        ("email_changed", "alt@example.org", "de"),
    ]
    assert Message.objects.get(occasion="email_confirm").body.count(person.email_seal()) == 1


def test_an_offer_is_told_again_on_the_way_that_staff_corrected(correct):
    person = Participant.objects.get()
    person.registrations.update(status="offered")
    _, told = correct(channel="phone", phone="0421 123456")
    assert told == [("registration_offered", "0421\N{NO-BREAK SPACE}123456", "de")]


def test_staff_change_language_and_preferred_channel(correct):
    person, told = correct(language="tr", channel="phone", phone="0421 123456")
    assert (person.language, person.channel, told) == ("tr", "phone", [])
    person, _ = correct(language="", phone="0421 123456")
    assert person.language == "tr"


def test_what_failed_goes_to_the_address_of_today(as_staff, correct, make_registration):
    failed = make_registration(contact={"email": "falsch@example.org", "channel": "email"})
    message = Message.objects.get()
    Message.objects.update(state="failed")
    Participant.objects.filter(pk=failed.participant_id).update(email="richtig@example.org")
    as_staff.post(f"/verwaltung/correspondence/message/{message.pk}/noch-einmal/")
    message.refresh_from_db()
    assert (message.state, message.address) == ("open", "richtig@example.org")


@pytest.mark.parametrize("occasion", ["email_changed", "email_confirm"])
def test_what_is_about_one_address_never_goes_to_another(as_staff, make_registration, occasion):
    person = make_registration(contact={"email": "alt@example.org", "channel": "email"}).participant
    Message.objects.update(state="failed", occasion=occasion)
    Participant.objects.filter(pk=person.pk).update(email="neu@example.org")
    message = Message.objects.get()
    as_staff.post(f"/verwaltung/correspondence/message/{message.pk}/noch-einmal/")
    message.refresh_from_db()
    assert (message.state, message.address) == ("failed", "alt@example.org")


def test_what_failed_waits_while_there_is_no_address_any_more(as_staff, make_registration):
    person = make_registration().participant
    Message.objects.update(state="failed")
    Participant.objects.filter(pk=person.pk).update(email="", phone="+49421123456")
    page = f"/verwaltung/correspondence/message/{Message.objects.get().pk}/noch-einmal/"
    said = as_staff.post(page, follow=True).content.decode()
    assert (Message.objects.get().state, said.count("keine E-Mail-Adresse mehr")) == ("failed", 1)
