"""Prints documents: HTML in, PDF (PDF/A-3a and PDF/UA-1) out.

The HTML comes from a template that extends `documents/base.html`. It must have a title and a
language, words for every picture and a scope for every table head; its stylesheets are `asset:`
addresses (`asset:x.css` is `static/documents/x.css`).
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Generic, TypeVar

from documents.errors import DocumentError, Unprintable
from documents.printing_process import prepare_process

if TYPE_CHECKING:
    from documents.typesetter import Typesetter

CHUNK = 10
# A pool costs its start: below this number of documents one process is as fast.
POOL_FROM = 20
PRINTERS = min(2, os.cpu_count() or 1)

# The caller's name for a page; it comes back with the result.
Key = TypeVar("Key")
Page = tuple[Key, str]
Result = tuple[Key, bytes | DocumentError]


def print_pdf(html: str, *, title: str | None = None) -> bytes:
    """Return the document as PDF bytes. `title` replaces the one in the HTML.

    Raises DocumentError with a German sentence that says why it cannot be printed."""
    return _typesetter().set(html, title)


def _typesetter() -> "Typesetter":
    # WeasyPrint takes 30 MB and a second to import: processes that print nothing save both.
    from documents.typesetter import typesetter

    return typesetter()


def print_many(pages: Iterable[Page[Key]]) -> Iterator[Result[Key]]:
    """Yield (key, PDF bytes or DocumentError) for every (key, html), in the same order.

    A document that fails does not stop the others. `pages` may be a generator: it is read only a
    little ahead. Many documents are shared among processes, ten at a time; these see nothing but
    HTML and never touch the database."""
    pages = iter(pages)
    first = list(islice(pages, POOL_FROM))
    run = _run_in_pool if len(first) == POOL_FROM and PRINTERS > 1 else _run_here
    yield from run(_chunks(chain(first, pages)))


def _chunks(pages: Iterator[Page[Key]]) -> Iterator[list[Page[Key]]]:
    while chunk := list(islice(pages, CHUNK)):
        yield chunk


def _run_here(chunks: Iterable[list[Page[Key]]]) -> Iterator[Result[Key]]:
    for chunk in chunks:
        yield from _print_chunk(chunk)


def _run_in_pool(chunks: Iterable[list[Page[Key]]]) -> Iterator[Result[Key]]:
    pool: PrintingPool[Key] = PrintingPool()
    try:
        for chunk in chunks:
            pool.submit(chunk)
            if pool.is_full:
                yield from pool.next_results()
        while pool.pending:
            yield from pool.next_results()
    finally:
        pool.close()


class PrintingPool(Generic[Key]):
    """Processes that print chunks. When one of them dies, all are replaced, and the pages that were
    being printed are printed again, each alone: only a page that kills its process is given up."""

    def __init__(self) -> None:
        self.pending: deque[tuple[list[Page[Key]], Future[list[Result[Key]]] | None]] = deque()
        self.processes = _start_processes(PRINTERS)

    @property
    def is_full(self) -> bool:
        return len(self.pending) > 2 * PRINTERS

    def submit(self, chunk: list[Page[Key]]) -> None:
        self.pending.append((chunk, self._future(chunk)))

    def _future(self, chunk: list[Page[Key]]) -> Future[list[Result[Key]]] | None:
        """Return the future of the chunk; None when the processes are found dead."""
        try:
            return _submit(self.processes, chunk)
        except BrokenProcessPool:
            return None

    def next_results(self) -> list[Result[Key]]:
        """Return the results of the chunk that was submitted first."""
        chunk, future = self.pending.popleft()
        try:
            if future:
                return future.result()
        except BrokenProcessPool:
            pass
        self._replace_processes()
        return [_print_alone(*page) for page in chunk]

    def _replace_processes(self) -> None:
        self.close()
        self.processes = _start_processes(PRINTERS)
        self.pending = deque(
            (chunk, future if _is_done(future) else self._future(chunk))
            for chunk, future in self.pending
        )

    def close(self) -> None:
        self.processes.shutdown(cancel_futures=True)


def _is_done(future: Future[list[Result[Key]]] | None) -> bool:
    """Return whether the future has results."""
    return bool(future and future.done() and not future.cancelled() and not future.exception())


def _start_processes(number: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        number, get_context("fork"), initializer=prepare_process, initargs=(os.getpid(),)
    )


def _submit(processes: ProcessPoolExecutor, chunk: list[Page[Key]]) -> Future[list[Result[Key]]]:
    # The processes are forked at the first order: with the fonts read, and while nobody typesets.
    with _typesetter().lock:
        return processes.submit(_print_chunk, chunk)


def _print_alone(key: Key, html: str) -> Result[Key]:
    """Print one document in a process of its own, which it may take down."""
    with _start_processes(1) as process:
        try:
            return _submit(process, [(key, html)]).result()[0]
        except BrokenProcessPool:
            return key, Unprintable("Druckprozess abgebrochen")


def _print_chunk(chunk: list[Page[Key]]) -> list[Result[Key]]:
    return [(key, _print_or_say_why(html)) for key, html in chunk]


def _print_or_say_why(html: str) -> bytes | DocumentError:
    try:
        return print_pdf(html)
    except DocumentError as error:
        return error
