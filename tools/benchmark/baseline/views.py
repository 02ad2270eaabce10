"""What the real pages are compared with: views that do the least that could be done."""

from datetime import timedelta
from secrets import randbits

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from correspondence.models import Message
from courses.models import Course
from participants.ledger import LedgerEntry
from participants.models import Participant, Registration, Status
from participants.people.consents import Consent
from participants.registration.history import StatusChange
from participants.registration.status import SEATED
from web.form_key import SpentKey
from web.limits import Tally

# As long as what people are really told.
TEXT = "Guten Tag,\n\n" + "Ihre Anmeldung ist da. Wir freuen uns auf Sie.\n" * 12

# The sender's connection, their network, and the e-mail address are counted.
LIMITS = 3


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@login_not_required
@csrf_exempt
@require_POST
def bare_post(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the rows of one registration by plain ORM, unchecked, under the course's lock."""
    sent = {name: str(value) for name, value in request.POST.items()}
    with transaction.atomic():
        course = Course.objects.select_for_update().get(slug=slug)
        person = _person(sent)
        registration = _registration(course, person)
        _record(registration, sent)
    return HttpResponse(status=303, headers={"Location": f"/anmeldung/{registration.token}/"})


def _person(sent: dict[str, str]) -> Participant:
    return Participant.objects.create(name=sent["name"], email=sent["email"], channel="email")


def _registration(course: Course, person: Participant) -> Registration:
    seats = course.registrations.aggregate(
        taken=Count("pk", filter=Q(status__in=SEATED)), last=Max("sequence")
    )
    sequence = (seats["last"] or 0) + 1
    has_seat = seats["taken"] < course.capacity
    return Registration.objects.create(
        course=course,
        participant=person,
        sequence=sequence,
        reference=f"{course.code}-{sequence:03}",
        status=Status.ENROLLED if has_seat else Status.WAITING,
        account=course.fee if has_seat else 0,
    )


def _record(registration: Registration, sent: dict[str, str]) -> None:
    SpentKey.objects.create(
        key=sent["key"], receipt=f"/anmeldung/{registration.token}/", digest="0" * 64
    )
    ends_at = timezone.now() + timedelta(hours=1)
    Tally.objects.bulk_create(
        [Tally(who=randbits(63), times=1, ends_at=ends_at) for _ in range(LIMITS)]
    )
    StatusChange.objects.create(
        registration=registration, after=registration.status, at=timezone.now()
    )
    Consent.objects.create(
        participant=registration.participant,
        registration=registration,
        kind="alumni",
        version=sent["alumni"],
        text="Einladungen nach dem Kurs",
        channel="online",
    )
    if registration.status == Status.ENROLLED:
        LedgerEntry.objects.create(
            registration=registration,
            kind="charge",
            amount=registration.course.fee,
            booked_on=timezone.localdate(),
            payer=registration.participant.name,
            reference="Kursgebühr",
        )
    Message.objects.create(
        recipient_key=registration.participant.key,
        recipient_name=registration.participant.name,
        occasion=f"registration_{registration.status}",
        channel="email",
        address=registration.participant.email,
        subject=f"Ihre Anmeldung {registration.reference}",
        body=TEXT,
    )
