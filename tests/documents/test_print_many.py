"""A batch: many single files, where one bad record does not stop the others."""

import os
import signal
from functools import partial

import pytest
from django.db import connection

from documents import printing
from documents.errors import MissingGlyph, RefusedAsset
from documents.printing import print_many, print_pdf


@pytest.fixture
def orders(sheet):
    def make(count, bad=()):
        names = {number: f"Person {number}" for number in range(count)} | dict(bad)
        return [(key, sheet(f"<h1>{name}</h1>", title=name)) for key, name in names.items()]

    return make


def test_one_bad_page_of_25_is_named_and_the_others_are_as_printed_singly(orders, text_of):
    batch = orders(25, bad={7: "Frau 汉"})
    printed = dict(print_many(batch))
    assert list(printed) == list(range(25))
    failure = printed.pop(7)
    assert (type(failure), failure.character) == (MissingGlyph, "汉")
    single = {key: text_of(print_pdf(html)) for key, html in batch if key != 7}
    assert {key: text_of(pdf) for key, pdf in printed.items()} == single


def test_a_page_of_a_batch_has_its_own_title_and_only_its_own_page(orders, opened):
    for key, pdf in print_many(orders(12)):
        document = opened(pdf)
        assert document.docinfo.Title == f"Person {key}"
        assert document.open_metadata()["dc:title"] == f"Person {key}"
        assert len(document.pages) == 1
        assert "/Names" not in document.Root


def test_a_page_of_a_batch_looks_as_printed_singly(orders, ink_of):
    batch = orders(3)
    assert [ink_of(pdf).tobytes() for _key, pdf in print_many(batch)] == [
        ink_of(print_pdf(html)).tobytes() for _key, html in batch
    ]


def test_a_document_of_two_pages_keeps_them_in_a_batch(sheet, opened):
    long = sheet("".join(f"<p>Absatz {number}</p>" for number in range(50)))
    batch = [("short", sheet("<p>kurz</p>")), ("long", long), ("last", sheet("<p>Ende</p>"))]
    pages = {key: len(opened(pdf).pages) for key, pdf in print_many(batch)}
    assert pages == {"short": 1, "long": 2, "last": 1}


def test_documents_of_several_languages_go_in_one_batch(sheet, opened):
    english = sheet("<p>Hello</p>").replace('lang="de"', 'lang="en"')
    printed = dict(print_many([("de", sheet("<p>Hallo</p>")), ("en", english)]))
    assert {key: str(opened(pdf).Root.Lang) for key, pdf in printed.items()} == {
        "de": "de",
        "en": "en",
    }


def test_a_large_batch_goes_through_two_processes_in_order(orders, text_of, monkeypatch):
    monkeypatch.setattr(printing, "POOL_FROM", 30)
    monkeypatch.setattr(printing, "PRINTERS", 2)
    printed = list(print_many(orders(75, bad={33: '<img src="file:///etc/passwd" alt="x">'})))
    assert [key for key, _pdf in printed] == list(range(75))
    failed = [(key, type(pdf)) for key, pdf in printed if not isinstance(pdf, bytes)]
    assert failed == [(33, RefusedAsset)]
    assert [f"Person {key}" in text_of(pdf) for key, pdf in printed[-3:]] == [True] * 3


@pytest.mark.django_db(transaction=True)
def test_the_database_stays_connected_while_processes_print(orders, monkeypatch):
    monkeypatch.setattr(printing, "POOL_FROM", 20)
    monkeypatch.setattr(printing, "PRINTERS", 2)
    printed = list(print_many((key, html) for key, html in orders(25) if _database_answers()))
    assert [key for key, _pdf in printed] == list(range(25))
    assert _database_answers()


def test_orders_are_read_only_a_little_ahead(orders, monkeypatch):
    monkeypatch.setattr(printing, "POOL_FROM", 20)
    monkeypatch.setattr(printing, "PRINTERS", 2)
    read = []
    batch = (read.append(key) or (key, html) for key, html in orders(120))
    printed = print_many(batch)
    next(printed)
    printed.close()
    assert len(read) == 50


def test_a_document_that_kills_its_process_is_given_up_and_all_others_are_printed(
    orders, monkeypatch
):
    monkeypatch.setattr(printing, "POOL_FROM", 20)
    monkeypatch.setattr(printing, "PRINTERS", 2)
    monkeypatch.setattr(printing, "_print_or_say_why", _die_of_number_33)
    printed = list(print_many(orders(120)))
    assert [key for key, _pdf in printed] == list(range(120))
    failed = {key: str(pdf) for key, pdf in printed if not isinstance(pdf, bytes)}
    assert failed == {33: "Das Dokument lässt sich nicht drucken (Druckprozess abgebrochen)."}


@pytest.fixture
def deaf():
    """Take the signal to end as the worker does: it finishes its portion first."""
    before = signal.signal(signal.SIGTERM, lambda *_signal: None)
    yield
    signal.signal(signal.SIGTERM, before)


def test_a_process_that_waits_to_hand_over_ends_with_the_others(orders, monkeypatch, deaf):
    monkeypatch.setattr(printing, "POOL_FROM", 20)
    monkeypatch.setattr(printing, "PRINTERS", 2)
    monkeypatch.setattr(printing, "_print_or_say_why", _die_late_or_hand_over_much)
    printed = dict(print_many(orders(40)))
    assert [key for key, pdf in printed.items() if not isinstance(pdf, bytes)] == [7]


def test_a_process_that_is_killed_once_costs_no_document(orders, monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "POOL_FROM", 20)
    monkeypatch.setattr(printing, "PRINTERS", 2)
    monkeypatch.setattr(printing, "_print_or_say_why", partial(_die_once, tmp_path / "died"))
    printed = list(print_many(orders(75)))
    assert [key for key, _pdf in printed] == list(range(75))
    assert {type(pdf) for _key, pdf in printed} == {bytes}


def test_nothing_ordered_is_nothing_printed():
    assert list(print_many([])) == []


def test_memory_does_not_grow_with_the_number_of_documents(orders):
    list(print_many(orders(30)))
    before = _resident_megabytes()
    for _batch in range(5):
        list(print_many(orders(30)))
    assert _resident_megabytes() / before < 1.2


def _die_of_number_33(html):
    if "<h1>Person 33</h1>" in html:
        os.kill(os.getpid(), signal.SIGKILL)
    return print_pdf(html)


def _die_late_or_hand_over_much(html):
    """More than a pipe takes, from the one that lives on, while the other dies."""
    if "<h1>Person 7</h1>" in html:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"%PDF" * 1_000_000


def _die_once(mark, html):
    if "<h1>Person 41</h1>" in html and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return print_pdf(html)


def _database_answers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _resident_megabytes():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
