import pytest
from django.db import OperationalError

from biq import health


@pytest.mark.django_db
def test_a_server_with_its_database_is_well(client):
    response = client.get("/gesundheit/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_server_without_its_database_says_so(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise OperationalError("gone")

        def close(self):
            """There is nothing to close."""

    monkeypatch.setattr(health, "connection", Gone())
    response = client.get("/gesundheit/")
    assert (response.status_code, response.json()) == (503, {"status": "database unavailable"})
