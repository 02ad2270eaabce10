"""How easy a German text is to read: its sentences, and the words that only offices use."""

import re
from html.parser import HTMLParser

# Never on a public page. Parts of words count, so "Übermittlung" is found by "übermittl".
OFFICE_WORDS = (
    "abgelehnt", "ablehnung", "anliegen", "antrag", "aufgrund", "ausfertigung", "beanstand",
    "bearbeitungs", "beantrag", "bereitstellung", "bezüglich", "diesbezüglich", "durchführ",
    "einverständniserklärung", "entgelt", "entricht", "erforderlich", "erfolgt", "erheben",
    "erziehungsberechtigt", "gegebenenfalls", "gemäß", "hinsichtlich", "im rahmen", "inanspruch",
    "in bezug auf", "in kenntnis", "maßnahme", "mahnung", "mittels", "nichtzutreffend", "obliegt",
    "pflichtfeld", "sachverhalt", "seitens", "sowie", "storn", "übermittl", "umgehend",
    "unbeschadet", "ungültige eingabe", "unverzüglich", "verfügbar", "verfügung", "vorbehalt",
    "widerruf", "zeitnah", "zwecks",
)  # fmt: skip
ABBREVIATIONS = (
    "bzw.", "ca.", "d. h.", "etc.", "evtl.", "ggf.", "i. d. R.", "u. a.", "usw.", "z. B.", "z.B.",
)  # fmt: skip
_END = re.compile(r"(?<=[.!?])(?<!\d\.)[“)*]*\s+")
_WORD = re.compile(r"\w[\w’'-]*")


def sentences(text):
    """Return the sentences of a text, each with its number of words; what has no end is a label."""
    parts = (part.strip() for line in text.split("\n") for part in _END.split(line))
    return [(len(_WORD.findall(part)), part) for part in parts if part[-1:] in (".", "!", "?")]


def office_words(text):
    """Return the words of the list that a text uses."""
    lower = text.lower()
    said = [word for word in OFFICE_WORDS if re.search(rf"\b\w*{word}", lower)]
    return said + [short for short in ABBREVIATIONS if short in text]


class _Text(HTMLParser):
    """The text of a page as it is read: an element that stands for itself ends a line."""

    INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "span", "strong", "label", "small"}
    SILENT = {"head", "script", "style", "svg"}

    def __init__(self):
        super().__init__()
        self.parts, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in self.SILENT
        self._end_line(tag)

    def handle_endtag(self, tag):
        self.silent -= tag in self.SILENT
        self._end_line(tag)

    def _end_line(self, tag):
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of(page):
    """Return the text of an HTML page, a line for each element that stands for itself."""
    reader = _Text()
    reader.feed(page)
    return "".join(reader.parts)
