"""A registration arrives: by the web form, by phone, or on paper. All or nothing is stored."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from participants import ledger
from participants.people import consents
from participants.people.person import Participant
from participants.registration.models import Registration
from web.form_key import SpentKey, keyed_digest


@dataclass
class Application:
    """What somebody filled in, already checked.

    `person` holds the fields of a Participant, `answers` those of a Registration; `consents` are
    kinds of consent, `versions` the wordings that were shown, by kind (left out: the current ones);
    `arrived_at` is None for "now"; `arrived_why` says for the history why it is another time;
    `signed_on` is the date beside the signature on paper."""

    person: dict[str, Any]
    answers: dict[str, Any] = field(default_factory=dict)
    consents: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    wants_reduction: bool = False
    channel: str = "online"
    arrived_at: datetime | None = None
    arrived_why: str = ""
    signed_on: date | None = None


def register(
    course: Course, application: Application, key: UUID | None = None, by: User | None = None
) -> Registration:
    """Store one person's registration and return it; see `register_all`."""
    return register_all(course, [application], [key] if key else [], by=by)[0]


@transaction.atomic(savepoint=False)
def register_all(
    course: Course,
    applications: Sequence[Application],
    keys: Sequence[UUID] = (),
    *,
    together: bool = False,
    by: User | None = None,
) -> list[Registration]:
    """Store the registrations of several people in the order given, under one lock; return them.

    Each has an own person, status, consents, fee and message; `together` says that they only take
    part together. `keys` are used up, one a person: raises IntegrityError when one of them was
    stored in the same moment. `by` is the member of staff who typed it in; None for the people
    themselves. Within another transaction it is a part of that: an error undoes both."""
    party = uuid4() if together and len(applications) > 1 else None
    now = timezone.now()
    registrations = [_new(course, application, party, now) for application in applications]
    _spend(keys, applications, registrations, together)
    for registration, application in zip(registrations, applications, strict=True):
        registration.arrive(by, application.arrived_why, registrations if party else ())
        _record(registration, application, by)
    return registrations


def _spend(
    keys: Sequence[UUID],
    applications: Sequence[Application],
    registrations: Sequence[Registration],
    together: bool,
) -> None:
    """Use the keys up before the course is locked, in one order: nobody waits in a circle."""
    receipt = receipt_address([one.token for one in registrations])
    used = {
        key: digest_of_answers(one, together)
        for key, one in zip(keys, applications, strict=bool(keys))
    }
    rows = [SpentKey(key=key, receipt=receipt, digest=used[key]) for key in sorted(used)]
    SpentKey.objects.bulk_create(rows)


def _new(
    course: Course, application: Application, party: UUID | None, now: datetime
) -> Registration:
    registration = Registration(
        course=course,
        participant=Participant.objects.create(**application.person),
        party=party,
        channel=application.channel,
        arrived_at=application.arrived_at or now,
        **application.answers,
    )
    registration.guardian_agreed = consents.ConsentKind.GUARDIAN in application.consents
    registration.wishes_reduction = application.wants_reduction
    return registration


def _record(registration: Registration, application: Application, by: User | None) -> None:
    for kind in application.consents:
        version = application.versions.get(kind)
        consents.give_consent(
            registration, kind, application.channel, by, version, application.signed_on
        )
    if application.wants_reduction:
        ledger.request_reduction(registration, by)


def receipt_address(tokens: Sequence[str]) -> str:
    """Return where the receipt stands: one person's own page, or one page for several people."""
    view = "receipt" if len(tokens) > 1 else "registration"
    return reverse(view, args=[".".join(tokens)])


def digest_of_answers(application: Application, together: bool = False) -> str:
    """Return what tells these answers from all others, and nothing else about them."""
    answers = [together, vars(application)]
    return keyed_digest(json.dumps(answers, default=str, sort_keys=True))
