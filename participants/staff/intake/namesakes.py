"""Somebody with this name is in the course already: staff hear it while the caller is on the line.

The form comes back once with the hint, filled in as it was, and the same button stores it all the
same. Two people may share a name: the hint never blocks, and nothing is ever merged."""

from participants.people.person import Participant
from participants.registration.status import SEEKING
from web.form_key import find_spent_key

MOST = 5


def unseen_doubles(course, form, seen):
    """Return the course's registrations with the name on the form, unless just these were seen.

    `seen` is what the form said: see `as_seen`. What is stored already is no new person."""
    if find_spent_key(form.spent_key()):
        return []
    found = _of_this_name(course, form.stated().person["name"])
    return found if as_seen(found) != seen else []


def _of_this_name(course, name):
    person = Participant(name=name)
    person.fill_keys()
    found = course.registrations.filter(participant__sort_key=person.sort_key, status__in=SEEKING)
    return list(found.select_related("participant", "course").order_by("sequence", "pk")[:MOST])


def as_seen(registrations):
    """Return what the form sends back when these were shown."""
    return " ".join(registration.reference for registration in registrations)
