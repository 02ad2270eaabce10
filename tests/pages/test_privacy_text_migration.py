"""The first text about privacy is renewed where staff left it alone, and nowhere else."""

from hashlib import sha256
from importlib import import_module

import pytest
from django.apps import apps

from pages.first_texts import PAGES
from pages.models import Page

BEFORE = "Hier stand etwas anderes.\n"


@pytest.fixture
def renew(db, monkeypatch):
    migration = import_module("biq.migrations.0005_privacy_text")
    monkeypatch.setattr(migration, "FIRST_TEXT", sha256(BEFORE.encode()).hexdigest())
    return lambda: migration.renew(apps, None)


@pytest.mark.parametrize("body", [BEFORE, BEFORE.replace("\n", "\r\n")])
def test_the_first_text_becomes_that_of_today(renew, body):
    Page.objects.filter(slug="datenschutz").update(body=body)
    renew()
    assert Page.objects.get(slug="datenschutz").body == PAGES["datenschutz"][1]


def test_what_staff_changed_stays(renew):
    Page.objects.filter(slug="datenschutz").update(body=f"{BEFORE}Und mehr.\n")
    renew()
    assert Page.objects.get(slug="datenschutz").body == f"{BEFORE}Und mehr.\n"


def test_the_text_tells_of_the_log_the_browser_and_that_visitors_need_no_cookie():
    words = " ".join(PAGES["datenschutz"][1].split())
    said = ("brauchen Sie keine Cookies", "den eigenen Browser", "schreiben wir auf, wer es war")
    assert [one in words for one in said] == [True, True, True]
