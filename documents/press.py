"""The print shop's counter: HTML in, PDF (PDF/A-3a and PDF/UA-1) out.

The HTML comes from a template that extends `documents/base.html`. It must have a title and a
language, words for every picture and a scope for every table head; its stylesheets are `press:`
addresses (`press:x.css` is `static/documents/x.css`).
"""

import gc
import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context

from documents.errors import DocumentError, Unprintable

CHUNK = 10
# A pool costs its start: below this number of documents one process is as fast.
POOL_FROM = 20
PRINTERS = min(2, os.cpu_count() or 1)


def print_pdf(html, *, title=None):
    """Return the document as PDF bytes. `title` replaces the one in the HTML.

    Raises DocumentError with a German sentence that says why it cannot be printed."""
    return _typesetter().set(html, title)


def _typesetter():
    # WeasyPrint takes 30 MB and a second to read: who prints nothing, as the web, saves both.
    from documents.typesetter import typesetter

    return typesetter()


def print_many(pages):
    """Yield (key, PDF bytes or DocumentError) for every (key, html), in the same order.

    A document that fails does not stop the others. `pages` may be a generator: it is read only a
    little ahead. Many documents are shared among processes, ten at a time; these see nothing but
    HTML and never touch the database."""
    pages = iter(pages)
    first = list(islice(pages, POOL_FROM))
    run = _run_in_pool if len(first) == POOL_FROM and PRINTERS > 1 else _run_here
    yield from run(_chunks(chain(first, pages)))


def _chunks(pages):
    while chunk := list(islice(pages, CHUNK)):
        yield chunk


def _run_here(chunks):
    for chunk in chunks:
        yield from _print_chunk(chunk)


def _run_in_pool(chunks):
    pool = ProcessPoolExecutor(PRINTERS, get_context("fork"), initializer=_forget_little)
    waiting = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, _submit(pool, chunk)))
            if len(waiting) > 2 * PRINTERS:
                yield from _collect(*waiting.popleft())
        while waiting:
            yield from _collect(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _forget_little():
    """Look for garbage seldom, and never among what the parent had: a tenth of the whole time."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def _submit(pool, chunk):
    # The processes start at the first order: with warm fonts, and while nobody else typesets.
    with _typesetter().lock:
        return pool.submit(_print_chunk, chunk)


def _collect(chunk, future):
    try:
        return future.result()
    except BrokenProcessPool:
        return [(key, Unprintable("Druckprozess abgebrochen")) for key, _html in chunk]


def _print_chunk(chunk):
    return [(key, _print_or_say_why(html)) for key, html in chunk]


def _print_or_say_why(html):
    try:
        return print_pdf(html)
    except DocumentError as error:
        return error
