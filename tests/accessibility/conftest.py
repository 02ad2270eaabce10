import pytest
from django.urls import reverse


@pytest.fixture
def open_page(browser, live_server):
    """Return a function that opens a page in a new window, 320 px wide unless told otherwise."""
    contexts = []

    def start(address, width=320, **options):
        viewport = {"width": width, "height": 800}
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def form(course):
    """The address of the public form."""
    return reverse("registration_form", args=[course.slug])


@pytest.fixture
def own(make_registration):
    """The address of somebody's own page."""
    return make_registration().get_absolute_url()
