import pytest
from django.db import IntegrityError

from participants.models import Participant
from participants.people.person import list_name
from web.phone_numbers import read_phone


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Gülşen Işık", "Işık, Gülşen"),
        ("Madonna", "Madonna"),
        ("Nguyễn Văn An", "An, Nguyễn Văn"),
        ("محمد", "محمد"),
    ],
)
def test_lists_sort_by_the_last_word_and_names_of_one_word_are_names(name, listed):
    assert list_name(name) == listed


def test_staff_can_correct_the_name_in_lists(db):
    person = Participant.objects.create(
        name="Nguyễn Văn An", sort_name="Nguyễn Văn An", phone="+493023125001", channel="phone"
    )
    assert (person.sort_name, person.sort_key) == ("Nguyễn Văn An", "nguyen van an")


def test_somebody_without_any_way_to_reach_them_is_not_stored(db):
    with pytest.raises(IntegrityError):
        Participant.objects.create(name="Ada", channel="email")


@pytest.mark.parametrize("words", ["özdemir", "OZDEMIR", "Özdemir ayşe", "23125001", "ayse"])
def test_search_finds_whatever_way_the_name_is_written(db, words):
    Participant.objects.create(
        name="Ayşe ÖZDEMİR", phone="+493023125001", email="a@example.org", channel="phone"
    )
    assert Participant.objects.search(words).count() == 1


def test_couples_may_share_an_address(db):
    for name in ("Ada", "Bo"):
        Participant.objects.create(name=name, email="paar@example.org", channel="email")
    assert Participant.objects.search("paar@example.org").count() == 2


@pytest.mark.parametrize(
    "text",
    [
        "0421 / 12 34-56",
        "(0421)123456",
        "+49 (0)421 123456",
        "0049421123456",
        "123456",
        "0421.123456",
        "0421–123456",
    ],
)
def test_phone_numbers_are_understood_as_people_write_them(text):
    assert read_phone(text) == "+49421123456"
