import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from participants.models import Participant
from participants.people.contact import phone_for_people, read_phone
from participants.people.person import list_name

SPACE = "\N{NO-BREAK SPACE}"


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


@pytest.mark.parametrize("text", ["keine", "12", "0421 abc", "+49", "0" * 30])
def test_what_is_no_phone_number_is_refused_with_advice(text):
    with pytest.raises(ValidationError, match="mit Vorwahl"):
        read_phone(text)


def test_a_phone_number_is_shown_as_it_is_dialled():
    assert phone_for_people("+49421123456") == f"0421{SPACE}123456"
    assert phone_for_people("+31201234567") == f"+31{SPACE}20{SPACE}123{SPACE}4567"
    assert phone_for_people("") == ""
