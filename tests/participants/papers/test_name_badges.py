"""A badge shows the name by which somebody wants to be called."""

import pytest

from participants.papers.name_badges import Badge, name_badges_html
from participants.people.names import first_name


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Gülşen Işık", "Gülşen"),
        ("Dr. Anna Maria von Berg", "Anna Maria"),
        ("Işık, Gülşen", "Gülşen"),
        ("Probekind", "Probekind"),
        ("Ahmed el Masri", "Ahmed"),
        ("Heinz Muster jun.", "Heinz"),
    ],
)
def test_the_first_name_is_what_somebody_is_called(name, first):
    assert first_name(name) == first


def test_the_first_name_or_the_whole_as_the_person_wishes(course, make_registration):
    make_registration("Ada Lovelace")
    whole = make_registration("Grace Hopper")
    whole.badge = "whole"
    whole.save()
    html = name_badges_html(course.days()[0])
    assert "<bdi>Ada</bdi>" in html
    assert "<bdi>Grace Hopper</bdi>" in html
    assert "Lovelace" not in html


def test_leaders_have_one_and_the_sheet_is_filled_with_empty_ones(course, make_registration):
    make_registration()
    html = name_badges_html(course.days()[0])
    assert html.count('class="badge"') == 10
    assert html.count("<bdi>") == 2
    assert html.count('<p class="role">Kursleitung</p>') == 1


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Zoë", "huge"),
        ("Elfriede", "huge"),
        ("Nguyễn Văn", "huge"),
        ("Maximiliane", "large"),
        ("Karl-Theodor-Wilhelm", "middle"),
        ("Ada Lovelace-Byron King", "middle"),
        ("M" * 150, "tiny"),
    ],
)
def test_a_long_name_is_set_smaller(name, size):
    assert Badge(name).size == size
