"""What people type, and what becomes of it."""

from uuid import uuid4

import pytest

from participants.people.consents import ConsentKind, current_wording
from participants.public.contact_fields import MISSING, NO_CHANNEL, NO_EMAIL
from participants.public.form.application_form import ApplicationForm
from web.input.none_words import means_none

PHONE = {"phone": "0421 123456"}


@pytest.fixture
def fill_in(course):
    def fill(**typed):
        return ApplicationForm({"name": "Gülşen Işık", "key": str(uuid4()), **typed}, course=course)

    return fill


def errors(form):
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


def test_a_name_and_one_channel_are_enough(fill_in):
    for typed in (PHONE, {"email": "a@example.org"}, {"street": "Weg 1", "city": "Bremen"}):
        assert errors(fill_in(**typed)) == {}


def test_without_any_channel_the_form_says_what_to_do(fill_in):
    assert errors(fill_in()) == {"phone": [str(NO_CHANNEL)]}


@pytest.mark.parametrize("none", ["keine", "Keine", "k.A.", "k. A.", "nein", "-", "keine@keine.de"])
def test_who_writes_that_they_have_no_email_is_understood(fill_in, none):
    form = fill_in(email=none, **PHONE)
    assert (errors(form), form.cleaned_data["email"]) == ({}, "")
    assert errors(fill_in(email=none)) == {"phone": [str(NO_EMAIL)]}


@pytest.mark.parametrize(
    "real", ["keiner@example.org", "neinsager@example.org", "nora@example.org"]
)
def test_an_address_that_only_looks_like_no_is_an_address(fill_in, real):
    assert means_none(real) is False
    assert fill_in(email=real).is_valid() is True


def test_an_umlaut_before_the_at_sign_gets_a_hint_and_no_second_error(fill_in):
    found = errors(fill_in(email="erna.müller@example.org"))
    assert list(found) == ["email"]
    assert found["email"][0].startswith("E-Mail-Adressen mit ä, ö, ü oder ß kommen oft nicht an.")


def test_spaces_in_an_email_address_are_forgiven(fill_in):
    form = fill_in(email=" erna @ example.org ")
    assert (errors(form), form.cleaned_data["email"]) == ({}, "erna@example.org")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0421/12 34 56", "+49421123456"),
        ("(0421) 123-456", "+49421123456"),
        ("+49 421 123456", "+49421123456"),
        ("0049 421 123456", "+49421123456"),
        ("123456", "+49421123456"),
    ],
)
def test_phone_numbers_are_read_in_any_usual_form(fill_in, typed, stored):
    form = fill_in(phone=typed)
    assert (errors(form), form.cleaned_data["phone"]) == ({}, stored)


def test_a_phone_number_that_is_none_says_how_to_write_it(fill_in):
    assert list(errors(fill_in(phone="ruft mich an"))) == ["phone"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Nguyễn   Văn An ", "Nguyễn Văn An"),
        ("O’Neill", "O’Neill"),
        ("Sukarno", "Sukarno"),
        ("Mu\u0308ller", "Müller"),
        ("Ada\u200b\u202e Test", "Ada Test"),
        ("محمد مثال", "محمد مثال"),
        ("x" * 150, "x" * 150),
    ],
)
def test_names_are_taken_as_people_have_them(fill_in, typed, stored):
    form = fill_in(name=typed, **PHONE)
    assert (errors(form), form.cleaned_data["name"]) == ({}, stored)


def test_a_name_of_invisible_characters_is_none(fill_in):
    expected = {"name": ["Bitte schreiben Sie Ihren Namen auf."]}
    assert errors(fill_in(name="\u200b\u2060", **PHONE)) == expected


def test_what_is_too_long_is_told_with_its_limit_and_stays_in_the_field(fill_in):
    form = fill_in(name="x" * 151, needs="y" * 1001, **PHONE)
    sentence = "Hier passen höchstens {} Zeichen hin. Bitte kürzen Sie den Text etwas."
    assert errors(form) == {"name": [sentence.format(150)], "needs": [sentence.format(1000)]}
    assert (form["name"].value(), form["needs"].value()) == ("x" * 151, "y" * 1001)


def test_an_address_needs_street_and_town(fill_in):
    no_town = {"postal_code": ["Bitte schreiben Sie auch die Postleitzahl auf."]}
    no_street = {"street": ["Bitte schreiben Sie auch Straße und Hausnummer auf."]}
    assert errors(fill_in(street="Weg 1")) == no_town
    assert errors(fill_in(postal_code="28309")) == no_street


def test_the_wished_channel_needs_its_address(fill_in):
    assert errors(fill_in(channel="post", **PHONE)) == {"street": [str(MISSING["post"])]}


def test_without_a_wish_the_quickest_channel_is_taken(fill_in):
    chosen = {}
    for wish in ("", "phone"):
        form = fill_in(email="a@example.org", channel=wish, **PHONE)
        assert form.is_valid() is True
        chosen[wish] = form.application().person["channel"]
    assert chosen == {"": "email", "phone": "phone"}


def test_only_somebody_under_18_is_asked_for_a_guardian(fill_in):
    asked = errors(fill_in(under_age="on", **PHONE))
    assert list(asked) == ["guardian_name", "guardian_contact"]
    form = fill_in(guardian_name="Mama", guardian_contact="0421 9", **PHONE)
    assert form.is_valid() is True
    answers = form.application().answers
    assert (answers["guardian_name"], answers["guardian_contact"]) == ("", "")


def test_a_consent_is_recorded_in_the_wording_that_was_shown(fill_in):
    shown = current_wording(ConsentKind.ALUMNI)
    form = fill_in(alumni=shown.version, **PHONE)
    assert form.is_valid() is True
    application = form.application()
    assert application.consents == [ConsentKind.ALUMNI]
    assert application.versions == {ConsentKind.ALUMNI: shown.version}


def test_a_consent_to_a_wording_that_never_was_is_asked_again_without_a_tick(fill_in):
    form = fill_in(alumni="1999-01", **PHONE)
    sentence = "Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal."
    assert errors(form) == {"alumni": [sentence]}
    assert "checked" not in str(form["alumni"])


def test_no_consent_is_ticked_before(course):
    form = ApplicationForm(course=course)
    assert [name for name in form.fields if "checked" in str(form[name])] == ["lives_here"]


def test_the_guardians_consent_of_an_adult_is_none(fill_in):
    version = current_wording(ConsentKind.GUARDIAN).version
    form = fill_in(guardian=version, **PHONE)
    assert form.is_valid() is True
    assert form.application().consents == []


def test_the_same_form_for_another_name_is_another_registration(fill_in):
    key = str(uuid4())
    forms = [fill_in(key=key, name=name, **PHONE) for name in ("Ada", " ada ", "Bo")]
    assert [form.is_valid() for form in forms] == [True, True, True]
    ada, again, bo = (form.spent_key() for form in forms)
    assert (ada == again, ada == bo) == (True, False)


def test_a_broken_key_is_replaced_without_a_word(fill_in):
    assert errors(fill_in(key="kaputt", **PHONE)) == {}
