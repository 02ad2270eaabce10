"""One address, one language: the first part of the path says it, and nothing else does."""

import pytest

from biq.languages.addresses import in_language, language_of


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "de"),
        ("/kurse/hemelingen-2027/", "de"),
        ("/en/", "en"),
        ("/ar/kurse/hemelingen-2027/", "ar"),
        ("/english/", "de"),
        ("/fr/", "de"),
    ],
)
def test_the_first_part_of_an_address_is_its_language(path, language):
    assert language_of(path) == language


@pytest.mark.parametrize(
    ("path", "language", "same"),
    [
        ("/kurse/x/", "en", "/en/kurse/x/"),
        ("/en/kurse/x/", "de", "/kurse/x/"),
        ("/en/kurse/x/", "uk", "/uk/kurse/x/"),
        ("/enten/", "pl", "/pl/enten/"),
        ("/", "tr", "/tr/"),
        ("/tr/", "de", "/"),
    ],
)
def test_a_page_has_an_address_in_every_language(path, language, same):
    assert in_language(path, language) == same


@pytest.mark.parametrize("language", ["en", "tr", "ru", "uk", "ar", "pl"])
def test_the_prefix_decides_and_not_the_browser(client, course, language):
    page = client.get(f"/{language}/", headers={"accept-language": "pl"})
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page.content.decode()
    assert f'href="/{language}/kurse/{course.slug}/"' in page.content.decode()
    assert (page["Content-Language"], page["Vary"]) == (language, "Cookie")


def test_without_a_prefix_a_page_is_german_whatever_the_browser_wants(client, db):
    client.cookies["django_language"] = "en"
    page = client.get("/", headers={"accept-language": "en"})
    assert '<html lang="de" dir="ltr">' in page.content.decode()
    assert page["Vary"] == "Cookie"


def test_staff_leaders_and_the_door_have_no_other_language(client, db):
    found = [client.get(f"/en/{face}/").status_code for face in ("verwaltung", "kursleitung")]
    assert [*found, client.get("/en/konto/login/").status_code] == [404, 404, 404]


def test_the_switch_leads_to_the_same_page_in_seven_languages(client, course):
    page = client.get(f"/tr/kurse/{course.slug}/").content.decode()
    path = f"/kurse/{course.slug}/"
    for code, name in (("en", "English"), ("ar", "العربية")):
        direction = "rtl" if code == "ar" else "ltr"
        marks = f'lang="{code}" hreflang="{code}" dir="{direction}"'
        assert f'<a href="/{code}{path}" {marks}>{name}</a>' in page
    assert f'<a href="{path}" lang="de" hreflang="de" dir="ltr">Deutsch</a>' in page
    assert 'hreflang="tr" dir="ltr" aria-current="true">Türkçe</a>' in page


def test_search_engines_find_a_course_in_every_language(client, course):
    page = client.get(f"/kurse/{course.slug}/").content.decode()
    address = f"http://testserver/ru/kurse/{course.slug}/"
    assert f'<link rel="alternate" hreflang="ru" href="{address}">' in page
