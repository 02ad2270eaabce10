"""A filled-in form is stored once, however often it is sent.

What is used up is one key for each person of the form (`ApplicationForm.spent_key`). So whoever
goes back in the browser to add a neighbour is not registered a second time, and the neighbour is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from participants.public.form.application_form import ApplicationForm
from participants.public.form.joint_form import JointForm
from participants.public.own_page.views import CHANGED
from participants.public.rate_limits import count_registrations
from participants.registration.arrival import digest_of_answers, receipt_address, register_all
from web.form_key import SpentKey, derived_key
from web.limits import LimitReached


@dataclass(frozen=True)
class Receipt:
    """Whose registrations a form led to; `changed` when it came again with other answers."""

    tokens: tuple[str, ...]
    changed: bool = False

    def address(self) -> str:
        """Return where it stands: on one person's own page, or on one page for several."""
        path = receipt_address(self.tokens)
        return f"{path}?{CHANGED}" if self.changed else path


def receipt_of_stored(joint_form: JointForm) -> Receipt | None:
    """Return the Receipt of a valid form whose people are all stored already; else None."""
    forms = _forms_by_key(joint_form)
    before = _stored_before(forms)
    return _receipt(joint_form, forms, before, {}) if len(before) == joint_form.size else None


def submit(request: HttpRequest, joint_form: JointForm) -> Receipt:
    """Store the people of a valid form who are not stored yet; return the Receipt of all.

    Raises MoveRefused when the course ended meanwhile, and LimitReached."""
    forms = _forms_by_key(joint_form)
    before: dict[UUID, SpentKey] = {}
    while len(before) < len(forms):
        new = {key: form for key, form in forms.items() if key not in before}
        try:
            return _receipt(joint_form, forms, before, _store(request, joint_form, new))
        except (IntegrityError, LimitReached):
            # Perhaps some of them are stored: by this form sent before, or in this moment.
            found = _stored_before(forms)
            if len(found) == len(before):
                raise
            before = found
    return _receipt(joint_form, forms, before, {})


def _forms_by_key(joint_form: JointForm) -> dict[UUID, ApplicationForm]:
    """Return the forms by the key that each uses up.

    Of two people with one name, the second's key is derived from the first's and "1", and so on.
    """
    times: Counter[UUID] = Counter()
    forms = {}
    for form in joint_form.forms:
        key = form.spent_key()
        forms[derived_key(key, str(times[key])) if times[key] else key] = form
        times[key] += 1
    return forms


def _stored_before(forms: Iterable[UUID]) -> dict[UUID, SpentKey]:
    """Return by key what is used up already."""
    return SpentKey.objects.in_bulk(list(forms))


@transaction.atomic
def _store(
    request: HttpRequest, joint_form: JointForm, new: dict[UUID, ApplicationForm]
) -> dict[UUID, str]:
    """Store these people under one lock; return the token of each, by key."""
    count_registrations(request, new.values())
    applications = [form.application() for form in new.values()]
    stored = register_all(joint_form.course, applications, [*new], together=joint_form.together)
    return {key: one.token for key, one in zip(new, stored, strict=True)}


def _receipt(
    joint_form: JointForm,
    forms: dict[UUID, ApplicationForm],
    before: dict[UUID, SpentKey],
    tokens: dict[UUID, str],
) -> Receipt:
    """Put together the receipt of those stored before and of those stored now (`tokens`)."""
    found: list[str] = []
    changed = False
    for key, form in forms.items():
        if key in before:
            found += _tokens_in(before[key].receipt)
            changed |= before[key].digest != digest_of_answers(
                form.application(), joint_form.together
            )
        else:
            found.append(tokens[key])
    # Several people have one receipt, which names them all: each of them counts once.
    distinct = tuple(dict.fromkeys(found))
    # Somebody who was taken off the form is registered all the same.
    return Receipt(distinct, changed or len(distinct) > joint_form.size)


def _tokens_in(path: str) -> list[str]:
    """Return the tokens that the path of a receipt names."""
    return path.strip("/").rpartition("/")[2].split(".")
