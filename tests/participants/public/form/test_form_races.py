"""The same form, sent by impatient people and by real threads."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from participants.models import Registration

SEND = "/kurse/hemelingen-2027/anmelden/absenden/"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_five_threads_with_one_form_get_one_receipt(course):
    form = {"name": "Ada", "email": "ada@example.org", "key": str(uuid4())}

    def send(_):
        try:
            return Client().post(SEND, form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as threads:
        receipts = set(threads.map(send, range(5)))
    assert receipts == {Registration.objects.get().get_absolute_url()}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_with_one_form_and_more_and_more_people_register_each_of_them_once(course):
    one = {"name": "Ada", "phone": "0421 1234", "key": str(uuid4())}
    two = one | {"p2-name": "Bo", "p2-phone": "0421 1234"}
    three = two | {"p3-name": "Cem", "p3-phone": "0421 1234"}

    def send(form):
        try:
            return Client().post(SEND, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        found = set(threads.map(send, [one, two, three] * 3))
    names = Registration.objects.order_by("participant__name")
    assert (found, [one.participant.name for one in names]) == ({303}, ["Ada", "Bo", "Cem"])
