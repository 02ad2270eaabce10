"""A registration arrives: by the web form, by phone, or on paper. All or nothing is stored."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.form_key import digest_of, spend
from participants import consents, ledger
from participants.person import Participant
from participants.registration.models import Registration


@dataclass
class Application:
    """What somebody filled in, already checked.

    `person` holds the fields of a Participant, `answers` those of a Registration; `consents` are
    kinds of consent, `versions` the wordings that were shown, by kind (left out: the current ones);
    `arrived_at` is None for "now"; `arrived_why` says for the history why it is another time."""

    person: dict
    answers: dict = field(default_factory=dict)
    consents: list = field(default_factory=list)
    versions: dict = field(default_factory=dict)
    wants_reduction: bool = False
    channel: str = "online"
    arrived_at: datetime | None = None
    arrived_why: str = ""

    def digest(self):
        """Return what tells this from every other application, and nothing else about it."""
        return digest_of(json.dumps(asdict(self), default=str, sort_keys=True))


@transaction.atomic(savepoint=False)
def register(course, application, key=None, by=None):
    """Store one person's registration and return it, with status, consents, fee and message.

    `key` is the form's one-time key: raises IntegrityError when the same form was stored in the
    same moment. `by` is the member of staff who typed it in; None for the person themselves.
    Within another transaction it is a part of that: an error undoes both."""
    registration = Registration(
        course=course,
        participant=Participant.objects.create(**application.person),
        channel=application.channel,
        arrived_at=application.arrived_at or timezone.now(),
        **application.answers,
    )
    registration.guardian_agreed = consents.ConsentKind.GUARDIAN in application.consents
    if key:
        spend(key, registration.get_absolute_url(), application.digest())
    registration.arrive(by, application.arrived_why)
    for kind in application.consents:
        version = application.versions.get(kind)
        consents.give(registration, kind, application.channel, by, version)
    if application.wants_reduction:
        ledger.request_reduction(registration, by)
    return registration
