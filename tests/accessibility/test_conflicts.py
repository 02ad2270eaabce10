"""A page that comes back with two values: axe finds nothing, and the focus is on the summary."""

import pytest

from courses.models import Course
from pages.models import Page
from participants.models import Participant, Registration
from tests.accessibility.judge import Shape, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
# In one scheme: the admin fades from one colour to the other.
SHAPES = (Shape(320), Shape(1280))
FOCUSED = "document.activeElement.className"


@pytest.fixture
def page(browser, live_server, demo_world):
    context = browser.new_context(base_url=live_server.url, locale="de")
    yield context.new_page()
    context.close()


def send(page, address, field, mine, button):
    """Open the page, let it become old, and send it with another value."""

    def sent(change):
        page.goto(address)
        change()
        page.locator(f"[name={field}]").fill(mine)
        with page.expect_navigation() as answer:
            page.get_by_role("button", name=button, exact=True).click()
        return answer.value.status

    return sent


def test_a_course_and_a_long_text_that_two_changed(page, log_in):
    log_in(page, "verwaltung@example.org")
    course, text = Course.objects.first(), Page.objects.first()
    both = (
        (f"courses/course/{course.pk}", "capacity", "13", Course.objects.filter(pk=course.pk), 21),
        (f"biq/page/{text.pk}", "body", "Meins", Page.objects.filter(pk=text.pk), "Ihr\n\n- Text"),
    )
    for path, field, mine, rows, theirs in both:
        change = send(page, f"/verwaltung/{path}/change/", field, mine, "Speichern")
        assert change(lambda rows=rows, new={field: theirs}: rows.update(**new)) == 409
        assert page.evaluate(FOCUSED) == "error-summary"
        assert violations(page, SHAPES) == []


def test_somebody_decides_on_the_own_page(page):
    registration = Registration.objects.filter(status="enrolled").first()
    people = Participant.objects.filter(pk=registration.participant_id)
    address = f"{registration.get_absolute_url()}daten/"
    change = send(page, address, "phone", "0421 999999", "Speichern")
    assert change(lambda: people.update(phone="+49421123456")) == 409
    assert page.evaluate(FOCUSED) == "error-summary"
    assert violations(page, SHAPES) == []
    page.get_by_label("„0421\N{NO-BREAK SPACE}123456“ nehmen").check()
    page.get_by_role("button", name="Speichern", exact=True).click()
    assert people.get().phone == "+49421123456"
