"""Whatever people are called and courses are titled, it is printed as text and fetches nothing."""

import json
import subprocess
from io import BytesIO

import pikepdf
import pytest

from certificates.design import rendering
from certificates.models import Design, Kind, Template
from certificates.template_editor import sample_certificates
from documents import typesetter
from documents.errors import MissingGlyph
from documents.fetcher import Fetcher
from documents.printing import print_pdf

HOSTILE = [
    '<img src="file:///etc/passwd">',
    "<link rel=attachment href=file:///etc/passwd>",
    "</p></main><h1>Falsch</h1>",
    "</script><script data-file=x.txt>x",
    '"><style>@import "http://a.example/x";</style>',
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "{{ certificate.code }}{% now %}",
    "{name}{kurs}{0.__class__}",
    "asset:emblem.svg url(asset:page.css)",
    "<svg><image href='asset:emblem.svg'/></svg>",
    "%00 ${jndi:ldap://a} ';--",
]


class Counting(Fetcher):
    asked = []

    def fetch(self, url, headers=None):
        self.asked.append(url)
        return super().fetch(url, headers)

    __call__ = open = fetch


@pytest.fixture
def asked(monkeypatch):
    """Return what the typesetter fetches for the certificate; warm, so nothing of its own."""
    typesetter.typesetter.cache_clear()
    monkeypatch.setattr(typesetter, "Fetcher", Counting)
    monkeypatch.setattr(Counting, "asked", [])
    yield Counting.asked
    typesetter.typesetter.cache_clear()


def certificate(text, kind=Kind.THANKS, look=Design.CLASSIC):
    """Return a certificate whose every field holds the text."""
    words = {str(kind): {"title": text[:40], "text": text}}
    signatory = {"name": text, "function": text, "picture": ""}
    template = Template(design=look, words=words, signatories=[signatory], logos=[])
    found = sample_certificates.sample_certificate(template, kind, "kuerzester")
    found.printed_name = found.course_title = found.district = found.topic = text
    found.blocks = [text] * 6
    return found


def read(pdf):
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True).stdout
    return "".join(text.decode().split())


@pytest.mark.parametrize("text", HOSTILE)
def test_it_is_printed_as_text_and_nothing_is_fetched(db, asked, text):
    print_pdf(rendering.certificate_html(certificate("harmlos")))
    ours = set(asked)
    del asked[:]
    pdf = print_pdf(rendering.certificate_html(certificate(text)))
    assert set(asked) - ours == set()
    assert "".join(text.split()) in read(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        files = {name: file.get_file().read_bytes() for name, file in document.attachments.items()}
    assert list(files) == ["zertifikat.json"]
    assert json.loads(files["zertifikat.json"])["name"] == text


UNSEEN = [
    *"\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
]


@pytest.mark.parametrize("sign", UNSEEN)
def test_unseen_signs_that_turn_or_hide_letters_never_reach_the_paper(db, sign):
    pdf = print_pdf(rendering.certificate_html(certificate(f"Ben{sign}Muster")))
    text = read(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        title = str(document.docinfo["/Title"])
        (file,) = document.attachments.values()
        facts = json.loads(file.get_file().read_bytes())
    assert ("BenMuster" in text, sign in text + title) == (True, False)
    assert (facts["name"], facts["topic"]) == ("BenMuster", "BenMuster")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\ufeff", "\u2028"])
def test_control_characters_are_left_out_or_named(db, sign):
    try:
        pdf = print_pdf(rendering.certificate_html(certificate(f"Ben{sign}Muster")))
    except MissingGlyph as error:
        said = error.character
    else:
        said = "Muster" in read(pdf)
    assert said in (True, sign)
