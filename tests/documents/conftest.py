import subprocess
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from django.template import engines
from PIL import Image, ImageChops
from PIL.ImageFilter import GaussianBlur

from tests.documents.names.draw import ink

PAGE = """{% extends "documents/base.html" %}
{% block title %}{{ title }}{% endblock %}
{% block content %}{{ content|safe }}{% endblock %}"""


@pytest.fixture
def sheet():
    """Return a function that makes the HTML of a document around some content."""
    template = engines["django"].from_string(PAGE)

    def make(content, title="Bescheinigung"):
        facts = {"printed_on": date(2027, 3, 12), "version": 1}
        return template.render({"title": title, "content": content, **facts})

    return make


def run(*command, pdf):
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


@pytest.fixture
def text_of():
    return lambda pdf: run("pdftotext", "-layout", "-", "-", pdf=pdf).decode()


@pytest.fixture
def words_of():
    """Return a function that gives (left, right, bottom) of every word, in points."""
    namespace = "{http://www.w3.org/1999/xhtml}word"

    def words(pdf):
        boxes = ElementTree.fromstring(run("pdftotext", "-bbox", "-", "-", pdf=pdf))  # noqa: S314
        return [
            tuple(float(word.get(edge)) for edge in ("xMin", "xMax", "yMax"))
            for word in boxes.iter(namespace)
        ]

    return words


@pytest.fixture
def page_of():
    """Return a function that gives the only page in greys, 576 dots an inch."""

    def page(pdf):
        png = run("pdftoppm", "-r", "576", "-gray", "-singlefile", "-", pdf=pdf)
        return Image.open(BytesIO(png))

    return page


@pytest.fixture
def ink_of(page_of):
    """Return a function that gives the inked part of the only page, black on white."""
    # Drawn large and made small, so that hinting to the pixel grid does not show.
    return lambda pdf: ink(page_of(pdf).reduce(4))


@pytest.fixture
def difference():
    """Return a function: the worst spot where two pictures differ, 0.0 alike to 1.0 opposite."""

    def measure(picture, other, blur=2):
        both = [p.filter(GaussianBlur(blur)) for p in (picture, other.resize(picture.size))]
        return ImageChops.difference(*both).getextrema()[1] / 255

    return measure


@pytest.fixture
def opened():
    """Return a function that opens a PDF; it stays open until the test ends."""
    documents = []

    def open_pdf(pdf):
        documents.append(pikepdf.open(BytesIO(pdf)))
        return documents[-1]

    return open_pdf
