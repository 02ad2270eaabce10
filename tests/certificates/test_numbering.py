"""Numbers have no gap, codes cannot be mistaken, and both are never used again."""

import pytest
from django.db import transaction

from certificates import numbering
from certificates.numbering import NumberRange


def test_a_code_has_twelve_signs_of_those_that_cannot_be_mistaken():
    codes = {numbering.new_code() for _one in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {12}
    assert set("".join(codes)) == set("23456789ABCDEFGHJKMNPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("abcd-efgh jkmn", "ABCDEFGHJKMN"),
        ("ÄbＣ٣9", "B9"),
        ("'; --", ""),
        ("x" * 30, "X" * 24),
    ],
)
def test_only_plain_letters_and_digits_are_read_and_not_too_many(typed, code):
    assert numbering.read_code(typed) == code


@pytest.mark.parametrize(
    ("code", "text"), [("ABCDEFGHJKMN", "ABCD-EFGH-JKMN"), ("ABCDE", "ABCD-E"), ("", "")]
)
def test_people_read_a_code_in_groups_of_four(code, text):
    assert numbering.code_for_people(code) == text


def test_drawing_goes_on_where_it_stopped(db):
    drawn = []
    for count in (2, 0, 1):
        with transaction.atomic():
            drawn.append(list(numbering.draw(2027, count)))
    assert drawn == [[1, 2], [], [3]]
    assert str(NumberRange.objects.get()) == "2027: 3"
