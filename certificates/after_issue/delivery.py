"""How a certificate reaches somebody: by hand, or with a message that it is ready."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from certificates.after_issue.occasions import CERTIFICATE_READY
from certificates.models import Certificate, Delivery
from correspondence.models import Message
from correspondence.telling import tell


def note(
    certificate: Certificate, *, on: date, way: str, received_by: str, by: User | None
) -> Delivery:
    """Note who received the certificate when. Raises ValidationError unless it is valid."""
    _check_valid(certificate)
    return Delivery.objects.create(
        certificate=certificate, on=on, way=way, received_by=received_by, noted_by=by
    )


def announce(certificate: Certificate, channel: str = "") -> Message:
    """Tell the person that their certificate is ready; `channel` empty is how they want to be told.

    A mail carries the link to their own page and no attachment; a letter goes out with it.
    Raises ValidationError when there is no way, for a partner's Dankurkunde, which is handed over,
    and when they were told today already, by the same channel."""
    _check_valid(certificate)
    registration = certificate.registration
    recipient = registration.participant.recipient() if registration else None
    if recipient is None:
        raise ValidationError("Für dieses Papier gibt es niemanden, dem wir Bescheid geben können.")
    if channel and not recipient.addresses[channel]:
        raise ValidationError("Auf diesem Weg erreichen wir die Person nicht: Die Adresse fehlt.")
    recipient = replace(recipient, channel=channel or recipient.channel)
    today = announcements(certificate).filter(created_at__date=timezone.localdate())
    if today.filter(channel=recipient.reached_by).exists():
        raise ValidationError("Auf diesem Weg haben wir heute schon Bescheid gegeben.")
    context = {
        "certificate": certificate,
        "course": certificate.course,
        "registration": certificate.registration,
    }
    message = tell(recipient, CERTIFICATE_READY, context)
    if message is None:
        raise ValidationError("Wir haben von dieser Person keine Adresse und keine Telefonnummer.")
    return message


def announcements(certificate: Certificate) -> QuerySet[Message]:
    """Return the messages which said that the person's certificate is ready, oldest first."""
    registration = certificate.registration
    if registration is None:
        return Message.objects.none()
    found = Message.objects.filter(
        recipient_key=registration.participant.key, occasion=CERTIFICATE_READY.slug
    )
    return found.filter(reference=registration.reference).order_by("pk")


def _check_valid(certificate: Certificate) -> None:
    if not certificate.is_valid:
        stands = certificate.get_state_display()
        raise ValidationError(f"Das geht nur mit einem gültigen Papier. Dieses ist: {stands}.")
