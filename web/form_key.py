"""The one-time key of a public form: sent five times, it is one registration and five receipts.

A key also says when its form was drawn, sealed so that only we can say it. Whoever sends within two
seconds is a program; a slow person is never suspected.
"""

from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_bytes
from time import time
from uuid import UUID, uuid5

from django.db import models
from django.utils.crypto import salted_hmac

HASTY_SECONDS = 2
DAYS_KEPT = 30


class SpentKey(models.Model):
    """A form key that was used, the path of the receipt it led to, and what was answered.

    `digest` is a keyed hash of all answers: it tells whether they are the same another time."""

    key = models.UUIDField(primary_key=True)
    receipt = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    spent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        app_label = "accounts"

    def __str__(self) -> str:
        return str(self.key)


def new_key() -> UUID:
    """Return a new key: the second in which it is drawn, chance, and the seal."""
    drawn = int(time()).to_bytes(4) + token_bytes(6)
    return UUID(bytes=drawn + _seal(drawn))


def derived_key(key: UUID, name: str) -> UUID:
    """Return the key of one part of a form; the same key and name always give the same.

    A form for several people has one key, and each of them uses up one derived from it. Derived
    keys are stored: another way to derive them would register people of open forms twice."""
    return uuid5(key, name)


def is_hasty(key: UUID) -> bool:
    """Return whether no person sent this: the form was drawn just now, or never by us."""
    drawn, seal = key.bytes[:10], key.bytes[10:]
    if not compare_digest(seal, _seal(drawn)):
        return True
    return int(time()) - int.from_bytes(drawn[:4]) < HASTY_SECONDS


def _seal(drawn: bytes) -> bytes:
    return salted_hmac("accounts.form_key", drawn, algorithm="sha256").digest()[:6]


def keyed_digest(text: str) -> str:
    """Return 64 hex digits that tell this text from any other.

    It is keyed with our secret: nobody without it can find out what was answered by trying."""
    return salted_hmac("accounts.form_key.digest", text, algorithm="sha256").hexdigest()


def find_spent_key(key: UUID) -> SpentKey | None:
    """Return the SpentKey of this key; None while it was not used."""
    return SpentKey.objects.filter(pk=key).first()


def receipt_for(key: UUID) -> str | None:
    """Return the path that the form with this key led to; None while it was not used."""
    return SpentKey.objects.filter(pk=key).values_list("receipt", flat=True).first()


def spend(key: UUID, receipt: str, digest: str = "") -> None:
    """Use up the key inside the transaction of what it stands for.

    Raises IntegrityError when somebody else used it in the same moment."""
    SpentKey.objects.create(key=key, receipt=receipt, digest=digest)


def clear_spent(now: datetime) -> None:
    """Forget the keys whose forms nobody will send a second time any more."""
    SpentKey.objects.filter(spent_at__lt=now - timedelta(days=DAYS_KEPT)).delete()
