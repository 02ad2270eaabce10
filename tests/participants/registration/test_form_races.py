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
