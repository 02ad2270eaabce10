import asyncio
import socket
from email import message_from_bytes, policy
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from correspondence.models import Message


class MailServer:
    """A real mail server on a port of its own, which can be switched on and off."""

    def __init__(self):
        self.received, self.refused = [], {}
        self.connections = self.asked = 0
        # Takes what it is told and never answers.
        self.is_dumb = False
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.controller = None

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    @property
    def subjects(self):
        return [mail["Subject"] for mail in self.received]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.asked += 1
        if self.is_dumb:
            await asyncio.Event().wait()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def silent_mail_server(settings):
    """A mail server that is switched off, and that the outbox is told to use."""
    server = MailServer()
    settings.MAILER = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.stop()


@pytest.fixture
def mail_server(silent_mail_server):
    silent_mail_server.start()
    return silent_mail_server


@pytest.fixture
def make_mail(db):
    """Return a function that writes an e-mail into the outbox."""

    def make(subject="Ihre Anmeldung", **values):
        return Message.objects.create(
            **{
                "recipient_key": UUID(int=1),
                "recipient_name": "Gülşen Işık",
                "occasion": "probe",
                "channel": "email",
                "address": "person@example.org",
                "subject": subject,
                "body": "Guten Tag Gülşen Işık,\n",
                **values,
            }
        )

    return make
