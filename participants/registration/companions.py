"""The others of a party: people who only want to take part together."""

from participants.registration.lifecycle import SEEKING


def companions(registration):
    """Return the registrations of the others who still seek or have a place, by name."""
    if registration.party is None:
        return []
    party = type(registration).objects.filter(party=registration.party, status__in=SEEKING)
    return list(party.exclude(pk=registration.pk).select_related("participant").by_name())
