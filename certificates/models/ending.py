"""How a certificate ends: given up before it was printed, revoked, or replaced by another.

Each verb returns the row as it is stored then, with who ended it, when and why.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates.kind_and_state import State
from certificates.models.certificate import Certificate


def void(certificate: Certificate, reason: str, by: User | None) -> Certificate:
    """Give up a row that cannot be printed; its number is not used again.

    Raises ValidationError without a reason, and for one that was printed."""
    return _end(certificate, State.ISSUING, State.VOID, reason, by)


def revoke(certificate: Certificate, reason: str, by: User | None) -> Certificate:
    """Take a printed certificate out of force.

    Raises ValidationError without a reason, and for one that is not valid."""
    return _end(certificate, State.VALID, State.REVOKED, reason, by)


def supersede(certificate: Certificate, reason: str, by: User | None) -> Certificate:
    """Take a printed certificate out of force because another takes its place.

    Raises ValidationError without a reason, and for one that is not valid."""
    return _end(certificate, State.VALID, State.SUPERSEDED, reason, by)


@transaction.atomic
def _end(
    certificate: Certificate, must_be: State, becomes: State, reason: str, by: User | None
) -> Certificate:
    if not reason:
        raise ValidationError("Bitte schreiben Sie auf, warum.")
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if certificate.state != must_be:
        stands = certificate.get_state_display()
        raise ValidationError(f"Das geht nicht (mehr). Der Stand ist jetzt: {stands}.")
    certificate.state, certificate.end_reason = becomes, reason
    certificate.ended_at, certificate.ended_by = timezone.now(), by
    certificate.save(update_fields=["state", "end_reason", "ended_at", "ended_by"])
    return certificate
