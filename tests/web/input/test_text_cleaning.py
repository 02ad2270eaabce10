import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.input.text_cleaning import LineField, clean_line, clean_lines, fold


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Erna \n Müller ", "Erna Müller"),
        ("Mu\u0308ller", "Müller"),
        ("Mu\u200d\u0308ller", "Müller"),
        ("\u200b\u202e\ufeff", ""),
        ("O’Neill", "O’Neill"),
        ("محمد", "محمد"),
        ("a\x00b", "ab"),
    ],
)
def test_a_line_is_kept_as_it_was_meant(typed, kept):
    assert clean_line(typed) == kept


def test_lines_keep_their_breaks():
    assert clean_lines(" Probeweg 1\r\n28309 Bremen\r") == "Probeweg 1\n28309 Bremen"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÖZDEMIR", "özdemir"),
        ("Özdemir", "Ozdemir"),
        ("Işık", "isik"),
        ("İnci", "inci"),
        ("Weiß", "WEISS"),
        ("Đặng", "dang"),
        ("Łukasz", "lukasz"),
        ("O’Neill", "O'Neill"),
    ],
)
def test_who_types_a_name_in_another_way_finds_it(one, other):
    assert fold(one) == fold(other)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert fold(fold(text)) == fold(text)


def test_an_empty_line_of_a_nullable_field_stays_null():
    assert LineField(required=False, empty_value=None).clean(" \u200b ") is None
