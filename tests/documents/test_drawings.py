"""A drawing is put on paper from memory, and looks as it did the first time."""

from weasyprint import HTML

from documents.drawings import Drawings
from documents.fetcher import Fetcher

FLAT = "press:emblem.svg"
GRADIENT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><linearGradient id="g">
<stop stop-color="red"/><stop offset="1"/></linearGradient>
<path fill="url(#g)" d="M0 0h9v9z"/></svg>"""


class OneGradient(Fetcher):
    def fetch(self, url, headers=None):
        answer = super().fetch(FLAT, headers)
        answer.read = GRADIENT.encode
        return answer

    __call__ = open = fetch


def printed(images, fetcher=Fetcher):
    page = HTML(string=f'<img alt="" src="{FLAT}" width="99">', url_fetcher=fetcher())
    return page.write_pdf(cache=images, uncompressed_pdf=True)


def known(images):
    [memory] = images[FLAT].draw._known.values()
    return memory


def test_the_second_time_it_is_the_same_to_the_last_byte():
    images = Drawings()
    assert [printed(images), printed(images)] == [printed({}), printed({})]
    assert sorted(known(images)[1]) == ["a1.0"]


def test_what_needs_more_than_lines_and_colours_is_drawn_anew_each_time():
    images = Drawings()
    assert [printed(images, OneGradient), printed(images, OneGradient)] == [
        printed({}, OneGradient),
        printed({}, OneGradient),
    ]
    assert known(images) == (None, {})
