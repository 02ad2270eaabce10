"""Files that travel inside a PDF: its facts once more, for machines (ISO 19005-3, annex E).

A document carries them as any HTML page would: `<script type=… data-file=…>` in its head, written
by `as_html`. Nothing else is ever attached.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# A "<" in somebody's name must not end the script.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@dataclass(frozen=True)
class Enclosure:
    """A file by its name, media type ("application/json"), what it is, and its text."""

    name: str
    media_type: str
    about: str
    text: str

    def as_html(self) -> SafeString:
        """Return the element that carries the file in the head of a document."""
        return format_html(
            '<script type="{}" data-file="{}" title="{}">{}</script>',
            self.media_type,
            self.name,
            self.about,
            mark_safe(self.text),  # noqa: S308 JSON without "<", or a token of letters
        )


def json_enclosure(name: str, about: str, facts: Mapping[str, Any]) -> Enclosure:
    """Return the facts as an enclosed JSON file."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Enclosure(name, "application/json", about, text)


def take_enclosures(head: Element) -> list[Enclosure]:
    """Take the enclosures out of the head of a document (an element), in order."""
    scripts = [script for script in head.findall("script") if script.get("data-file")]
    for script in scripts:
        head.remove(script)
    return [
        Enclosure(s.get("data-file", ""), s.get("type", ""), s.get("title", ""), s.text or "")
        for s in scripts
    ]


def enclose(pdf: pydyf.PDF, enclosures: Sequence[Enclosure]) -> None:
    """Add the files to a pydyf PDF that is about to be written."""
    if not enclosures:
        return
    names = pydyf.Array()
    for enclosure in sorted(enclosures, key=lambda one: one.name):
        names += [pydyf.String(enclosure.name), _specification(pdf, enclosure).reference]
    pdf.catalog["AF"] = pydyf.Array(names[1::2])
    files = pydyf.Dictionary({"Names": names})
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = files


def _specification(pdf: pydyf.PDF, enclosure: Enclosure) -> pydyf.Dictionary:
    content = enclosure.text.encode()
    known = {"Size": len(content), "ModDate": pdf.info.get("CreationDate")}
    about = {
        "Type": "/EmbeddedFile",
        "Subtype": f"/{enclosure.media_type.replace('/', '#2f')}",
        "Params": pydyf.Dictionary({key: value for key, value in known.items() if value}),
    }
    stream = pydyf.Stream([content], pydyf.Dictionary(about), compress=True)
    pdf.add_object(stream)
    name = pydyf.String(enclosure.name)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "Desc": pydyf.String(enclosure.about),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "AFRelationship": "/Data",
        }
    )
    pdf.add_object(specification)
    return specification
