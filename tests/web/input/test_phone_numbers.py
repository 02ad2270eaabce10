"""Phone numbers: the one reader behind all fields, and the one way in which they are shown."""

import pytest
from django.core.exceptions import ValidationError

from web.input.phone_field import PhoneField, PhoneOrEmailField, ShownPhoneField
from web.input.phone_numbers import UnlikelyPhone, phone_as_shown, phone_for_people, read_phone

SPACE = "\N{NO-BREAK SPACE}"
ADVICE = (
    "Diese Telefonnummer verstehen wir nicht. Bitte schreiben Sie sie mit Vorwahl, zum Beispiel"
    " 0421 123456."
)
SEVERAL = (
    "Das sind mehrere Telefonnummern. Bitte schreiben Sie hier nur eine auf: die, unter der wir Sie"
    " am besten erreichen."
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("49 421 123456", "+49421123456"),
        ("49421123456", "+49421123456"),
        ("+49 (0)421 123456", "+49421123456"),
        ("0049(0)421-123456", "+49421123456"),
        ("494211", "+49421494211"),
        ("0421 361-0", "+494213610"),
        ("0421 123456-12", "+4942112345612"),
        ("0421 12345/678", "+4942112345678"),
        ("04202 / 12345", "+49420212345"),
        ("0031 20 123 4567", "+31201234567"),
        ("", ""),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed, number):
    assert read_phone(typed) == number


@pytest.mark.parametrize("typed", ["0421", "110", "keine", "+49", "0" * 30, "+49421123456x12"])
def test_what_reaches_nobody_is_refused_with_advice(typed):
    with pytest.raises(ValidationError) as refused:
        read_phone(typed)
    assert refused.value.messages == [ADVICE]


@pytest.mark.parametrize(
    "typed",
    [
        "123456 / 234567",
        "0421 123456 / 0170 1234567",
        "0421 123456/234567",
        "0421 123456, 0170 1234567",
        "0421 123456 oder 0170 1234567",
    ],
)
def test_several_numbers_are_refused_with_a_hint(typed):
    with pytest.raises(ValidationError) as refused:
        read_phone(typed)
    assert refused.value.messages == [SEVERAL]


@pytest.mark.parametrize(
    ("typed", "number", "shown"),
    [
        ("0421 12", "+4942112", f"0421{SPACE}12"),
        ("0170 123456", "+49170123456", "0170123456"),
        ("0421 123456 789012", "+49421123456789012", f"0421{SPACE}123456789012"),
    ],
)
def test_an_odd_number_is_asked_back_as_it_was_read(typed, number, shown):
    with pytest.raises(UnlikelyPhone) as asked:
        read_phone(typed)
    assert asked.value.messages == [
        f"Stimmt die Nummer {shown}? Sie sieht ungewöhnlich aus. Bitte sehen Sie noch einmal nach."
        " Wenn sie stimmt, kreuzen Sie das bitte an."
    ]
    assert asked.value.number == number


def test_a_tick_counts_for_the_number_that_was_asked_about_only():
    field = PhoneField()
    field.widget.confirmed = "+4942112"
    assert field.clean("0421 12") == "+4942112"
    with pytest.raises(UnlikelyPhone):
        field.clean("0421 13")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0421/123456", f"0421{SPACE}123456"),
        ("+49421123456", f"0421{SPACE}123456"),
        ("030 23125 000", f"030{SPACE}23125000"),
        ("0421 12", f"0421{SPACE}12"),
        ("erna@example.org", "erna@example.org"),
        ("im Büro", f"im{SPACE}Büro"),
    ],
)
def test_a_number_looks_the_same_wherever_somebody_wrote_it_down(typed, shown):
    assert phone_as_shown(typed) == shown


def test_a_phone_number_is_shown_as_it_is_dialled():
    assert phone_for_people("+49421123456") == f"0421{SPACE}123456"
    assert phone_for_people("+31201234567") == f"+31{SPACE}20{SPACE}123{SPACE}4567"
    assert phone_for_people("") == ""


def test_a_number_that_is_only_shown_is_stored_as_it_is_read():
    field = ShownPhoneField(required=False)
    assert [field.clean(text) for text in ("0421/12 34 56", "keine", "")] == [
        f"0421{SPACE}123456",
        "",
        "",
    ]


def test_another_way_to_write_a_number_is_no_change():
    field = PhoneField()
    changed = [field.has_changed("0421 123456", now) for now in ("+49 421/123456", "0421 123457")]
    assert changed == [False, True]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0421 / 123456", f"0421{SPACE}123456"),
        (" eva @ example.org.", "eva@example.org"),
        ("keine", ""),
    ],
)
def test_a_contact_is_a_number_or_an_address(typed, kept):
    assert PhoneOrEmailField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["meine Mutter", "eva@", "@"])
def test_a_contact_that_is_neither_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        PhoneOrEmailField().clean(typed)
    assert refused.value.messages == [
        "Bitte schreiben Sie eine Telefonnummer oder eine E-Mail-Adresse auf."
    ]
