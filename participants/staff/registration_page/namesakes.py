"""Other people who are perhaps the same person."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from participants.interested.interest import Interest
from participants.people.person import Participant
from participants.registration.models import Registration
from web.input.searching import number_digits
from web.input.text_cleaning import fold

MOST = 5
NOBODY = Q(pk__in=())


def namesakes(person: Participant) -> QuerySet[Registration]:
    """Return up to five registrations of other people with this name, address or phone number.

    A couple shares an address, neighbours a name: this is a hint and never a reason to refuse."""
    found = Registration.objects.filter(participant__in=perhaps_same(person))
    return found.select_related("participant", "course")[:MOST]


def perhaps_same(person: Participant) -> QuerySet[Participant]:
    """Return the other people with this name, address or phone number."""
    same = Q(name_key=person.name_key) | _same_contact(person)
    return Participant.objects.filter(same).exclude(pk=person.pk)


def perhaps_interested(person: Participant) -> QuerySet[Interest]:
    """Return the wishes to hear of a course with the words of this name in any order and spelling,
    or with this address or phone number."""
    words = (Q(search_key__contains=word) for word in person.name_key.split())
    same = Q(*words) | _same_contact(person)
    return Interest.objects.filter(same).select_related("district")


def _same_contact(person: Participant) -> Q:
    known = filter(None, (fold(person.email), number_digits(person.phone)))
    return reduce(or_, (Q(search_key__contains=words) for words in known), NOBODY)
