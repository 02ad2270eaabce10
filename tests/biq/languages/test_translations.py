"""Every string of ours in every language: whole, with its gaps, and in all forms of a plural."""

import re

import pytest
from babel.messages.catalog import Catalog
from django.utils.translation import gettext, override

from biq.languages import catalogs
from biq.languages.catalog_checks import flaws, forms, untranslated
from biq.languages.catalogs import LANGUAGES, catalog, compile_catalogs, source, update_catalogs
from biq.languages.source_strings import strings

# What is written alike in another language, too.
SAME = {
    "Block\N{NO-BREAK SPACE}%(number)s: %(title)s",
    "Bürger im Quartier",
    "Code",
    "Kurs",
    "Name",
    "Person %(number)s",
    "Telefon",
    "Telefon:",
}
FORMS = {"en": 2, "tr": 1, "ru": 3, "uk": 3, "ar": 6, "pl": 3}


@pytest.fixture(scope="module")
def found():
    return strings()


def test_strings_are_found_in_python_and_in_templates(found):
    assert {
        ("Jetzt anmelden", None),
        ("Ein Kurs für alle, die in %(district)s etwas bewegen möchten.", None),
        ("Sie haben einen Platz im Kurs.", None),
        (
            (
                "Eine Person steht auf der Warteliste.",
                "%(waiting)s Menschen stehen auf der Warteliste.",
            ),
            None,
        ),
    } <= set(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_translate(language, found):
    assert untranslated(found, catalog(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_as_the_command_writes_it(language, found):
    written = catalogs._as_po(catalogs._with(found, catalog(language)))
    assert source(language).read_bytes() == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_gaps_and_spaces(language):
    assert flaws(catalog(language)) == []


def plural(language, *translated):
    made = Catalog(locale=language)
    made.add(("Ein Tag für %(who)s", "%(n)s Tage für %(who)s"), translated)
    return made


@pytest.mark.parametrize(
    ("language", "translated"),
    [
        ("en", ("One day for %(who)s", "%(n)s days for %(who)s")),
        ("ru", ("%(n)s день %(who)s", "%(n)s дня %(who)s", "%(n)s дней %(who)s")),
        ("ar", ("0 %(who)s", "1 %(who)s", "2 %(who)s", *["%(n)s %(who)s"] * 3)),
        ("tr", ("%(who)s için %(n)s gün",)),
    ],
)
def test_a_form_for_one_number_may_leave_the_number_out(language, translated):
    assert flaws(plural(language, *translated)) == []


@pytest.mark.parametrize(
    ("language", "translated", "flaw"),
    [
        ("ru", ("Один день %(who)s", "%(n)s дня %(who)s", "%(n)s дней %(who)s"), "other gaps in"),
        ("en", ("One day", "%(n)s days for %(who)s"), "other gaps in"),
        ("en", ("One day for %(who)s", "%(n)s days for %(hwo)s"), "other gaps in"),
        ("en", ("One day for %(who)s", "%(n)s days for %(who)s %"), "other gaps in"),
        ("en", ("One day for %(who)s", "%(n)s days for %(who)s "), "other spaces around"),
        ("en", ("One day for %(who)s", "%(n)s days\nfor %(who)s"), "other lines in"),
    ],
)
def test_a_flaw_is_found(language, translated, flaw):
    assert [flaw in found for found in flaws(plural(language, *translated))] == [True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_german_is_left_standing(language):
    alike = {one.id for one in catalog(language) if one.id and one.id in forms(one)}
    assert {text for text in alike - SAME if has_words(text)} == set()


def has_words(text):
    return re.search(r"\w", re.sub(r"%\(\w+\)s", "", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_of_the_language(language):
    plurals = [message for message in catalog(language) if isinstance(message.id, tuple)]
    assert {len(message.string) for message in plurals} == {FORMS[language]}


def test_writing_anew_keeps_translations_and_drops_what_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogs, "SOURCES", tmp_path)
    monkeypatch.setattr(catalogs, "LANGUAGES", ("pl",))
    update_catalogs([("Ja", None), ("Weg", None)])
    file = source("pl")
    file.write_text(file.read_text().replace('msgid "Ja"\nmsgstr ""', 'msgid "Ja"\nmsgstr "Tak"'))
    update_catalogs([("Ja", None), (("Ein Tag", "%(n)s Tage"), None)])
    assert file.read_text() == (
        'msgid ""\nmsgstr ""\n"Language: pl\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 &&'
        ' (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
        '#, python-format\nmsgid "Ein Tag"\nmsgid_plural "%(n)s Tage"\n'
        'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n\n'
        'msgid "Ja"\nmsgstr "Tak"\n\n'
    )


def test_only_what_is_newer_is_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogs, "SOURCES", tmp_path / "sources")
    monkeypatch.setattr(catalogs, "COMPILED", tmp_path / "compiled")
    monkeypatch.setattr(catalogs, "LANGUAGES", ("pl",))
    monkeypatch.setattr(catalogs, "COMPILED_LANGUAGES", ("pl",))
    update_catalogs([("Ja", None)])
    compile_catalogs()
    compiled = tmp_path / "compiled" / "pl" / "LC_MESSAGES" / "django.mo"
    first = compiled.stat().st_mtime_ns
    compile_catalogs()
    assert compiled.stat().st_mtime_ns == first
    source("pl").touch()
    compile_catalogs()
    assert compiled.stat().st_mtime_ns > first


def test_a_process_that_spoke_already_learns_what_is_compiled(tmp_path, monkeypatch, settings):
    monkeypatch.setattr(catalogs, "SOURCES", tmp_path / "sources")
    monkeypatch.setattr(catalogs, "COMPILED", tmp_path / "compiled")
    monkeypatch.setattr(catalogs, "LANGUAGES", ("pl",))
    monkeypatch.setattr(catalogs, "COMPILED_LANGUAGES", ("pl",))
    settings.LOCALE_PATHS = [tmp_path / "compiled"]
    with override("pl"):
        assert gettext("Nachbarin") == "Nachbarin"
    update_catalogs([("Nachbarin", None)])
    file = source("pl")
    file.write_text(file.read_text().replace('msgstr ""\n\n', 'msgstr "Sąsiadka"\n\n'))
    compile_catalogs()
    with override("pl"):
        assert gettext("Nachbarin") == "Sąsiadka"
