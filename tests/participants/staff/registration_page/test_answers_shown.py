"""What somebody answered on the form stands on the staff's page of the registration."""

import pytest

from participants.models import Registration
from participants.public.form.application_form import ANSWERS

FULL = {"lives_here": "nearby", "under_age": True}
TEXTS = {name: f"{name} in Worten" for name in ANSWERS if name not in FULL}
EMPTY = {"under_age": False}


@pytest.fixture
def facts(as_staff, make_registration):
    """Return a function that answers everything, some of it otherwise, and reads the page."""
    registration = make_registration("Ada")

    def read(**changed):
        answers = TEXTS | FULL | changed
        Registration.objects.filter(pk=registration.pk).update(**answers)
        page = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/").content.decode()
        person = page.partition('id="person"')[2]
        return person.partition("<dl")[2].partition("</dl>")[0]

    return read


@pytest.mark.parametrize("name", ANSWERS)
def test_staff_read_every_answer_without_opening_a_form(facts, name):
    assert facts() != facts(**{name: EMPTY.get(name, "")})
