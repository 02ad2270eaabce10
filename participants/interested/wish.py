"""A wish to be told begins, is confirmed, and ends; what was kept of it ends with it."""

from calendar import monthrange
from hmac import compare_digest

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from correspondence import forgetting
from correspondence.telling import Recipient, tell
from participants.interested import wording
from participants.interested.interest import Interest
from participants.people.contact import phone_for_people
from web.form_key import keyed_digest, spend


def begin(wish, key):
    """Store the wish, given as fields, and ask for the e-mail address to be confirmed.

    `key` is the form's one-time key: raises IntegrityError when the same form was stored in the
    same moment."""
    today = timezone.localdate()
    interest = Interest.objects.create(
        **wish,
        language=get_language(),
        consent_text=str(wording.TEXT),
        ends_on=months_later(today, settings.INTEREST_MONTHS),
    )
    spend(key, address(interest), keyed_digest(str(wish)))
    if interest.email:
        _ask_to_confirm(interest)
    return interest


def months_later(day, months):
    """Return the same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def address(interest):
    return reverse("interest", args=[interest.token])


def _ask_to_confirm(interest):
    with translation.override(interest.language):
        path = reverse("interest_confirm", args=[interest.token, seal(interest)])
    recipient = Recipient(
        interest.key, interest.name, "email", interest.language, email=interest.email
    )
    facts = {"district": interest.district, "confirm_link": settings.BASE_URL + path}
    tell(recipient, "interest_confirm", facts)


def seal(interest):
    """Return the part of the link that only the owner of the e-mail address gets."""
    text = f"{interest.key} {interest.email.lower()}"
    return salted_hmac("participants.interest", text, algorithm="sha256").hexdigest()[:32]


def is_seal(interest, told):
    return bool(interest.email) and compare_digest(seal(interest), told)


def confirm(interest):
    """Note that the address is the person's; a second time changes nothing."""
    unconfirmed = Interest.objects.filter(pk=interest.pk, confirmed_at=None)
    unconfirmed.update(confirmed_at=timezone.now())


def recipient(interest):
    """Return how the person is told of a course; an address that nobody confirmed is left out."""
    town = f"{interest.postal_code} {interest.city}".strip()
    lines = [interest.name, interest.street, town] if interest.street else []
    return Recipient(
        key=interest.key,
        name=interest.name,
        channel=interest.channel,
        language=interest.language,
        email=interest.email if interest.confirmed_at else "",
        phone=phone_for_people(interest.phone),
        post_address="\n".join(filter(None, lines)),
        email_confirmed=bool(interest.confirmed_at),
    )


@transaction.atomic
def end(interest):
    """Delete the wish, and everything that was written to the person because of it."""
    forgetting.forget(interest.key)
    interest.delete()
