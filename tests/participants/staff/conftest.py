import pytest


@pytest.fixture
def post(as_staff):
    """Return a function that does a verb of a registration and loads it anew."""

    def act(registration, verb, **typed):
        answer = as_staff.post(f"/verwaltung/anmeldungen/{registration.reference}/{verb}/", typed)
        registration.refresh_from_db()
        return answer

    return act
