import re

import pytest
from django.conf import settings

from biq.stylesheets import FACES, joined

FOLDER = settings.BASE_DIR / "static" / "css"


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_joined_in_the_order_of_its_list(name):
    text = joined(name)
    places = [text.index((FOLDER / f"{part}.css").read_text()) for part in FACES[name]]
    assert places == sorted(places)


def test_every_stylesheet_belongs_to_a_face():
    used = {part for parts in FACES.values() for part in parts}
    assert {path.stem for path in FOLDER.glob("*.css")} == used


@pytest.mark.parametrize("name", FACES)
def test_components_name_meanings_and_no_colours(name):
    for part in set(FACES[name]) - {"tokens"}:
        assert re.findall(r"#[0-9a-f]{3,8}\b", (FOLDER / f"{part}.css").read_text()) == []


def test_pages_in_arabic_run_from_right_to_left_so_no_component_says_left_or_right():
    physical = re.compile(r"[a-z-]*\b(?:left|right)\b[a-z-]*")
    sides = {part: physical.findall(_declarations(part)) for part in FACES["residents.css"]}
    assert {part: found for part, found in sides.items() if found} == {}


def _declarations(part):
    """Return a component without comments; four sides that differ are left and right, too."""
    text = re.sub(r"/\*.*?\*/", "", (FOLDER / f"{part}.css").read_text(), flags=re.DOTALL)
    four = r"(?:margin|padding|inset): (\S+) (\S+) (\S+) (?!\2;)\S+;"
    return re.sub(four, "left: right;", text)


def test_collected_stylesheets_carry_their_content_in_their_name(collected_static):
    names = [path.name for path in collected_static.glob("residents.*.css")]
    assert len(names) == 1
    assert (collected_static / names[0]).read_text().startswith("@layer stock, tokens, base")
