"""The switch of languages where people have typed something: nothing is lost, nothing ticked."""

import pytest
from django.conf import settings

from participants.models import Consent, Registration

URL = "/kurse/hemelingen-2027/anmelden/"
CODES = [code for code, _ in settings.LANGUAGES]
OTHERS = [code for code in CODES if code != "de"]
EVERYTHING = {
    "name": "محمد O’Neill <b>",
    "email": "keine",
    "phone": "0421 / 12 34-56",
    "street": "Weg 1",
    "postal_code": "28309",
    "city": "Bremen",
    "channel": "phone",
    "lives_here": "nearby",
    "needs": "Große Schrift.\nBitte vorn.",
    "reduction": "on",
    "photos_inside": "2026-11",
    "under_age": "on",
    "guardian_name": "Ayşe",
    "guardian_contact": "0421 998877",
}


def form_data(couple, **more):
    return {**EVERYTHING, "key": couple["key"], "p2-name": "Bo", "p2-phone": "0421 1234", **more}


def switches(page):
    """Return where the buttons of the languages lead."""
    return [button for button in page.buttons if button.split("/")[1:2] != ["kurse"] and button]


def test_all_seven_languages_are_there_each_by_its_own_name(course, open_page):
    page = open_page(URL)
    button = '<button type="submit" form="registration" formaction="{}" lang="{}" dir="{}">{}<'
    found = [
        page.html.count(
            button.format(f"/{code}{URL}aendern/1/", code, "rtl" if code == "ar" else "ltr", name)
        )
        for code, name in settings.LANGUAGES
    ]
    assert (CODES, found) == (["de", "en", "tr", "ru", "uk", "ar", "pl"], [0, 1, 1, 1, 1, 1, 1])
    assert page.html.count('<a lang="de" dir="ltr" aria-current="true">Deutsch</a>') == 1


@pytest.mark.parametrize("code", OTHERS)
def test_switching_while_typing_keeps_every_word_and_tick(course, open_page, couple, code):
    typed = form_data(couple, together="on")
    german = open_page(f"{URL}aendern/1/", typed)
    there = open_page(f"/{code}{URL}aendern/1/", german.fields)
    back = open_page(f"{URL}aendern/1/", there.fields)
    assert (there.html.count(f'<html lang="{code}"'), there.html.count("error-summary")) == (1, 0)
    assert [page.typed() for page in (german, there, back)] == [typed] * 3


def test_switching_checks_nothing(course, open_page, couple):
    wrong = {"key": couple["key"], "name": "", "phone": "ruft an", "needs": "y" * 1001}
    page = open_page(f"/en{URL}aendern/1/", wrong)
    assert (page.status, page.html.count("error-summary")) == (200, 0)
    assert page.typed() == {name: text for name, text in wrong.items() if text}


def test_a_second_person_is_still_shown_after_the_switch(course, open_page, couple):
    page = open_page(f"{URL}aendern/2/", couple)
    assert switches(page) == [f"/{code}{URL}aendern/2/" for code in OTHERS]
    there = open_page(f"/pl{URL}aendern/2/", page.fields)
    assert there.html.count('type="text" name="p2-name"') == 1
    assert there.typed() == couple


def test_the_page_of_errors_has_the_switch_too(course, open_page, couple):
    page = open_page(URL, couple | {"phone": "", "p2-name": ""})
    assert page.status == 422
    assert switches(page) == [f"/{code}{URL}aendern/1/" for code in OTHERS]


def test_the_answers_can_be_read_in_another_language(course, open_page, couple):
    page = open_page(URL, couple | {"together": "on"})
    assert switches(page) == [f"/{code}{URL}" for code in OTHERS]
    there = open_page(f"/tr{URL}", page.fields)
    assert (there.status, there.html.count('<html lang="tr"')) == (200, 1)
    assert there.typed() == couple | {"together": "on"}


def test_from_another_language_the_way_back_is_german(course, open_page, couple):
    page = open_page(f"/ar{URL}", couple)
    assert page.html.count(f'formaction="{URL}" lang="de"') == 1
    assert page.html.count('dir="rtl" aria-current="true">العربية</a>') == 1


def test_each_person_and_consent_is_stored_in_the_language_of_the_page(client, course, couple):
    couple |= {"alumni": "2026-11"}
    sent = client.post(f"/ru{URL}absenden/", couple)
    erna, karl = Registration.objects.order_by("sequence")
    assert sent["Location"] == f"/ru/danke/{erna.token}.{karl.token}/"
    assert {one.participant.language for one in (erna, karl)} == {"ru"}
    assert Consent.objects.get().language == "ru"
    assert client.get(sent["Location"]).content.decode().count(f"/ru/anmeldung/{erna.token}/") == 1


def test_one_person_gets_the_own_page_in_their_language(client, course):
    sent = client.post(f"/uk{URL}absenden/", {"name": "Ada", "phone": "0421 123456"})
    assert sent["Location"] == f"/uk/anmeldung/{Registration.objects.get().token}/"


def test_the_enter_key_goes_on_and_does_not_switch(course, open_page, couple):
    """Browsers press the first button of a form for it."""
    for page in (open_page(URL), open_page(URL, couple), open_page(f"{URL}aendern/2/", couple)):
        assert page.buttons[0] == ""
        first = page.html.index("<button")
        assert page.html[first:].startswith(
            '<button class="visually-hidden" type="submit" form="registration" tabindex="-1"'
        )


def test_a_closed_course_offers_plain_links(client, course, open_page):
    type(course).objects.update(registration_opens=None, registration_closes=None)
    course.refresh_from_db()
    type(course).objects.update(status="cancelled")
    page = open_page(f"{URL}aendern/1/", {"name": "Ada"})
    assert page.status == 409
    assert page.html.count(f'<a href="/en{URL}" lang="en"') == 1
