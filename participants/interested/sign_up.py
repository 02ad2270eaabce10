"""Somebody asks to be told of the next course in their district."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language

from correspondence.models import Channel
from correspondence.telling import Recipient, tell
from participants.interested import wording
from participants.interested.interest import Interest
from participants.interested.occasions import INTEREST_CONFIRM
from web.form_key import keyed_digest, spend


def sign_up(fields: Mapping[str, Any], key: UUID) -> Interest:
    """Store an Interest with these fields, and ask for the e-mail address to be confirmed.

    `key` is the form's one-time key: raises IntegrityError when the same form was stored in the
    same moment."""
    interest = Interest.objects.create(
        **fields,
        language=get_language(),
        consent_text=str(wording.TEXT),
        ends_on=months_later(timezone.localdate(), settings.INTEREST_MONTHS),
    )
    spend(key, interest.own_page(), keyed_digest(str(fields)))
    if interest.email:
        _ask_to_confirm(interest)
    return interest


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def _ask_to_confirm(interest: Interest) -> None:
    with translation.override(interest.language):
        path = reverse("interest_confirm", args=[interest.token, interest.email_seal()])
    recipient = Recipient(
        interest.key, interest.name, Channel.EMAIL, interest.language, email=interest.email
    )
    facts = {"district": interest.district, "confirm_link": settings.BASE_URL + path}
    tell(recipient, INTEREST_CONFIRM, facts)
