"""Run on the database of DATABASE_URL: migrate it, and write as JSON what the code finds in it."""

import json
import sys
from collections import Counter

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from tools import demo  # noqa: E402

ADDRESSES = {
    "home": "/",
    "course": "/kurse/hemelingen-2027/",
    "course in English": "/en/kurse/hemelingen-2027/",
    "own page, waiting": "/anmeldung/9TXDZbvA4j32irIPPt20vQ/",
    "own page, completed": "/anmeldung/NwJwTUTVQSk6vvXeJ0NkYg/",
}
STAFF_ADDRESSES = {
    "staff home": "/verwaltung/",
    "cockpit": "/verwaltung/kurse/osterholz-2026/",
    "registrations": "/verwaltung/participants/registration/",
    "certificates": "/verwaltung/certificates/certificate/",
}


def pages(client: Client, addresses: dict[str, str]) -> dict[str, tuple[int, str]]:
    """Return status and text of the page at each address, by its name."""
    found = {name: client.get(address) for name, address in addresses.items()}
    return {name: (page.status_code, page.content.decode()) for name, page in found.items()}


def rows(model: str, *fields: str) -> list[list[str]]:
    """Return the fields of every row, the oldest first."""
    found = apps.get_model(model)._default_manager.order_by("pk").values_list(*fields)
    return [[str(value) for value in row] for row in found]


def counts(model: str, *fields: str) -> Counter[str]:
    """Return how many rows have each combination of values, these parted by a space."""
    return Counter(" ".join(row) for row in rows(model, *fields))


call_command("migrate", verbosity=0, interactive=False)
staff = Client()
login = staff.post("/konto/login/", {"login": demo.LOGINS[0][0], "password": demo.PASSWORD})
sys.stdout.write(
    json.dumps(
        {
            "courses": rows("courses.Course", "slug", "status"),
            "blocks": counts("courses.Block", "course__slug"),
            "registrations": counts("participants.Registration", "status"),
            "names": [name for [name] in rows("participants.Participant", "name")],
            "bookings": counts("participants.LedgerEntry", "kind", "amount"),
            "accounts": counts("participants.Registration", "account"),
            "certificates": counts("certificates.Certificate", "kind", "state"),
            "messages": counts("correspondence.Message", "channel"),
            "spent keys": rows("accounts.SpentKey", "key", "receipt"),
            "public versions": rows("accounts.PublicVersion", "pk", "number"),
            "logged in": login.status_code,
            "pages": {**pages(Client(), ADDRESSES), **pages(staff, STAFF_ADDRESSES)},
        }
    )
)
