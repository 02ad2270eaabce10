"""The one-time key of a public form: sent five times, it is one registration and five receipts.

A key also says when its form was drawn, sealed so that only we can say it. Whoever sends within two
seconds is a program; a slow person is never suspected.
"""

from datetime import timedelta
from hmac import compare_digest
from secrets import token_bytes
from time import time
from uuid import UUID

from django.db import models
from django.utils.crypto import salted_hmac

HASTY_SECONDS = 2


class SpentKey(models.Model):
    """A form key that was used, the address of the receipt it led to, and what was answered.

    `digest` is a keyed hash of all answers: it tells whether they are the same another time."""

    key = models.UUIDField(primary_key=True)
    receipt = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    spent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        app_label = "accounts"

    def __str__(self):
        return str(self.key)


def new_key():
    """Return a new key: the second in which it is drawn, chance, and the seal."""
    drawn = int(time()).to_bytes(4) + token_bytes(6)
    return UUID(bytes=drawn + _seal(drawn))


def is_hasty(key):
    """Return whether no person sent this: the form was drawn just now, or never by us."""
    drawn, seal = key.bytes[:10], key.bytes[10:]
    if not compare_digest(seal, _seal(drawn)):
        return True
    return int(time()) - int.from_bytes(drawn[:4]) < HASTY_SECONDS


def _seal(drawn):
    return salted_hmac("accounts.form_key", drawn, algorithm="sha256").digest()[:6]


def keyed_digest(text):
    """Return the keyed hash of what was answered; nobody without our key can guess from it."""
    return salted_hmac("accounts.form_key.digest", text, algorithm="sha256").hexdigest()


def find_spent_key(key):
    """Return the SpentKey of this key; None while it was not used."""
    return SpentKey.objects.filter(pk=key).first()


def receipt_for(key):
    """Return the address that the form with this key led to; None while it was not used."""
    return SpentKey.objects.filter(pk=key).values_list("receipt", flat=True).first()


def spend(key, receipt, digest=""):
    """Use up the key inside the transaction of what it stands for.

    Raises IntegrityError when somebody else used it in the same moment."""
    SpentKey.objects.create(key=key, receipt=receipt, digest=digest)


def clear_spent(now):
    """Forget the keys whose forms nobody will send a second time any more (30 days)."""
    SpentKey.objects.filter(spent_at__lt=now - timedelta(days=30)).delete()
