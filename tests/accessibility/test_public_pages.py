"""axe finds nothing on any public page, in any state, language, size and colour scheme."""

import pytest
from django.conf import settings

from tests.accessibility.judge import ALL, PLAIN, judge, visit
from tests.accessibility.public_pages import STATES, addresses

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
# One left-to-right and one right-to-left language are looked at in every shape.
THOROUGHLY = ("de", "ar")
LANGUAGES = [language for language, _name in settings.LANGUAGES]


@pytest.fixture
def page(browser, live_server, demo_world):
    context = browser.new_context(base_url=live_server.url, locale="de")
    yield context.new_page()
    context.close()


def shapes(language):
    return ALL if language in THOROUGHLY else PLAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_is_accessible(page, language):
    pages = addresses(language)
    found = [f"{address} {line}" for address in pages for line in visit(page, address)]
    for address in pages:
        page.goto(address)
        found += [f"{address} {line}" for line in judge(page, shapes(language))]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_the_forms_is_accessible(page, language):
    found = []
    for reach in STATES:
        reach(page, language)
        found += [f"{reach.__name__} {line}" for line in judge(page, shapes(language))]
    assert found == []


def test_the_judge_sees_what_is_wrong_and_what_nobody_looked_at(page):
    page.goto("/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate(
        "document.querySelector('h1').style.backgroundImage = 'linear-gradient(red, blue)'"
    )
    page.evaluate("document.body.style.width = '2000px'")
    rules = [line.split(": ")[1] for line in judge(page)]
    assert rules == ["scrolls sideways", "html-has-lang", "color-contrast"]
