"""Other people who are perhaps the same person."""

from django.db.models import Q, QuerySet

from participants.people.person import Participant
from participants.registration.models import Registration
from web.text_cleaning import fold

MOST = 5


def namesakes(person: Participant) -> QuerySet[Registration]:
    """Return up to five registrations of other people with this name, address or phone number.

    A couple shares an address, neighbours a name: this is a hint and never a reason to refuse."""
    same = Q(sort_key=person.sort_key)
    digits = "".join(filter(str.isdigit, person.phone_text))
    for words in filter(None, (person.email, digits)):
        same |= Q(search_key__contains=fold(words))
    people = Participant.objects.filter(same).exclude(pk=person.pk)
    found = Registration.objects.filter(participant__in=people)
    return found.select_related("participant", "course")[:MOST]
