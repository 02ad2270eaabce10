import pytest
from django.db import IntegrityError

from participants.models import Participant
from participants.people.names import list_name, name_key, sort_key
from web.input.phone_numbers import read_phone


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Gülşen Işık", "Işık, Gülşen"),
        ("Madonna", "Madonna"),
        ("Nguyễn Văn An", "An, Nguyễn Văn"),
        ("محمد", "محمد"),
        ("Müller, Hans", "Müller, Hans"),
        ("Müller,Hans", "Müller, Hans"),
        ("Hans Müller sen.", "Müller, Hans sen."),
        ("Hans Müller, jun.", "Müller, Hans jun."),
        ("Müller, Hans sen.", "Müller, Hans sen."),
        ("Hans Müller Senior", "Müller, Hans Senior"),
        ("Kim Jun", "Jun, Kim"),
        ("Dr. Erna Muster", "Muster, Dr. Erna"),
        ("Prof. Dr. Erna Muster", "Muster, Prof. Dr. Erna"),
        ("Dr. Muster, Erna", "Muster, Dr. Erna"),
        ("Frau Muster", "Muster, Frau"),
        ("Hans von Müller", "Müller, Hans von"),
        ("Jan van der Berg", "Berg, Jan van der"),
        ("von Müller, Hans", "von Müller, Hans"),
        ("Ahmed el Masri", "el Masri, Ahmed"),
        ("Ahmed El-Masri", "El-Masri, Ahmed"),
        ("Mohammed Ali bin Salman", "bin Salman, Mohammed Ali"),
        ("Maria de la Cruz", "de la Cruz, Maria"),
        ("El Masri", "Masri, El"),
        ("Erna Müller geb. Schmidt", "Müller, Erna geb. Schmidt"),
        ("Erna Müller, geborene Schmidt", "Müller, Erna geborene Schmidt"),
        ("Erna Müller (geb. Schmidt)", "Müller, Erna geb. Schmidt"),
        ("Dr. Hans von Müller sen.", "Müller, Dr. Hans von sen."),
        ("sen.", "sen."),
        (",", ","),
    ],
)
def test_lists_sort_by_the_last_name(name, listed):
    assert list_name(name) == listed


def test_titles_do_not_count_in_the_order_of_a_list():
    names = ["Ott, Ada", "Muster, Dr. Bea", "Öst, Ada", "Muster, Cem", "Muster, Anna"]
    assert sorted(names, key=sort_key) == [
        "Muster, Anna",
        "Muster, Dr. Bea",
        "Muster, Cem",
        "Öst, Ada",
        "Ott, Ada",
    ]
    assert sort_key("Dr.") == "dr."


@pytest.mark.parametrize(
    "other",
    ["Mueller, Hans", "Hans Muller", "MÜLLER HANS", "Dr. Hans Müller", "Hans Müller geb. Schmidt"],
)
def test_names_that_are_perhaps_one_have_one_key(other):
    assert name_key(other) == name_key("Hans Müller") == "hans muller"


def test_names_that_differ_in_a_word_have_keys_of_their_own():
    assert name_key("Hans Peter Müller") != name_key("Hans Müller")


def test_staff_can_correct_the_name_in_lists(db):
    person = Participant.objects.create(
        name="Nguyễn Văn An", sort_name="Nguyễn Văn An", phone="+493023125001", channel="phone"
    )
    assert (person.sort_name, person.sort_key) == ("Nguyễn Văn An", "nguyen van an")


def test_somebody_without_any_way_to_reach_them_is_not_stored(db):
    with pytest.raises(IntegrityError):
        Participant.objects.create(name="Ada", channel="email")


@pytest.mark.parametrize(
    "words",
    [
        "müller", "MUELLER", "muller", "Müller-Weiss", "Mueller Weiß", "weiss", "weiß",
        "Müller-Weiß, Hans", "Hans Müller", "müller , hans",
        "0421123456", "0421 123456", "0421/123456", "(0421) 12 34-56", "+49 421 123456",
        "0049421123456", "+49 (0)421 / 123456", "49421123456", "49 421 123", "+49 0421 123456",
        "421 123456", "123456", "0421 12",
        "Müller 0421-123456", "0421/123456, Hans", "hans@example.org",
    ],
)  # fmt: skip
def test_search_finds_what_people_write(db, words):
    name, email, phone = "Hans Müller-Weiß", "hans@example.org", "+49421123456"
    found = Participant.objects.create(name=name, email=email, phone=phone, channel="phone")
    Participant.objects.create(name="Gretel Mahler", phone="+49421998877", channel="phone")
    assert list(Participant.objects.search(words)) == [found]


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("Mueller", "Müller"),
        ("Muller", "Mueller"),
        ("Weiss", "weiß"),
        ("Ayşe ÖZDEMİR", "Oezdemir ayse"),
        ("Manuel", "manuel"),
        ("Manuel", "uel"),
        ("Noel", "el"),
        ("Sean O’Neill", "oneill"),
        ("Sean O’Neill", "O'Neill"),
        ("Sean O’Neill", "neill"),
        ("Łukasz", "lukasz"),
    ],
)
def test_search_finds_a_name_in_both_of_its_spellings(db, stored, words):
    person = Participant.objects.create(name=stored, email="x@x.example", channel="email")
    assert list(Participant.objects.search(words)) == [person]


@pytest.mark.parametrize("words", ["+31 20 123 4567", "0031201234567", "+31"])
def test_search_finds_a_number_from_abroad(db, words):
    Participant.objects.create(name="Ada", phone="+31201234567", channel="phone")
    assert Participant.objects.search(words).count() == 1


def test_digits_within_an_address_are_no_phone_number(db):
    Participant.objects.create(name="Ada", email="ada.1950-12@example.org", channel="email")
    assert Participant.objects.search("ada.1950-12@example.org").count() == 1


def test_a_search_of_a_thousand_words_does_no_harm(db):
    assert Participant.objects.search("wort " * 1000).count() == 0


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
