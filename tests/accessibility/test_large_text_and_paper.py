"""The home page with text twice as large, and the page of a course on paper."""

import subprocess

import pytest
from django.urls import reverse

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TWICE = """() => {
    const root = document.documentElement;
    root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px";
}"""
BUTTONS = """() => [...document.querySelectorAll(".button")].map(one => {
    const box = one.getBoundingClientRect();
    return [Math.floor(box.left), Math.ceil(box.right), one.scrollWidth > one.clientWidth];
})"""


def test_buttons_stay_on_the_home_page_with_text_twice_as_large(open_page, course):
    page = open_page("/", width=360)
    page.evaluate(TWICE)
    buttons = page.evaluate(BUTTONS)
    assert len(buttons) == 1
    assert [one for one in buttons if one[0] < 0 or one[1] > 360 or one[2]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_course_on_paper_has_code_and_address_and_no_page_for_the_contact_alone(
    open_page, course
):
    page = open_page(reverse("course", args=[course.slug]), width=1280)
    page.emulate_media(media="print")
    on_paper = page.locator(".on-paper")
    assert (on_paper.count(), on_paper.first.is_visible()) == (1, True)
    assert on_paper.locator("svg, img").count() == 1
    assert "testserver/k/hem1" in on_paper.inner_text()
    words = [len(text.split()) for text in texts_of_pages(page.pdf(format="A4"))]
    assert min(words) > 60, words


def texts_of_pages(pdf):
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return run.stdout.decode().rstrip("\f").split("\f")
