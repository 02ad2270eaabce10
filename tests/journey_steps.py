"""Steps that several journeys take, as somebody takes them in a browser."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import Course

# What has no script of its own is told once.
WITHOUT_JAVASCRIPT = pytest.mark.parametrize("open_browser", ["no JavaScript"], indirect=True)
PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def course_in(district):
    return Course.objects.get(district__name=district)


def register(page, name, **contact):
    page.goto("/")
    page.get_by_role("link", name="Kurs in Hemelingen ansehen").click()
    page.locator("a.button[href$='/anmelden/']").first.click()
    page.get_by_label("Ihr Name").fill(name)
    for label, text in contact.items():
        page.get_by_label(label).first.fill(text)
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prüfen Sie Ihre Angaben")
    page.get_by_role("button", name="Anmeldung absenden").click()
    expect(page.locator(".reference")).to_have_text(re.compile(r"^HEM\d\d-\d{3}$"))
    return page.locator(".reference").inner_text()
