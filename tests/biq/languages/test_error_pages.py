"""What goes wrong is said in the language of the address, too."""

import pytest
from django.test import Client

from courses.models import Course


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_an_unknown_address_is_answered_in_its_language(client, db, language, direction):
    answer = client.get(f"/{language}/gibt-es-nicht/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'<a class="button" href="/{language}/">' in page


def test_from_an_unknown_address_the_switch_leads_home(client, db):
    page = client.get("/en/gibt-es-nicht/").content.decode()
    assert '<a href="/pl/" lang="pl" hreflang="pl" dir="ltr">Polski</a>' in page
    assert "/pl/gibt-es-nicht/" not in page


def test_an_error_and_a_database_that_is_gone_speak_the_language_too(course, monkeypatch):
    monkeypatch.setattr(Course.objects.__class__, "get_queryset", None)
    browser = Client(raise_request_exception=False)
    answer = browser.get(f"/ar/kurse/{course.slug}/")
    assert answer.status_code == 500
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
