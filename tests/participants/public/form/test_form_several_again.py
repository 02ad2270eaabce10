"""Several people on one form that is sent twice, too often, too late or by a program."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from correspondence.models import Message
from courses.models import Course
from participants.course_changes import cancellation
from participants.models import Registration
from participants.registration.arrival import register_all
from tests.participants.public.form.several import SEND, URL, people, stored
from web.limits import Tally


def test_sent_five_times_it_is_one_couple_and_five_equal_receipts(client, course, couple):
    for wish in ({}, {"together": "on"}):
        form = couple | wish | {"key": str(uuid4())}
        receipts = [client.post(SEND, form)["Location"] for _ in range(5)]
        assert receipts == receipts[:1] * 5
    assert stored() == ["Erna Muster", "Karl Muster"] * 2


@pytest.mark.parametrize(
    "other", [{"p2-phone": "0421 654321"}, {"together": "on"}, {"needs": "Ruhe"}]
)
def test_other_answers_sent_again_are_not_stored_and_the_receipt_says_so(
    client, course, couple, other
):
    receipt = client.post(SEND, couple)["Location"]
    again = client.post(SEND, couple | other)["Location"]
    assert again == f"{receipt}?geaendert"
    pages = [client.get(address).content.decode() for address in (receipt, again)]
    assert [page.count("Ihre Änderung ist nicht gespeichert.") for page in pages] == [0, 1]
    assert stored() == ["Erna Muster", "Karl Muster"]


def test_going_back_to_add_somebody_registers_nobody_twice(client, course, couple):
    alone = {name: text for name, text in couple.items() if not name.startswith("p2-")}
    own_page = client.post(SEND, alone)["Location"]
    both = client.post(SEND, couple)["Location"]
    erna, karl = Registration.objects.order_by("sequence")
    assert (own_page, both) == (erna.get_absolute_url(), f"/danke/{erna.token}.{karl.token}/")
    third = client.post(SEND, couple | {"p3-name": "Mia", "p3-phone": "0421 1234"})["Location"]
    mia = Registration.objects.get(participant__name="Mia")
    assert third == f"/danke/{erna.token}.{karl.token}.{mia.token}/"
    assert stored() == ["Erna Muster", "Karl Muster", "Mia"]


def test_going_back_to_remove_somebody_says_that_they_stay_registered(client, course, couple):
    receipt = client.post(SEND, couple)["Location"]
    alone = {name: text for name, text in couple.items() if not name.startswith("p2-")}
    assert client.post(SEND, alone)["Location"] == f"{receipt}?geaendert"
    assert stored() == ["Erna Muster", "Karl Muster"]


def test_everybody_counts_for_the_limits(client, course, couple, settings):
    settings.TRUSTED_PROXIES = 1
    mail = {"email": "eins@example.org", "p2-email": "Eins@example.org"}
    address = {"X-Forwarded-For": "192.0.2.7"}
    client.post(SEND, people(5) | {"key": str(uuid4())}, headers=address)
    client.post(SEND, couple | mail, headers=address)
    # No person fills in a form without having seen it: what a program sends counts twice.
    assert sorted(Tally.objects.values_list("times", flat=True)) == [4, 7, 7]


def test_who_is_stopped_keeps_everybody(client, course, open_page, couple):
    client.post(SEND, people(2))
    Tally.objects.update(times=1000)
    page = open_page(SEND, couple | {"together": "on"})
    assert (page.status, page.typed()) == (429, couple | {"together": "on"})
    Tally.objects.update(ends_at=timezone.now())
    assert client.post(SEND, page.fields).status_code == 303
    assert stored()[2:] == ["Erna Muster", "Karl Muster"]


def test_who_was_stopped_but_had_been_stored_finds_the_receipt(client, course, couple):
    receipt = client.post(SEND, couple)["Location"]
    Tally.objects.update(times=1000)
    assert client.post(SEND, couple)["Location"] == receipt


def test_all_or_nobody_is_stored(client, course, couple, staff, monkeypatch):
    def too_late(*args, **kwargs):
        cancellation.cancel(course, staff, "Zu wenige Anmeldungen")
        return register_all(*args, **kwargs)

    monkeypatch.setattr("participants.public.form.submission.register_all", too_late)
    assert client.post(SEND, couple).status_code == 409
    assert (stored(), Message.objects.count()) == ([], 0)


def test_who_registered_in_time_gets_the_receipt_also_after_the_end(client, course, couple):
    receipt = client.post(SEND, couple)["Location"]
    Course.objects.update(registration_closes=timezone.localdate() - timedelta(1))
    assert client.post(SEND, couple)["Location"] == receipt
    late = couple | {"p3-name": "Zu Spät", "p3-phone": "0421 1234"}
    assert client.post(SEND, late).status_code == 409
    assert stored() == ["Erna Muster", "Karl Muster"]


def test_the_honeypot_keeps_what_a_real_person_typed(course, open_page, couple):
    stopped = open_page(URL, couple | {"website": "https://example.org", "together": "on"})
    assert stopped.headings[0] == "Bitte rufen Sie uns an"
    assert stopped.typed() == couple | {"together": "on"}
    assert open_page(URL, stopped.fields).headings[0] == "Prüfen Sie Ihre Angaben"
