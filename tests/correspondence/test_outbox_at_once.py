"""Several workers deliver at once or are killed: each mail goes once."""

from threading import Barrier, Thread, local

import pytest
from django.db import connection
from django.utils import timezone

from correspondence import outbox
from correspondence.outbox import Delivered, deliver_due
from tests.plugins.another_process import await_truth, running

KILLED_IN_FLIGHT = """
import django
django.setup()
from correspondence.outbox import deliver_due
deliver_due()
"""


@pytest.mark.django_db(transaction=True)
def test_what_was_in_flight_when_workers_were_killed_goes_soon_and_once(mail_server, make_mail):
    subjects = sorted(make_mail(f"Nummer {number}").subject for number in range(2))
    mail_server.is_dumb = True
    place = f"smtp://127.0.0.1:{mail_server.port}"
    for number in (1, 2):
        with running("-c", KILLED_IN_FLIGHT, EMAIL_URL=place) as worker:
            await_truth(lambda number=number: mail_server.asked == number)
            worker.kill()
    mail_server.is_dumb = False
    assert deliver_due() == Delivered()
    assert deliver_due(timezone.now() + outbox.IN_FLIGHT) == Delivered(sent=2)
    assert sorted(mail_server.subjects) == subjects


def together(claim, monkeypatch):
    """Deliver in two threads; both have read what is due before either claims any of it."""
    both_have_read, seen = Barrier(2), local()

    def claim_together(message, now):
        if not getattr(seen, "waited", False):
            seen.waited = True
            both_have_read.wait(timeout=20)
        return claim(message, now)

    def work():
        deliver_due()
        connection.close()

    monkeypatch.setattr(outbox, "_claim", claim_together)
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_send_no_mail_twice(mail_server, make_mail, monkeypatch):
    expected = sorted(make_mail(f"Nummer {number}").subject for number in range(12))
    together(outbox._claim, monkeypatch)
    assert sorted(mail_server.subjects) == expected


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_they_would(mail_server, make_mail, monkeypatch):
    expected = sorted(2 * [make_mail(f"Nummer {number}").subject for number in range(12)])
    together(lambda message, now: True, monkeypatch)
    assert sorted(mail_server.subjects) == expected
