"""A link tells whether an e-mail address is really the person's; nobody loses a place by it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from correspondence.models import Message
from courses.formatting import long_date
from participants.models import Status
from participants.people.email_confirmation import confirm_link

CONFIRMED = "<h1>Ihre E-Mail-Adresse ist bestätigt</h1>"


@pytest.fixture
def registration(make_registration):
    return make_registration()


@pytest.fixture
def link(registration):
    return confirm_link(registration).removeprefix(settings.BASE_URL)


def confirmed_at(registration):
    registration.participant.refresh_from_db()
    return registration.participant.email_confirmed_at


def test_opening_the_link_only_asks(client, registration, link):
    content = client.get(link).content.decode()
    assert content.count("<h1>E-Mail-Adresse bestätigen</h1>") == 1
    assert content.count("person@example.org") == 1
    assert confirmed_at(registration) is None


def test_the_button_confirms_once_and_shows_the_same_page_ever_after(client, registration, link):
    seen = []
    for _ in range(2):
        response = client.post(link)
        assert (response.status_code, response["Location"]) == (302, link)
        seen.append(confirmed_at(registration))
    assert (seen[0] is not None, seen[0] == seen[1]) == (True, True)
    assert client.get(link).content.decode().count(CONFIRMED) == 1


def test_the_link_of_another_address_opens_nothing(client, registration, link):
    person = registration.participant
    person.email = "neu@example.org"
    person.save()
    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        assert response.content.decode().count("<h1>Dieser Link gilt nicht mehr</h1>") == 1
    assert confirmed_at(registration) is None


def test_without_an_address_nothing_is_confirmed(client, registration, link):
    person = registration.participant
    person.email, person.phone = "", "+49421123456"
    person.save()
    empty = link.replace(link.split("/")[-2], person.email_seal())
    assert [client.get(each).status_code for each in (link, empty)] == [410, 410]


def test_the_seal_belongs_to_one_person(client, registration, make_registration, link):
    other = make_registration("Bo")
    strange = link.replace(registration.token, other.token)
    assert client.post(strange).status_code == 410


def test_who_is_confirmed_or_has_no_address_gets_no_link(client, registration, link):
    client.post(link)
    confirmed_at(registration)
    assert confirm_link(registration) == ""
    registration.participant.email_confirmed_at = None
    registration.participant.email = ""
    assert confirm_link(registration) == ""


def test_the_link_speaks_the_persons_language(registration):
    registration.participant.language = "tr"
    assert confirm_link(registration).startswith(f"{settings.BASE_URL}/tr/anmeldung/") is True


def test_with_the_confirmation_the_time_for_an_offer_begins(
    client, small_course, make_registration
):
    first = make_registration("Ada", course=small_course)
    second = make_registration("Bo", course=small_course)
    first.withdraw()
    second.refresh_from_db()
    assert (second.status, second.offer_ends_at) == (Status.OFFERED, None)
    client.post(confirm_link(second).removeprefix(settings.BASE_URL))
    second.refresh_from_db()
    until = timezone.localdate() + timedelta(days=small_course.offer_days)
    assert timezone.localdate(second.offer_ends_at) == until
    content = client.get(second.get_absolute_url()).content.decode()
    assert content.count(f"Bitte antworten Sie bis {long_date(until)}.") == 1


def test_confirming_begins_no_deadline_of_an_offer_by_phone(
    client, small_course, make_registration
):
    both = {"phone": "+49421123456", "email": "person@example.org", "channel": "phone"}
    first = make_registration("Ada", course=small_course)
    second = make_registration("Bo", course=small_course, contact=both)
    first.withdraw()
    client.post(confirm_link(second).removeprefix(settings.BASE_URL))
    second.refresh_from_db()
    assert (second.status, second.offer_ends_at) == (Status.OFFERED, None)


def test_every_mail_to_an_unconfirmed_address_asks_for_the_confirmation(registration, link):
    assert Message.objects.get().body.count(settings.BASE_URL + link) == 1
    registration.participant.email_confirmed_at = timezone.now()
    registration.participant.save()
    registration.withdraw()
    assert Message.objects.latest("pk").body.count("/email/") == 0


def test_an_unconfirmed_address_never_costs_the_place(client, registration):
    registration.refresh_from_db()
    assert registration.status == Status.ENROLLED
    content = client.get(registration.get_absolute_url()).content.decode()
    assert content.count("Ihre E-Mail-Adresse ist noch nicht bestätigt.") == 1


def test_a_confirmed_address_is_not_mentioned(client, registration, link):
    client.post(link)
    content = client.get(registration.get_absolute_url()).content.decode()
    assert content.count("Ihre E-Mail-Adresse ist noch nicht bestätigt.") == 0


def test_the_page_is_kept_by_nobody(client, link):
    response = client.get(link)
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-store", "noindex")
