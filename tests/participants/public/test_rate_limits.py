"""The public form takes much from a care home, and little from a program."""

from uuid import uuid4

import pytest
from django.utils import timezone

from correspondence.models import Message
from participants.models import Registration
from participants.public.rate_limits import EMAIL, SENDER
from web import form_key
from web.form_key import new_key
from web.limits import Tally

SEND = "/kurse/hemelingen-2027/anmelden/absenden/"
EMPTY = {"name": "Ada", "phone": "0421 123456"}


@pytest.fixture
def send(client, course, settings):
    """Return a function that sends a new form and returns the answer's status."""
    settings.TRUSTED_PROXIES = 1

    def one(address="192.0.2.7", **typed):
        form = {"name": "Ada", "phone": "0421 123456", "key": str(uuid4()), **typed}
        return client.post(SEND, form, headers={"X-Forwarded-For": address}).status_code

    return one


@pytest.fixture
def patient(monkeypatch):
    """Let a minute pass between drawing a form and sending it."""
    drawn = timezone.now().timestamp()
    keys = [str(new_key()) for _ in range(10)]
    monkeypatch.setattr(form_key, "time", lambda: drawn + 60)
    return keys


def test_the_limits_are_generous():
    senders = (SENDER.household, SENDER.neighbourhood)
    assert [(one.most, one.window.total_seconds()) for one in senders] == [(30, 3600), (120, 3600)]
    assert (EMAIL.most, EMAIL.window.total_seconds()) == (6, 86_400)


def test_thirty_people_of_one_library_register_within_an_hour_and_no_more(send):
    assert [send() for _ in range(32)] == [303] * 30 + [429] * 2
    assert Registration.objects.count() == 30
    assert send("198.51.100.1") == 303


def test_a_network_takes_a_hundred_and_twenty(send):
    assert [send(f"192.0.2.{host}") for host in range(122)] == [303] * 120 + [429] * 2
    assert send("192.0.3.1") == 303


def test_nobody_is_sent_more_than_six_mails_a_day_by_people(send, patient):
    spellings = ["opfer@example.org", "Opfer@Example.org"] * 5
    sent = [
        send(f"10.{n}.0.1", email=spellings[n], key=patient[n]) for n in range(len(spellings) - 2)
    ]
    assert sent == [303] * 6 + [429] * 2
    assert Message.objects.filter(channel="email").count() == 6


def test_nor_more_than_three_by_programs(send):
    sent = [send(f"10.{number}.0.1", email="opfer@example.org") for number in range(5)]
    assert sent == [303] * 3 + [429] * 2


def test_a_form_sent_five_times_counts_once(client, course):
    form = EMPTY | {"key": str(uuid4()), "email": "ada@example.org"}
    receipts = {client.post(SEND, form)["Location"] for _ in range(5)}
    assert receipts == {Registration.objects.get().get_absolute_url()}
    assert list(Tally.objects.order_by("times").values_list("times", flat=True)) == [1, 1, 2]


def test_who_is_registered_finds_the_receipt_also_when_the_limit_is_reached(client, course):
    form = EMPTY | {"key": str(uuid4())}
    receipt = client.post(SEND, form)["Location"]
    Tally.objects.update(times=1000)
    again = client.post(SEND, form)
    assert (again.status_code, again["Location"]) == (303, receipt)


def test_who_is_stopped_reads_whom_to_call_and_can_send_it_all_again_later(client, course):
    form = EMPTY | {"key": str(uuid4()), "needs": "Ruhe", "reduction": "on"}
    client.post(SEND, EMPTY)
    Tally.objects.update(times=1000)
    response = client.post(SEND, form)
    page = response.content.decode()
    assert (response.status_code, Registration.objects.count()) == (429, 1)
    hidden = ['type="hidden" name="{}" value="{}"'.format(*pair) for pair in form.items()]
    assert [page.count(field) for field in hidden] == [1] * 5
    assert page.count('<button class="button" type="submit">Noch einmal absenden</button>') == 1
    assert page.count('class="call-number" href="tel:+493023125000"') == 1
    Tally.objects.update(ends_at=timezone.now())
    assert client.post(SEND, form).status_code == 303


def test_a_form_with_errors_counts_for_nobody(client, course):
    client.post(SEND, EMPTY | {"name": ""})
    assert Tally.objects.count() == 0


def test_staff_at_the_telephone_are_not_limited(client, course, as_staff):
    client.post(SEND, EMPTY)
    Tally.objects.update(times=1000)
    url = "/verwaltung/kurse/hemelingen-2027/telefon/"
    typed = {"name": "Anrufer Muster", "language": "de", "key": str(uuid4())}
    answer = client.post(url, EMPTY | typed)
    assert (answer.status_code, Registration.objects.count()) == (302, 2)
