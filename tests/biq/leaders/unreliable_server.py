"""A server between the browser and ours that can be stopped, started, and lose its answers."""

import socket
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit

CHUNK = 65536


class UnreliableServer:
    """Passes everything on to the server at `url`.

    With `loses_answers` what is sent arrives there, and nobody hears what became of it; answers
    come `late` by so many seconds."""

    def __init__(self, url):
        self.target = (urlsplit(url).hostname, urlsplit(url).port)
        self.loses_answers = False
        self.late = 0
        self.port = 0
        self.start()

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    def start(self):
        self.open = set()
        self.listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listening.getsockname()[1]
        Thread(target=self._accept, args=[self.listening], daemon=True).start()

    def stop(self):
        for one in (self.listening, *self.open):
            _close(one)

    def _accept(self, listening):
        with suppress(OSError):
            while True:
                browser, _address = listening.accept()
                server = socket.create_connection(self.target)
                self.open |= {browser, server}
                for ends in ((browser, server, False), (server, browser, True)):
                    Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, source, target, is_answer):
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if is_answer and self.loses_answers:
                    break
                if is_answer and self.late:
                    Event().wait(self.late)
                target.sendall(data)
        _close(source)
        _close(target)


def _close(one):
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
