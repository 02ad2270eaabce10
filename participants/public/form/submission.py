"""A filled-in form is stored once, however often it is sent.

What is used up is one key for each person of the form (`ApplicationForm.spent_key`). So whoever
goes back in the browser to add a neighbour is not registered a second time, and the neighbour is.
"""

from collections import Counter
from dataclasses import dataclass
from uuid import uuid5

from django.db import IntegrityError, transaction

from participants.public.own_page.views import CHANGED
from participants.public.rate_limits import count_registrations
from participants.registration.arrival import digest_of_answers, receipt_address, register_all
from web.form_key import SpentKey
from web.limits import LimitReached


@dataclass(frozen=True)
class Receipt:
    """Whose registrations a form led to; `changed` when it came again with other answers."""

    tokens: tuple
    changed: bool = False

    def address(self):
        """Return where it stands: on one person's own page, or on one page for several."""
        path = receipt_address(self.tokens)
        return f"{path}?{CHANGED}" if self.changed else path


def receipt_of_stored(joint_form):
    """Return the Receipt of a valid joint form whose people are all stored already; else None."""
    forms = _forms(joint_form)
    before = _before(forms)
    return _receipt(joint_form, forms, before, {}) if len(before) == joint_form.size else None


def submit(request, joint_form):
    """Store the people of a valid joint form who are not stored yet; return the Receipt of all.

    Raises MoveRefused when the course ended meanwhile, and LimitReached."""
    forms, before = _forms(joint_form), {}
    while new := {key: form for key, form in forms.items() if key not in before}:
        try:
            return _receipt(joint_form, forms, before, _store(request, joint_form, new))
        except (IntegrityError, LimitReached):
            found = _before(forms)
            if len(found) == len(before):
                raise
            before = found
    return _receipt(joint_form, forms, before, {})


def _forms(joint_form):
    """Return the forms by the key that each uses up; two people may have one name."""
    seen, forms = Counter(), {}
    for form in joint_form.forms:
        key = form.spent_key()
        forms[uuid5(key, str(seen[key])) if seen[key] else key] = form
        seen[key] += 1
    return forms


def _before(forms):
    """Return by key what is used up already."""
    return SpentKey.objects.in_bulk(forms)


@transaction.atomic
def _store(request, joint_form, new):
    """Store these people under one lock; return the token of each, by key."""
    count_registrations(request, new.values())
    applications = [form.application() for form in new.values()]
    stored = register_all(joint_form.course, applications, [*new], together=joint_form.together)
    return {key: one.token for key, one in zip(new, stored, strict=True)}


def _receipt(joint_form, forms, before, tokens):
    """Put together the receipt of those stored before and of those stored now."""
    found, changed = {}, False
    for key, form in forms.items():
        if key in before:
            found |= dict.fromkeys(_tokens_in(before[key].receipt))
            changed |= before[key].digest != digest_of_answers(
                form.application(), joint_form.together
            )
        else:
            found[tokens[key]] = None
    # Somebody who was taken off the form is registered all the same.
    return Receipt(tuple(found), changed or len(found) > joint_form.size)


def _tokens_in(address):
    return address.strip("/").rpartition("/")[2].split(".")
