"""Migrations stay what they were: they import nothing of ours that changes with the code."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from participants.models import Participant, Registration

HOME = Path(settings.BASE_DIR)
ROOMS = {path.parent.name for path in HOME.glob("*/__init__.py")}
# By migration, what it may import, and why that is no trap.
ALLOWED = {
    # What a column begins with: Django writes the name of the function into the migration.
    "certificates/0001_initial": {"certificates.numbering", "certificates.models.template"},
    "participants/0001_initial": {"web.link_token"},
    "participants/0013_signature_lists_and_badges": {"participants.papers.printed_list"},
    "partners/0003_register": {"partners.invitation"},
    # A search key is made anew whenever its row is saved: today's way of searching is right.
    "partners/0004_search_keys": {"web.input.phone_numbers", "web.input.searching"},
    # Only what has today's key of the server can be read by it.
    "accounts/0004_second_factor_and_access_log": {"accounts.encryption"},
    # A new installation begins with today's texts; an old one keeps its own.
    "biq/0003_first_texts": {"pages.first_texts"},
    "biq/0005_privacy_text": {"pages.first_texts"},
}


def imported(path):
    """Return the modules of ours that a file imports, but those beside it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module)
    return {name for name in names if name.split(".")[0] in ROOMS}


def test_a_migration_imports_nothing_that_changes_with_the_code():
    found = {}
    for path in HOME.glob("*/migrations/*.py"):
        if names := imported(path):
            found[f"{path.parts[-3]}/{path.stem}"] = names
    assert found == ALLOWED


class Killed(Exception):
    pass


def killed_after(number, function):
    """Return the function, which ends the process after so many calls."""
    calls = []

    def killed(*values):
        calls.append(values)
        if len(calls) > number:
            raise Killed
        return function(*values)

    return killed


@pytest.fixture
def people(make_registration):
    """Five people as they were stored before there were keys; staff corrected the last one."""
    registrations = [make_registration(f"Gülşen Müller {sign}") for sign in "ABCDE"]
    old = Participant.objects.filter(pk__in=[one.participant_id for one in registrations])
    empty = dict.fromkeys(("sort_key", "name_key", "search_key"), "")
    for person in old:
        first, _, last = person.name.rpartition(" ")
        old.filter(pk=person.pk).update(sort_name=f"{last}, {first}", **empty)
    old.filter(name__endswith="E").update(sort_name="Müller E, Gülşen")
    return old.order_by("pk")


def test_keys_of_names_are_filled_also_after_a_death_in_the_middle(people, monkeypatch):
    migration = import_module("participants.migrations.0008_fill_name_keys")
    monkeypatch.setattr(migration, "PORTION", 2)
    with monkeypatch.context() as patched:
        patched.setattr(migration, "name_key", killed_after(3, migration.name_key))
        with pytest.raises(Killed):
            migration.fill_people(apps, None)
    assert people.exclude(name_key="").count() == 2
    migration.fill_people(apps, None)
    assert list(people.values_list("sort_name", "sort_key", "name_key"))[0::4] == [
        ("A, Gülşen Müller", "a, gulsen muller", "a gulsen muller"),
        ("Müller E, Gülşen", "muller e, gulsen", "e gulsen muller"),
    ]
    assert people.filter(search_key__startswith="gulsen muller").count() == 5


def test_what_has_a_key_is_not_written_again(people):
    migration = import_module("participants.migrations.0008_fill_name_keys")
    people.update(name_key="x", sort_name="so steht es da")
    migration.fill_people(apps, None)
    assert set(people.values_list("name_key", "sort_name")) == {("x", "so steht es da")}


def test_accounts_are_summed_up_and_a_second_run_changes_nothing(people, monkeypatch):
    migration = import_module("participants.migrations.0010_fill_accounts")
    monkeypatch.setattr(migration, "PORTION", 2)
    Registration.objects.filter(participant__name__endswith="E").update(account=7)
    Registration.objects.exclude(participant__name__endswith="E").update(account=0)
    for _ in range(2):
        migration.fill(apps, None)
        assert set(Registration.objects.values_list("account", flat=True)) == {50}
