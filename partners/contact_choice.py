"""Whom of a partner to tell something, where one person is enough."""

from collections.abc import Sequence

from correspondence.models import Channel
from partners.partner import ContactPerson


def reachable(people: Sequence[ContactPerson]) -> list[ContactPerson]:
    """Return those who are still there and can be reached; who gets e-mails comes first."""
    found = [one for one in people if one.is_present and one.recipient().reached_by]
    return sorted(found, key=lambda one: one.recipient().reached_by != Channel.EMAIL)
