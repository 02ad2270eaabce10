"""A drawing is put on paper from memory, and looks as it did the first time."""

from weasyprint import HTML

from documents.drawings import ImageCache
from documents.fetcher import Fetcher

FLAT = "asset:emblem.svg"
GRADIENT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><linearGradient id="g">
<stop stop-color="red"/><stop offset="1"/></linearGradient>
<path fill="url(#g)" d="M0 0h9v9z"/></svg>"""


class OneGradient(Fetcher):
    def fetch(self, url, headers=None):
        answer = super().fetch(FLAT, headers)
        answer.read = GRADIENT.encode
        return answer

    __call__ = open = fetch


def printed(images, fetcher=Fetcher, times=1):
    drawing = f'<img alt="" src="{FLAT}" width="99">'
    page = HTML(string=drawing * times, url_fetcher=fetcher())
    return page.write_pdf(cache=images, uncompressed_pdf=True)


def known(images):
    [memory] = images[FLAT].draw._known.values()
    return memory


def test_from_memory_it_looks_as_weasyprint_draws_it(ink_of, difference):
    images = ImageCache()
    anew, first, again = map(ink_of, (printed({}), printed(images), printed(images)))
    assert (anew.size, first.tobytes()) == (first.size, again.tobytes())
    assert difference(anew, first) < 0.03


def test_what_stands_twice_in_a_document_is_one_object(opened):
    images = ImageCache()
    [page] = opened(printed(images, times=2)).pages
    assert list(page.Resources.XObject) == [f"/{known(images).name}"]


def test_what_needs_more_than_lines_and_colours_is_drawn_anew_each_time():
    images = ImageCache()
    assert [printed(images, OneGradient), printed(images, OneGradient)] == [
        printed({}, OneGradient),
        printed({}, OneGradient),
    ]
    assert known(images) is None
