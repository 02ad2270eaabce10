"""The database of every version before is opened by this one: migrated, read and shown.

`old_database/VERSION.sql.gz` is the demo as that version made it, dumped by `sqlite3.iterdump`;
to it was added the key of one form that had been sent."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("old_database")
HEMELINGEN, OSTERHOLZ = "Bürger im Quartier Hemelingen 2027", "Bürger im Quartier Osterholz 2026"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return what a process of its own found in the database of version 0.1.0."""
    folder = tmp_path_factory.mktemp("old")
    with sqlite3.connect(folder / "old.sqlite3") as database:
        database.executescript(gzip.decompress((FOLDER / "0.1.0.sql.gz").read_bytes()).decode())
    database.close()
    variables = {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{folder}/old.sqlite3",
        "DJANGO_SETTINGS_MODULE": "biq.settings",
        "MEDIA_ROOT": f"{folder}/media",
        "PYTHONPATH": ".",
    }
    command = [sys.executable, str(FOLDER / "open.py")]
    return json.loads(
        subprocess.run(command, env=variables, capture_output=True, check=True).stdout
    )


def test_every_course_is_there_with_its_status_and_blocks(found):
    slugs = ("vegesack-2026", "osterholz-2026", "hemelingen-2027", "obervieland-2027")
    statuses = ("completed", "published", "published", "published")
    courses = [list(row) for row in zip(slugs, statuses, strict=True)]
    assert found["courses"] == [*courses, ["groepelingen-2027", "draft"]]
    assert found["blocks"] == dict.fromkeys((*slugs, "groepelingen-2027"), 6)


def test_every_registration_keeps_its_status_and_everybody_their_name(found):
    assert found["registrations"] == {
        "completed": 8,
        "not_completed": 1,
        "enrolled": 22,
        "withdrawn": 2,
        "waiting": 4,
        "offered": 2,
    }
    assert len(found["names"]) == 39
    assert found["names"][:5] == [
        "Ada Beispiel",
        "Jürgen Mustermann-Größe",
        "Gülşen Örnek",
        "Nguyễn Văn Mẫu",
        "مثال محمد",
    ]


def test_bookings_certificates_and_messages_are_as_they_were(found):
    assert found["bookings"] == {
        "charge 50.00": 33,
        "payment -50.00": 14,
        "payment -25.00": 2,
        "waiver -30.00": 1,
        "waiver -50.00": 3,
    }
    assert found["accounts"] == {"0.00": 23, "20.00": 1, "25.00": 2, "50.00": 13}
    assert found["certificates"] == {
        "certificate valid": 8,
        "confirmation valid": 1,
        "thanks valid": 8,
    }
    assert found["messages"] == {"email": 27, "phone": 11, "post": 5}


def test_a_form_that_was_sent_is_still_known(found):
    key = "5b0b2a5e-5f0e-4c3a-9d55-0f6d3f1c8a11"
    assert found["spent keys"] == [[key, "/anmeldung/QLgc_6NJOSrsqskgT9r-9w/"]]


def test_the_number_of_the_public_pages_goes_on(found):
    assert found["public versions"] == [["1", "1795848568898403720"]]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("home", "Impressum"),
        ("course", HEMELINGEN),
        ("course in English", HEMELINGEN),
        ("own page, waiting", "Renate Muster"),
        ("own page, completed", "Ada Beispiel"),
        ("staff home", "Vera Demoverwaltung"),
        ("cockpit", OSTERHOLZ),
        ("registrations", "OBE27-012"),
        ("certificates", "Jürgen Mustermann-Größe"),
    ],
)
def test_its_pages_open(found, page, shown):
    status, text = found["pages"][page]
    assert (found["logged in"], status, shown in text) == (302, 200, True)
