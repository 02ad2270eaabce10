"""The preview follows what is typed: in a real Chromium, in a frame of our own, without a step."""

import pytest
from django.urls import reverse

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
LOOK = "**/vorschau/"


@pytest.fixture(params=[True], ids=["JavaScript"])
def page(request, browser, live_server, demo_world, log_in):
    context = browser.new_context(
        base_url=live_server.url, locale="de", java_script_enabled=request.param
    )
    page = context.new_page()
    log_in(page, "verwaltung@example.org")
    page.goto(reverse("certificates:default_template"))
    yield page
    context.close()


def test_a_change_renews_the_preview_and_the_one_who_types_stays_there(page):
    steps = page.evaluate("history.length")
    complaints = []
    page.on("console", lambda line: complaints.append(line.text))
    title = page.locator("[name=certificate_title]")
    answers = []
    for words in ("Urkunde", "Zeugnis"):
        with page.expect_response(LOOK) as answer:
            title.fill(words)
        answers.append(answer.value.status)
    assert answers == [200, 200]
    assert page.evaluate("document.activeElement.name") == "certificate_title"
    assert (page.evaluate("history.length"), complaints) == (steps, [])


def test_what_is_refused_is_told_in_the_frame_and_the_form_stays(page):
    with page.expect_response(LOOK):
        page.locator("[name=certificate_title]").fill("Dank an {name}")
    told = page.frame_locator("[name=preview]").locator("#content li")
    assert told.inner_text() == (
        "Überschrift: In der Überschrift gibt es keine Platzhalter."
        " Bitte schreiben Sie sie ohne { und }."
    )
    assert page.locator("[name=certificate_title]").input_value() == "Dank an {name}"


@pytest.mark.parametrize("page", [False], indirect=True, ids=["no JavaScript"])
def test_without_javascript_the_button_shows_the_preview_in_its_place(page):
    with page.expect_response(LOOK) as answer:
        page.get_by_role("button", name="Vorschau zeigen").click()
    assert (answer.value.status, answer.value.frame.name) == (200, "preview")
    assert page.url.endswith(reverse("certificates:default_template"))
