"""Everybody who can be told something: how they are reached, and whether an address is theirs."""

from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone

from participants.models import Interest, Participant
from participants.people.reachable import CAN_BE_REACHED

KEY = UUID(int=7)


def person(**values):
    return Participant(**{"key": KEY, "name": "Ada", "email": "ada@example.org", **values})


def interest(**values):
    return Interest(**{"key": KEY, "name": "Ada", "email": "ada@example.org", **values})


@pytest.fixture
def stored(db):
    return Participant.objects.create(name="Ada", email="ada@example.org", channel="email")


def test_links_in_letters_that_were_sent_stay_valid(settings):
    settings.SECRET_KEY = "secret of this test"
    assert person().email_seal() == "781299f4165f69d18416124039ddd532"
    assert interest().email_seal() == "758684b82955fecd472abb13b37285c2"


def test_a_seal_is_for_one_person_one_address_and_one_purpose():
    seal = person().email_seal()
    others = [person(key=UUID(int=8)), person(email="bo@example.org"), interest()]
    assert [each.is_email_seal(seal) for each in others] == [False] * 3
    assert person(email="ADA@example.org").is_email_seal(seal) is True


def test_nobody_without_an_address_has_a_valid_seal():
    nobody = person(email="")
    assert nobody.is_email_seal(nobody.email_seal()) is False


def test_a_confirmation_is_noted_once(stored):
    assert stored.note_email_confirmed() is True
    first = stored.email_confirmed_at
    assert stored.note_email_confirmed() is False
    stored.refresh_from_db()
    assert (stored.email_confirmed_at, stored.has_confirmed_email) == (first, True)


def test_an_address_that_changed_meanwhile_is_not_confirmed(stored):
    Participant.objects.filter(pk=stored.pk).update(email="neu@example.org")
    assert (stored.note_email_confirmed(), stored.has_confirmed_email) == (False, False)
    stored.refresh_from_db()
    assert stored.email_confirmed_at is None


def test_confirming_one_persons_address_confirms_nobody_elses(stored):
    other = Participant.objects.create(name="Bo", email=stored.email, channel="email")
    stored.note_email_confirmed()
    other.refresh_from_db()
    assert other.has_confirmed_email is False


@pytest.mark.parametrize(
    ("known", "address"),
    [
        ({}, ""),
        ({"postal_code": "28309", "city": "Bremen"}, ""),
        ({"street": "Weg 1"}, "Ada\nWeg 1"),
        ({"street": "Weg 1", "city": "Bremen"}, "Ada\nWeg 1\nBremen"),
        ({"street": "Weg 1", "postal_code": "28309", "city": "B"}, "Ada\nWeg 1\n28309 B"),
        ({"street": "Weg 1", "city": "Bremen", "name": ""}, "Weg 1\nBremen"),
    ],
)
def test_a_post_address_has_no_empty_line(known, address):
    assert [person(**known).post_address, interest(**known).post_address] == [address] * 2


def test_whoever_died_is_told_nothing():
    assert person(date_of_death=date(2026, 11, 1)).recipient() is None
    assert person().recipient().email == "ada@example.org"


def test_an_interest_with_nothing_but_an_unconfirmed_address_cannot_be_reached():
    assert interest(channel="email").recipient().reached_by is None
    by_phone = interest(channel="email", phone="+49421123456").recipient()
    assert (by_phone.reached_by, by_phone.email) == ("phone", "")


def test_an_interest_is_told_at_the_address_once_it_is_confirmed():
    told = interest(channel="email", confirmed_at=timezone.now()).recipient()
    assert (told.reached_by, told.email, told.is_unconfirmed) == ("email", "ada@example.org", False)


def test_each_of_the_three_ways_is_enough(db):
    ways = {"email": "ada@example.org", "phone": "+49421123456", "street": "Weg 1"}
    for name, value in ways.items():
        Participant.objects.create(name="Ada", channel="email", **{name: value})
    assert Participant.objects.filter(CAN_BE_REACHED).count() == 3
