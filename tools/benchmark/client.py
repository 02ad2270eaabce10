"""A client that costs next to nothing: ready-made requests, many connections, one thread."""

import selectors
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass

TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Run:
    """What a run came to: how many answers, in how many seconds."""

    answers: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds


class UnexpectedAnswer(Exception):
    """The server answered something else than the measurement is about."""


class Connection:
    """A connection that is kept alive, with the answer that is coming in on it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.expected: int | None = None

    def send(self, request: bytes) -> None:
        self.received, self.expected = b"", None
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """Take what has come; return the answer once it is whole, and None before."""
        some = self.socket.recv(262_144)
        if not some:
            raise UnexpectedAnswer("The server closed the connection.")
        self.received += some
        if self.expected is None and b"\r\n\r\n" in self.received:
            self.expected = _length(self.received)
        return self.received if len(self.received) == self.expected else None

    def ask(self, request: bytes) -> bytes:
        """Return the whole answer as bytes."""
        self.send(request)
        while (answer := self.receive()) is None:
            pass
        return answer


def _length(received: bytes) -> int:
    head, _, _ = received.partition(b"\r\n\r\n")
    _, _, rest = head.lower().partition(b"\r\ncontent-length:")
    return len(head) + 4 + int(rest.split(b"\r\n", 1)[0] or 0)


def get(port: int, path: str, cookies: str = "") -> bytes:
    """Return the bytes of a GET request."""
    return _request("GET", port, path, f"Cookie: {cookies}\r\n" if cookies else "").encode()


def post(port: int, path: str, body: bytes, address: str) -> bytes:
    """Return the bytes of a form's POST from a client address of its own."""
    lines = (
        f"X-Forwarded-For: {address}\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
    )
    return _request("POST", port, path, lines).encode() + body


def _request(method: str, port: int, path: str, lines: str) -> str:
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{lines}\r\n"


def fetch(port: int, path: str, cookies: str = "") -> str:
    """Return one answer, head and body, as text. Raises UnexpectedAnswer unless it is a 200."""
    connection = Connection(port)
    with connection.socket:
        answer = connection.ask(get(port, path, cookies))
    _check(answer, 200)
    return answer.decode()


def send(
    port: int,
    requests: Iterable[bytes],
    *,
    status: int,
    connections: int,
    seconds: float = float("inf"),
) -> Run:
    """Send the requests on several connections at once and return the Run.

    It ends with the requests, or else after so many seconds. Raises UnexpectedAnswer for an answer
    with another status."""
    requests, answers = iter(requests), 0
    with selectors.DefaultSelector() as selector:
        start = time.perf_counter()
        for _ in range(connections):
            _next(selector, Connection(port), requests)
        while selector.get_map():
            for key, _ in selector.select(TIMEOUT_SECONDS):
                if (answer := key.data.receive()) is not None:
                    _check(answer, status)
                    answers += 1
                    selector.unregister(key.fileobj)
                    over = time.perf_counter() - start >= seconds
                    _next(selector, key.data, () if over else requests)
        return Run(answers, time.perf_counter() - start)


def _next(
    selector: selectors.BaseSelector, connection: Connection, requests: Iterable[bytes]
) -> None:
    request = next(iter(requests), None)
    if request is None:
        connection.socket.close()
        return
    connection.send(request)
    selector.register(connection.socket, selectors.EVENT_READ, connection)


def _check(answer: bytes, status: int) -> None:
    if int(answer[9:12]) != status:
        raise UnexpectedAnswer(answer[:2000].decode(errors="replace"))
