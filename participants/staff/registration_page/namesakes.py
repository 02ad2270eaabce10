"""Other people who are perhaps the same person."""

from django.db.models import Q, QuerySet

from participants.people.person import Participant
from participants.registration.models import Registration
from web.searching import number_digits
from web.text_cleaning import fold

MOST = 5


def namesakes(person: Participant) -> QuerySet[Registration]:
    """Return up to five registrations of other people with this name, address or phone number.

    A couple shares an address, neighbours a name: this is a hint and never a reason to refuse."""
    same = Q(name_key=person.name_key)
    for words in filter(None, (fold(person.email), number_digits(person.phone))):
        same |= Q(search_key__contains=words)
    people = Participant.objects.filter(same).exclude(pk=person.pk)
    found = Registration.objects.filter(participant__in=people)
    return found.select_related("participant", "course")[:MOST]
