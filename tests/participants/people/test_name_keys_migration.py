"""The names in lists of people who were registered before: put right, but not what staff typed."""

from importlib import import_module

import pytest
from django.apps import apps

from participants.models import Participant


@pytest.mark.parametrize(
    ("sort_name", "listed"),
    [("sen., Hans Müller", "Müller, Hans sen."), ("Müller (Hans)", "Müller (Hans)")],
)
def test_a_correction_of_the_staff_stays(db, sort_name, listed):
    person = Participant.objects.create(name="Hans Müller sen.", phone="+49421123456")
    stored = Participant.objects.filter(pk=person.pk)
    stored.update(sort_name=sort_name, sort_key="", name_key="", search_key="")
    import_module("participants.migrations.0008_fill_name_keys").fill_people(apps, None)
    person.refresh_from_db()
    assert (person.sort_name, person.name_key) == (listed, "hans muller")
    assert person.search_key == "hans muller sen. 0421123456 49421123456"
