"""Two of the staff in two browsers, and a partner whom both change."""

import pytest

from accounts.models import User
from partners.models import Partner


@pytest.fixture
def other(client):
    """A second member of the staff, with a browser of their own."""
    user = User.objects.create_user("zweite@example.org", "pw", name="Zita Zweit", is_staff=True)
    browser = type(client)()
    browser.force_login(user)
    return browser


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Verein Probe", world="civil", kind="club", notes="alt")
