"""What Django and allauth say on our pages is plain German, with "Sie"."""

from pathlib import Path

import allauth
import django
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

from biq.languages.catalogs import catalog


def frameworks_phrases():
    """Return every (id, text) of the German of Django and allauth, a plural by its first form."""
    rooms = [Path(django.__file__).parent / "conf", *Path(django.__file__).parent.glob("contrib/*")]
    return {pair for room in (*rooms, Path(allauth.__file__).parent) for pair in _phrases(room)}


def _phrases(room):
    path = room / "locale/de/LC_MESSAGES/django.po"
    found = path.read_bytes().splitlines() if path.exists() else []
    return {(_first(one.id), _first(one.string)) for one in read_po(found) if one.id}


def _first(words):
    return words if isinstance(words, str) else words[0]


def test_the_german_file_holds_only_what_a_framework_says_in_other_words():
    theirs = frameworks_phrases()
    ours = {(_first(one.id), _first(one.string)) for one in catalog("de") if one.id}
    known = {text for text, _said in theirs}
    said_otherwise = {text for text, said in theirs - ours}
    assert {text for text, _said in ours} - (known & said_otherwise) == set()


def test_the_frameworks_speak_plain_german():
    with override("de"):
        said = [gettext("This field is required."), gettext("Your password has been changed.")]
    assert said == ["Bitte füllen Sie dieses Feld aus.", "Ihr Passwort ist geändert."]
