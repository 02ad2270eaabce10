"""Needs and consents on the own page: seen, changed, withdrawn; and gone with the place."""

import pytest

from participants.models import Consent, ConsentKind, Status
from participants.people import consents

KINDS = ("photos_inside", "photos_public", "alumni")


@pytest.fixture
def registration(make_registration):
    return make_registration(answers={"needs": "große Schrift"}, consents=["alumni"])


@pytest.fixture
def send(client, registration):
    """Return a function that sends the form of needs and consents, and reads what is stored."""

    def send(**fields):
        client.post(f"{registration.get_absolute_url()}wuensche/", fields)
        registration.refresh_from_db()
        given = registration.consents.filter(withdrawn_at=None).values_list("kind", flat=True)
        return registration.needs, sorted(given)

    return send


def read(client, registration, below=""):
    return client.get(f"{registration.get_absolute_url()}{below}").content.decode()


def test_the_own_page_shows_needs_and_consents(client, registration):
    content = read(client, registration)
    assert content.count("<bdi>große Schrift</bdi>") == 1
    assert content.count("Einladungen nach dem Kurs: ja") == 1
    assert content.count(f'href="{registration.get_absolute_url()}wuensche/"') == 1


def test_the_form_shows_what_we_know(client, registration):
    content = read(client, registration, "wuensche/")
    assert content.count("große Schrift</textarea>") == 1
    ticked = [content.count(f'checked id="id_{kind}"') for kind in KINDS]
    assert ticked == [0, 0, 1]


def test_everything_is_changed_and_withdrawn(send):
    assert send(needs="einen Stuhl", photos_inside="2026-11", alumni="2026-11") == (
        "einen Stuhl",
        ["alumni", "photos_inside"],
    )
    assert Consent.objects.count() == 2
    assert send(needs="", photos_inside="2026-11") == ("", ["photos_inside"])
    assert Consent.objects.filter(withdrawn_at__isnull=False).get().kind == "alumni"
    assert send() == ("", [])


def test_people_choose_what_stands_on_their_badge(send, registration):
    send(badge="whole")
    registration.refresh_from_db()
    assert registration.badge == "whole"
    send(needs="einen Stuhl")
    registration.refresh_from_db()
    assert registration.badge == "whole"


def test_a_consent_online_is_kept_with_its_words(send):
    send(photos_public="2026-11")
    given = Consent.objects.get(kind="photos_public")
    assert (given.channel, given.version, given.recorded_by) == ("online", "2026-11", None)


def test_a_version_that_never_was_is_refused(client, registration):
    address = f"{registration.get_absolute_url()}wuensche/"
    answer = client.post(address, {"needs": "x", "photos_public": "1999-01"})
    registration.refresh_from_db()
    assert (answer.status_code, registration.needs) == (422, "große Schrift")


def test_needs_go_when_the_place_is_given_back(client, registration):
    registration.withdraw()
    registration.refresh_from_db()
    assert registration.needs == ""
    content = read(client, registration, "wuensche/")
    assert (content.count("<textarea"), content.count('checked id="id_alumni"')) == (0, 1)


@pytest.mark.parametrize("verb", ["decline", "expire"])
def test_needs_go_when_the_offer_is_not_taken(small_course, make_registration, verb):
    first = make_registration("Ada", course=small_course)
    second = make_registration("Bo", course=small_course, answers={"needs": "große Schrift"})
    first.withdraw()
    second.refresh_from_db()
    assert (second.status, second.needs) == (Status.OFFERED, "große Schrift")
    getattr(second, verb)()
    second.refresh_from_db()
    assert second.needs == ""


def test_an_older_page_leaves_alone_what_was_given_or_withdrawn_meanwhile(
    client, registration, send, staff
):
    """The page showed one consent; since then another one was given by phone, and it withdrawn."""
    old = {"needs": "große Schrift", "shown": "alumni", "alumni": "2026-11"}
    assert 'name="shown" value="alumni"' in read(client, registration, "wuensche/")
    consents.give_consent(registration, ConsentKind.PHOTOS_INSIDE, "phone", staff)
    registration.consents.get(kind="alumni").withdraw()
    assert send(**old) == ("große Schrift", ["photos_inside"])
    assert send(needs="", shown="photos_inside") == ("", [])
