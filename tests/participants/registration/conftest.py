"""What the tests of registrations share."""

import pytest
from django.utils import timezone


@pytest.fixture
def walle(make_course):
    return make_course("walle-2027", capacity=2)


@pytest.fixture
def reached():
    """How to reach somebody whom every offer reaches at once: the address is confirmed."""
    confirmed = {"email_confirmed_at": timezone.now()}
    return {"email": "person@example.org", "channel": "email", **confirmed}
