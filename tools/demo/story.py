"""Five courses at different points of their life, told with the verbs that staff use."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates.issuing import issuance
from correspondence.models import Channel, Message, State
from courses import checklist
from courses.models import Course, CourseDay, District, Venue
from courses.programme import lay_out
from participants import ledger
from participants.attendance import marks
from participants.interested import wording
from participants.interested.sign_up import months_later
from participants.models import (
    ConsentKind,
    FeeDecision,
    Interest,
    Mark,
    PaymentAdvice,
    Registration,
)
from participants.registration import fee
from participants.registration.arrival import Application, register, register_all
from participants.telling import calls
from partners import thanking
from partners.models import ContributionState, Partner
from tools.demo.certificates import hand_over, make_templates
from tools.demo.partners import ask, contribute, invite_partners
from tools.demo.people import (
    LEADER,
    OTHER_LEADER,
    PASSWORD,
    PEOPLE,
    STAFF,
    UNCONFIRMED,
    mail,
    phone,
)
from tools.demo.running_orders import plan_days

WEEK = timedelta(weeks=1)
# The example that banks give for an IBAN: no money arrives there.
ACCOUNT = "Bremer Heimstiftung (Beispiel)\nIBAN DE89 3704 0044 0532 0130 00"
# Name and contact; by the number of a person, what else they wrote.
Person = tuple[str, dict[str, str]]
Answers = Callable[[int], dict[str, Any]]


def load() -> None:
    """Fill an empty database with the demo. Everything is dated around today."""
    _tell()
    while issuance.render_pending():
        pass
    hand_over()


@transaction.atomic
def _tell() -> None:
    today = timezone.localdate()
    staff = User.objects.create_user(password=PASSWORD, is_staff=True, **STAFF)
    leader = User.objects.create_user(password=PASSWORD, is_leader=True, **LEADER)
    other = User.objects.create_user(password=PASSWORD, is_leader=True, **OTHER_LEADER)
    PaymentAdvice.objects.create(account=ACCOUNT)
    venues = _venues()
    partners = invite_partners(District.objects.get(name="Osterholz"))
    _completed(_course("Vegesack", today - 30 * WEEK, venues, leader), partners, staff, leader)
    _running(_course("Osterholz", today - 8 * WEEK, venues, leader), partners, staff, leader)
    _one_seat_left(
        _course("Hemelingen", today + 6 * WEEK, venues, leader, capacity=8), partners, leader
    )
    _full(_course("Obervieland", today + 9 * WEEK, venues, other, capacity=6), partners, staff)
    _course("Gröpelingen", today + 30 * WEEK, venues[:1], other, publish=False)
    _interested()


def _interested() -> None:
    """Two who want to hear of a course where there is none yet."""
    for name, contact in (("Wanda Warte-Muster", phone(106)), ("Beispiel Baldinger", mail("bald"))):
        Interest.objects.create(
            name=name,
            district=District.objects.get(name="Walle"),
            consent_version=wording.VERSION,
            consent_text=str(wording.TEXT),
            confirmed_at=timezone.now() if "email" in contact else None,
            ends_on=months_later(timezone.localdate(), settings.INTEREST_MONTHS),
            **contact,
        )


def _venues() -> list[Venue]:
    rows = (
        ("Bürgerhaus Muster", "Musterplatz 1", "yes", "Alle Räume ebenerdig. Toilette für alle."),
        ("Gemeindesaal Beispiel", "Beispielweg 12", "partly", "Rampe am Hof, bitte klingeln."),
    )
    return [
        Venue.objects.create(
            name=name, street=street, postal_code="28000", step_free=step_free, access=access
        )
        for name, street, step_free, access in rows
    ]


def _course(
    place: str,
    first_day: date,
    venues: list[Venue],
    leader: User,
    *,
    publish: bool = True,
    capacity: int = 16,
) -> Course:
    year = first_day.year
    district = District.objects.get(name=place)
    course = Course.objects.create(
        title=f"Bürger im Quartier {place} {year}",
        slug=f"{district.slug}-{year}",
        code=f"{district.slug[:3].upper()}{year % 100}",
        district=district,
        capacity=capacity,
        registration_opens=first_day - 20 * WEEK,
        registration_closes=first_day - timedelta(days=3),
        contact_name="Büro Bürger im Quartier (Demo)",
        contact_phone="030 23125000",
        contact_email="biq@example.org",
    )
    lay_out(course, first_day)
    course.leaders.add(leader)
    for number, day in enumerate(course.days()):
        day.venue = venues[number // 2 % len(venues)] if publish or number < 6 else None
        day.save()
    if publish:
        checklist.publish(course)
    return course


def _people(
    course: Course, people: Iterable[Person], answers: Answers = lambda number: {}, after: int = 0
) -> list[Registration]:
    """Register each for themselves, hours apart, after so many others."""
    return [
        register(course, _application(*who, number, answers))
        for number, who in enumerate(people, after)
    ]


def _application(
    name: str, contact: dict[str, str], number: int, answers: Answers = lambda number: {}
) -> Application:
    first = timezone.now() - 10 * WEEK
    confirmed = "email" in contact and name not in UNCONFIRMED
    return Application(
        person={"name": name, "email_confirmed_at": first if confirmed else None, **contact},
        arrived_at=first + timedelta(hours=7 * number),
        channel="phone" if contact["channel"] == "phone" else "online",
        **answers(number),
    )


def _completed(course: Course, partners: list[Partner], staff: User, leader: User) -> None:
    contribute(course, partners, ContributionState.HELD)
    plan_days(course, leader)
    people = _people(course, PEOPLE[:9])
    _payments(people, staff)
    # How often each was there; the last one came on five days only.
    for day_number, day in enumerate(CourseDay.objects.of_course(course)):
        there = [12, 11, 12, 9, 10, 12, 9, 11, 5]
        entries = {
            person: Mark.PRESENT if day_number < days else Mark.EXCUSED
            for person, days in zip(people, there, strict=True)
        }
        marks.enter_marks(day, entries, leader)
    make_templates(course, staff)
    issuance.end_and_issue(course, staff)
    issuance.thank(course, staff)
    thanking.thank(course, staff)
    _told_long_ago()


def _running(course: Course, partners: list[Partner], staff: User, leader: User) -> None:
    contribute(course, partners)
    ask(course, leader)
    people = _people(course, PEOPLE[3:14], _with_needs)
    _payments(people[:7], staff)
    ledger.agree(people[8], FeeDecision.REDUCED, Decimal("20.00"), staff)
    ledger.agree(people[9], FeeDecision.WAIVED, by=staff)
    held = CourseDay.objects.of_course(course)[:4]
    for number, day in enumerate(held):
        asked = people if number < 3 else people[:6]
        marks.enter_marks(day, {who: _mark(number, i) for i, who in enumerate(asked)}, leader)
    cancelled = CourseDay.objects.of_course(course)[7]
    cancelled.cancel()
    cancelled.substitute_on(cancelled.date + WEEK)
    plan_days(course, leader)
    _told_long_ago()


def _mark(day_number: int, person_number: int) -> Mark:
    if person_number == 4:
        return Mark.ABSENT
    return Mark.EXCUSED if (day_number + person_number) % 5 == 0 else Mark.PRESENT


def _with_needs(number: int) -> dict[str, Any]:
    return {"answers": {"needs": "Ich höre schlecht und sitze gern vorn."}} if number == 2 else {}


def _one_seat_left(course: Course, partners: list[Partner], leader: User) -> None:
    """Only the first blocks have a running order yet."""
    contribute(course, partners)
    plan_days(course, leader, blocks=2)
    _people(course, PEOPLE[7:14], _with_wishes)
    _told_long_ago()


def _with_wishes(number: int) -> dict[str, Any]:
    consents = [ConsentKind.ALUMNI] if number % 2 else []
    return {"wants_reduction": number == 3, "consents": consents}


def _full(course: Course, partners: list[Partner], staff: User) -> None:
    """A couple waits for two seats; two single ones go to those behind, by letter and by phone."""
    contribute(course, partners)
    people = _people(course, PEOPLE[:6])
    couple = [_application(*who, number=6) for who in PEOPLE[6:8]]
    register_all(course, couple, together=True)
    _people(course, (PEOPLE[8], PEOPLE[11], PEOPLE[9], PEOPLE[10]), after=7)
    _told_long_ago()
    people[1].withdraw(staff, "Zieht um.")
    people[3].withdraw(staff, "Arbeitet jetzt an diesen Tagen.")
    [call] = calls.calls()
    calls.missed(call, staff)


def _payments(people: list[Registration], staff: User) -> None:
    for number, person in enumerate(people):
        amount = Decimal("25.00") if number == 3 else person.balance()
        fee.pay(person, amount, on=timezone.localdate() - WEEK, reference="Demo", by=staff)


def _told_long_ago() -> None:
    """Mails of the past are sent already, and calls are made: only news is left to do."""
    open_messages = Message.objects.filter(state=State.OPEN)
    open_messages.filter(channel=Channel.EMAIL).update(state=State.SENT, finished_at=timezone.now())
    open_messages.exclude(channel=Channel.EMAIL).update(
        state=State.DONE, finished_at=timezone.now()
    )
