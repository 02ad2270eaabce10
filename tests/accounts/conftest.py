import pytest
from django.core.cache import cache

from accounts.models import User


@pytest.fixture(autouse=True)
def fresh_limits(db):
    """Let no test stumble over the login limits that another used up."""
    cache.clear()


@pytest.fixture
def both(db):
    return User.objects.create_user(
        "beides@example.org", "pw", name="Beate Beides", is_staff=True, is_leader=True
    )
