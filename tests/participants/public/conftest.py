"""What the tests of the public form share: reading a page as a browser does."""

from html.parser import HTMLParser
from uuid import uuid4

import pytest

from web.kept_pages import forget_kept_pages


class Page(HTMLParser):
    """A page as somebody has it who touches nothing: fields, buttons, headings."""

    def __init__(self, response):
        super().__init__()
        self.status = response.status_code
        self.html = response.content.decode()
        self.fields, self.buttons, self.headings = {}, [], []
        self._open = None
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input":
            self._take(attrs)
        if tag == "button":
            self.buttons.append(attrs.get("formaction", ""))
        if tag in ("h1", "h2", "textarea"):
            self._open, self._text = (tag, attrs.get("name")), ""

    def _take(self, attrs):
        boxed = attrs.get("type") in ("checkbox", "radio")
        if not boxed or "checked" in attrs:
            self.fields[attrs["name"]] = attrs.get("value", "on" if boxed else "")

    def handle_data(self, data):
        if self._open:
            self._text += data

    def handle_endtag(self, tag):
        if self._open and self._open[0] == tag:
            found = self._text.strip()
            if tag == "textarea":
                self.fields[self._open[1]] = found
            else:
                self.headings.append(found)
            self._open = None

    def typed(self):
        """Return what the page would send, without what is empty or only for the way."""
        quiet = ("csrfmiddlewaretoken", "website")
        return {name: text for name, text in self.fields.items() if text and name not in quiet}


@pytest.fixture
def open_page(client):
    """Return a function that opens an address, or sends fields there, and reads the page."""
    forget_kept_pages()

    def visit(address, fields=None):
        answer = client.get(address) if fields is None else client.post(address, fields)
        return Page(answer)

    return visit


@pytest.fixture
def couple():
    """What a couple types who share a phone."""
    return {
        "key": str(uuid4()),
        "name": "Erna Muster",
        "phone": "0421 123456",
        "p2-name": "Karl Muster",
        "p2-phone": "0421 123456",
    }
