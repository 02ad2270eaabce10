"""What is to be decided about registrations, and what people owe."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from biq.staff.tasks.task import Link, Task, cockpits, list_of, people
from correspondence.models import Channel
from courses.formatting import euros
from courses.models import CourseDay, CourseStatus
from participants import ledger
from participants.attendance.guests import waiting_visitors
from participants.ledger import PaymentAdvice
from participants.models import Registration, Status
from participants.registration.status import SEEKING
from participants.registration.unsettled import Side, totals
from web.counting import one_or_many


def undecided_registrations() -> Task:
    number = Registration.objects.filter(status=Status.RECEIVED).count()
    label = one_or_many(number, "neue Anmeldung wartet", "neue Anmeldungen warten")
    links = list_of("participants_registration", "status__exact=received")
    return Task(number, f"{label} auf Ihre Entscheidung", links)


def free_seats(courses: Iterable[Any]) -> Task:
    """`courses` are those of `current_courses`."""
    found = [course for course in courses if course.free and course.waiting]
    label = one_or_many(len(found), "Kurs hat", "Kurse haben")
    links = cockpits([(course.slug, course.title) for course in found], "warteliste")
    return Task(len(found), f"{label} freie Plätze und eine Warteliste", links)


def undecided_wishes() -> Task:
    number = ledger.undecided_wishes(SEEKING).count()
    label = one_or_many(number, "Wunsch nach Ermäßigung ist", "Wünsche nach Ermäßigung sind")
    links = list_of("participants_registration", "ermaessigung=offen")
    return Task(number, f"{label} nicht entschieden", links)


def stuck_offers(now: datetime) -> Task:
    found = people(Registration.objects.stuck_offers(now).order_by("status_since", "pk"))
    label = one_or_many(len(found), "Angebot: bitte entscheiden", "Angebote: bitte entscheiden")
    return Task(len(found), label, found, urgent=True)


def visitors_who_wait() -> Task:
    """Who waits and came to a course day already, as the leaders noted."""
    found = people(waiting_visitors())
    label = one_or_many(
        len(found), "Person von der Warteliste war", "Personen von der Warteliste waren"
    )
    return Task(len(found), f"{label} schon an einem Kurstag da: Platz geben?", found)


def unconfirmed_addresses(today: date) -> Task:
    """An address that nobody confirmed may be wrong: before the course somebody should ask."""
    seated = Registration.objects.seated().filter(
        participant__channel=Channel.EMAIL,
        participant__email__gt="",
        participant__email_confirmed_at=None,
        course__status=CourseStatus.PUBLISHED,
        course__in=CourseDay.objects.filter(date__gte=today).values("block__course"),
    )
    found = people(seated.order_by("course", "sequence"))
    label = one_or_many(
        len(found),
        "Person mit Platz hat ihre E-Mail-Adresse nicht bestätigt",
        "Personen mit Platz haben ihre E-Mail-Adresse nicht bestätigt",
    )
    return Task(len(found), label, found)


def _missing_payment_advice(payers: int) -> Task:
    """Some people owe a fee, and nothing tells them how to pay it."""
    lacks = payers > 0 and PaymentAdvice.current() is None
    here = reverse("admin:participants_paymentadvice_add")
    words = "Nirgends steht, wie man die Kursgebühr bezahlt"
    return Task(int(lacks), words, [("„So bezahlen Sie“ schreiben", here)])


def unsettled_accounts(today: date) -> list[Task]:
    """Return the lines of what people should have paid by now, whether they know how, and of what
    goes back to them.

    What is not due yet, because the course has not begun, is no task."""
    sums = totals(today)
    due, owed, later = sums[Side.DUE], sums[Side.OWED], sums[Side.LATER]
    fees = one_or_many(due.number, "fällige Gebühr", "fällige Gebühren")
    return [
        Task(due.number, f"{fees}, zusammen {euros(due.amount)}", _accounts(Side.DUE)),
        _missing_payment_advice(due.number + later.number),
        Task(
            owed.number,
            f"Guthaben zurückzuzahlen, zusammen {euros(owed.amount)}",
            _accounts(Side.OWED),
        ),
    ]


def _accounts(side: Side) -> list[Link]:
    return [("ansehen", f"{reverse('staff:open_accounts')}?liste={side}")]
