"""The names in lists of people who were registered before: put right, but not what staff typed."""

import pkgutil
from importlib import import_module

import pytest

from participants import migrations
from participants.models import Participant


@pytest.fixture
def fill_in():
    (name,) = [m.name for m in pkgutil.iter_modules(migrations.__path__) if "name_keys" in m.name]
    return import_module(f"participants.migrations.{name}")._fill


@pytest.mark.parametrize(
    ("sort_name", "listed"),
    [("sen., Hans Müller", "Müller, Hans sen."), ("Müller (Hans)", "Müller (Hans)")],
)
def test_a_correction_of_the_staff_stays(fill_in, sort_name, listed):
    person = Participant(name="Hans Müller sen.", sort_name=sort_name, phone="+49421123456")
    fill_in(person)
    assert (person.sort_name, person.name_key) == (listed, "hans muller")
    assert person.search_key == "hans muller sen. 0421123456 49421123456"
