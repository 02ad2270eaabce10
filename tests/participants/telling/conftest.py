"""Nine people of a course who are told in all ways, and what one of the staff writes to them."""

import pytest
from django.utils import timezone

PHONE = {"phone": "+4930231250", "channel": "phone"}
POST = {"street": "Weg 1", "postal_code": "28309", "city": "Bremen", "channel": "post"}


@pytest.fixture
def mail():
    """Return a function that gives out a confirmed e-mail address."""

    def contact(name):
        address = f"{name.lower()}@example.org"
        return {"email": address, "channel": "email", "email_confirmed_at": timezone.now()}

    return contact


@pytest.fixture
def group(course, make_registration, mail):
    """Six with e-mail, two with a phone, one who gets letters: all have a place."""
    names = ("Ada", "Bo", "Cem", "Dua", "Eva", "Finn")
    people = {name: make_registration(name, contact=mail(name)) for name in names}
    people |= {name: make_registration(name, contact=PHONE) for name in ("Gül", "Hans")}
    return people | {"Ida": make_registration("Ida", contact=POST)}
