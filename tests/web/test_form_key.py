from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from web import form_key
from web.form_key import (
    clear_spent,
    derived_key,
    find_spent_key,
    is_hasty,
    keyed_digest,
    new_key,
    receipt_for,
    spend,
)

pytestmark = pytest.mark.django_db


def test_a_fresh_key_leads_nowhere():
    assert receipt_for(new_key()) is None


def test_a_spent_key_leads_to_its_receipt():
    key = new_key()
    spend(key, "/anmeldung/abc/")
    assert receipt_for(key) == "/anmeldung/abc/"


def test_a_key_is_spent_once():
    key = new_key()
    spend(key, "/anmeldung/abc/")
    with pytest.raises(IntegrityError), transaction.atomic():
        spend(key, "/anmeldung/def/")
    assert receipt_for(key) == "/anmeldung/abc/"


def test_a_spent_key_is_forgotten_after_thirty_days():
    key, now = new_key(), timezone.now()
    spend(key, "/anmeldung/abc/")
    clear_spent(now + timedelta(days=29))
    assert receipt_for(key) == "/anmeldung/abc/"
    clear_spent(now + timedelta(days=31))
    assert receipt_for(key) is None


def test_a_spent_key_knows_what_was_answered():
    key = new_key()
    assert find_spent_key(key) is None
    spend(key, "/anmeldung/abc/", keyed_digest("Ada"))
    assert find_spent_key(key).digest == keyed_digest("Ada")
    assert (len(keyed_digest("Ada")), keyed_digest("Ada") == keyed_digest("Bo")) == (64, False)


def test_nobody_without_our_secret_can_work_out_a_digest(settings):
    ours = keyed_digest("Ada")
    settings.SECRET_KEY = "another"
    assert (keyed_digest("Ada") == ours) is False


def test_only_what_is_sent_within_two_seconds_is_hasty(monkeypatch):
    now = 1_800_000_000
    monkeypatch.setattr(form_key, "time", lambda: now + 0.9)
    key = new_key()
    hasty = {}
    for seconds in (0, 1, 2, 3, 3600, 86_400 * 365):
        monkeypatch.setattr(form_key, "time", lambda: now + seconds)  # noqa: B023
        hasty[seconds] = is_hasty(key)
    assert hasty == {0: True, 1: True, 2: False, 3: False, 3600: False, 86_400 * 365: False}


def test_a_key_that_we_never_drew_is_hasty(monkeypatch):
    key = new_key()
    monkeypatch.setattr(form_key, "time", lambda: key.time_low + 60)
    earlier = UUID(bytes=(key.time_low - 3600).to_bytes(4) + key.bytes[4:])
    assert [is_hasty(one) for one in (key, earlier, uuid4())] == [False, True, True]


def test_keys_that_open_forms_derive_stay_the_same():
    first = derived_key(UUID(int=7), "ada")
    assert str(first) == "b89c7ba2-2d6c-5459-8c12-b508cb2c4dcf"
    assert str(derived_key(first, "1")) == "32c8669b-203d-5633-be84-4184a91e2941"
