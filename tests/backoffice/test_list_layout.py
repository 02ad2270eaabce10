"""The lists on narrow screens and on paper, measured in a browser."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
LIST = "/verwaltung/participants/registration/"
LINE = 26


@pytest.fixture
def open_list(browser, live_server, demo_world, log_in):
    context = browser.new_context(base_url=live_server.url, locale="de")
    page = context.new_page()
    log_in(page, "verwaltung@example.org")

    def open_at(width):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(LIST)
        return page

    yield open_at
    context.close()


def box(page, selector):
    return page.locator(selector).bounding_box()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_what_can_be_searched_for_stands_in_words_and_the_table_close_below(open_list, width):
    page = open_list(width)
    assert box(page, "#searchbar_helptext")["height"] <= 2 * LINE
    assert box(page, "#result_list")["y"] < 800
    table, screen = box(page, "#result_list"), box(page, "#changelist-form")
    assert table["x"] + table["width"] <= screen["x"] + screen["width"] + 1


def test_the_table_is_printed_whole_and_without_what_cannot_be_clicked(open_list):
    page = open_list(768)
    page.emulate_media(media="print")
    for hidden in (".places", "#changelist-filter", "#changelist-search", "#user-tools"):
        assert page.locator(hidden).is_visible() is False
    table = box(page, "#result_list")
    assert table["x"] + table["width"] <= 768
