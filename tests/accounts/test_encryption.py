"""The secrets of the second factor lie in the database only encrypted."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.apps import apps

from accounts.encryption import ENCRYPTED, decrypted, encrypted
from tests.accounts.test_login import current_code

SECRET = "JBSWY3DPEHPK3PXP"
migration = import_module("accounts.migrations.0004_second_factor_and_access_log")


def test_what_is_set_up_is_stored_encrypted_and_works(staff):
    TOTP.activate(staff, SECRET)
    row = Authenticator.objects.get()
    assert (SECRET in str(row.data), row.data["secret"][:7]) == (False, ENCRYPTED)
    assert row.wrap().validate_code(current_code(SECRET)) is True


def test_two_times_the_same_secret_looks_different():
    assert encrypted(SECRET) != encrypted(SECRET)
    assert decrypted(encrypted(SECRET)) == SECRET


def test_what_was_stored_before_still_works(staff):
    row = Authenticator.objects.create(user=staff, type="totp", data={"secret": SECRET})
    assert row.wrap().validate_code(current_code(SECRET)) is True


def test_the_migration_encrypts_what_is_there_and_back(staff):
    plain = {
        "totp": {"secret": SECRET},
        "recovery_codes": {"seed": "abc", "used_mask": 5, "migrated_codes": ["1", "2"]},
        "webauthn": {"credential": "public"},
    }
    for kind, data in plain.items():
        Authenticator.objects.create(user=staff, type=kind, data=data)
    for _ in range(2):
        migration.encrypt(apps, None)
    stored = {row.type: row.data for row in Authenticator.objects.all()}
    assert decrypted(stored["totp"]["secret"]) == SECRET
    assert stored["totp"]["secret"].startswith(ENCRYPTED)
    assert [decrypted(code) for code in stored["recovery_codes"]["migrated_codes"]] == ["1", "2"]
    assert "abc" not in str(stored["recovery_codes"])
    assert stored["webauthn"] == plain["webauthn"]
    migration.decrypt(apps, None)
    assert {row.type: row.data for row in Authenticator.objects.all()} == plain


def test_codes_on_paper_are_encrypted_too(staff):
    codes = RecoveryCodes.activate(staff)
    assert codes.instance.data["seed"].startswith(ENCRYPTED)
    assert codes.validate_code(codes.get_unused_codes()[0]) is True


def test_an_earlier_key_still_reads_and_a_lost_one_never_lets_anybody_in(settings):
    settings.SECRET_KEY_FALLBACKS = []
    stored = encrypted(SECRET)
    earlier, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
    with pytest.raises(InvalidToken):
        decrypted(stored)
    settings.SECRET_KEY_FALLBACKS = [earlier]
    assert decrypted(stored) == SECRET
