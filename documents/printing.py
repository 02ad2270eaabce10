"""The print shop's counter: HTML in, PDF (PDF/A-3a and PDF/UA-1) out.

The HTML comes from a template that extends `documents/base.html`. It must have a title and a
language, words for every picture and a scope for every table head; its stylesheets are `press:`
addresses (`press:x.css` is `static/documents/x.css`).
"""

import gc
import os
import signal
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
    presses = Presses()
    try:
        for chunk in chunks:
            presses.take(chunk)
            if presses.are_busy:
                yield from presses.give_back()
        while presses.waiting:
            yield from presses.give_back()
    finally:
        presses.close()


class Presses:
    """Printing processes at work on chunks. When one of them dies, all are replaced, and what they
    had in hand is printed again alone: only a document that kills its process is given up."""

    def __init__(self):
        self.waiting = deque()
        self.pool = _pool(PRINTERS)

    @property
    def are_busy(self):
        return len(self.waiting) > 2 * PRINTERS

    def take(self, chunk):
        self.waiting.append((chunk, self._submit(chunk)))

    def _submit(self, chunk):
        """Return the future of the chunk; None when the processes are found dead."""
        try:
            return _submit(self.pool, chunk)
        except BrokenProcessPool:
            return None

    def give_back(self):
        """Return the oldest chunk's (key, PDF or DocumentError)."""
        chunk, future = self.waiting.popleft()
        try:
            if future:
                return future.result()
        except BrokenProcessPool:
            pass
        self._replace()
        return [_print_alone(*page) for page in chunk]

    def _replace(self):
        self.close()
        self.pool = _pool(PRINTERS)
        self.waiting = deque((chunk, self._unless_done(chunk, f)) for chunk, f in self.waiting)

    def _unless_done(self, chunk, future):
        is_done = future and future.done() and not future.cancelled() and not future.exception()
        return future if is_done else self._submit(chunk)

    def close(self):
        self.pool.shutdown(cancel_futures=True)


def _pool(printers):
    return ProcessPoolExecutor(printers, get_context("fork"), initializer=_begin)


def _submit(pool, chunk):
    # The processes start at the first order: with warm fonts, and while nobody else typesets.
    with _typesetter().lock:
        return pool.submit(_print_chunk, chunk)


def _begin():
    """End when told to, whatever the parent does then: one that waits to hand over would never.

    And look for garbage seldom, never among what the parent had: a tenth of the whole time."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def _print_alone(key, html):
    """Print one document in a process of its own, which it may take down."""
    with _pool(1) as pool:
        try:
            return _submit(pool, [(key, html)]).result()[0]
        except BrokenProcessPool:
            return key, Unprintable("Druckprozess abgebrochen")


def _print_chunk(chunk):
    return [(key, _print_or_say_why(html)) for key, html in chunk]


def _print_or_say_why(html):
    try:
        return print_pdf(html)
    except DocumentError as error:
        return error
