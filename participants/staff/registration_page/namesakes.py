"""Other people who are perhaps the same person."""

from django.db.models import Q, QuerySet

from participants.interested.interest import Interest
from participants.people.person import Participant
from participants.registration.models import Registration
from web.input.searching import number_digits
from web.input.text_cleaning import fold

MOST = 5


def namesakes(person: Participant) -> QuerySet[Registration]:
    """Return up to five registrations of other people with this name, address or phone number.

    A couple shares an address, neighbours a name: this is a hint and never a reason to refuse."""
    found = Registration.objects.filter(participant__in=perhaps_same(person))
    return found.select_related("participant", "course")[:MOST]


def perhaps_same(person: Participant) -> QuerySet[Participant]:
    """Return the other people with this name, address or phone number."""
    same = Q(name_key=person.name_key)
    for words in filter(None, (fold(person.email), number_digits(person.phone))):
        same |= Q(search_key__contains=words)
    return Participant.objects.filter(same).exclude(pk=person.pk)


def perhaps_interested(person: Participant) -> QuerySet[Interest]:
    """Return the wishes to hear of a course with this name, address or phone number."""
    same = Q(name__iexact=person.name)
    for field in ("email", "phone"):
        if value := getattr(person, field):
            same |= Q(**{f"{field}__iexact": value})
    return Interest.objects.filter(same).select_related("district")
