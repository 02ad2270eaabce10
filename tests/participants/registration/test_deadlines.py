"""How long somebody may think about an offered seat, and from when on."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from correspondence.models import CallTry, Message
from participants.models import Registration, Status
from participants.registration.deadlines import last_day

CONFIRMED = {"email": "bo@example.org", "channel": "email", "email_confirmed_at": timezone.now()}
UNCONFIRMED = {"email": "bo@example.org", "channel": "email"}
PHONE = {"phone": "+49421123456", "channel": "phone"}
POST = {"street": "Weg 1", "postal_code": "28000", "city": "Bremen", "channel": "post"}
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("offer_days", "course_begins_in", "days"),
    [
        (7, None, 7),
        (7, 30, 7),
        (7, 9, 7),
        (7, 8, 6),
        (7, 4, 2),
        (7, 3, 1),
        (7, 2, 1),
        (7, 1, 1),
        (7, 0, 1),
        (7, -3, 1),
        (14, 30, 14),
        (1, 30, 1),
    ],
)
def test_the_time_to_answer_ends_before_the_course_but_is_never_less_than_a_day(
    offer_days, course_begins_in, days
):
    begins = None if course_begins_in is None else TODAY + timedelta(days=course_begins_in)
    assert last_day(TODAY, offer_days, begins) == TODAY + timedelta(days=days)


@pytest.fixture
def offered(small_course, make_registration):
    """Return a function that offers the only seat to somebody with this contact."""

    def offer(contact):
        ada = make_registration("Ada", course=small_course)
        bo = make_registration("Bo", course=small_course, contact=contact)
        ada.withdraw()
        return Registration.objects.get(pk=bo.pk)

    return offer


def days_left(registration):
    end = timezone.localtime(registration.offer_ends_at)
    assert end.time() == time.max
    return (end.date() - timezone.localdate()).days


def test_by_a_confirmed_address_the_time_begins_at_once(offered):
    assert days_left(offered(CONFIRMED)) == 7


@pytest.mark.parametrize("contact", [UNCONFIRMED, PHONE, POST])
def test_otherwise_the_time_does_not_begin_by_itself(offered, contact):
    bo = offered(contact)
    assert (bo.status, bo.offer_ends_at) == (Status.OFFERED, None)


@pytest.mark.parametrize(("contact", "days"), [(UNCONFIRMED, 7), (PHONE, 7), (POST, 10)])
def test_it_begins_when_the_offer_reached_the_person(offered, contact, days):
    bo = offered(contact)
    bo.begin_deadline()
    assert days_left(bo) == days


def test_it_does_not_begin_a_second_time(offered):
    bo = offered(PHONE)
    bo.begin_deadline()
    ends_at = bo.offer_ends_at
    bo.begin_deadline(timezone.now() + timedelta(days=3))
    assert bo.offer_ends_at == ends_at


def test_where_nothing_is_offered_nothing_begins(small_course, make_registration):
    ada = make_registration("Ada", course=small_course)
    ada.begin_deadline()
    assert (ada.offer_ends_at, ada.status_changes.count()) == (None, 1)


def test_the_offer_knows_its_message(offered):
    bo = offered(PHONE)
    assert bo.offer_message == Message.objects.get(occasion="registration_offered")


def stuck(now):
    return list(Registration.objects.stuck_offers(now))


def test_after_seven_days_without_a_beginning_staff_decide(offered):
    bo = offered(PHONE)
    assert stuck(bo.status_since + timedelta(days=6, hours=23)) == []
    assert stuck(bo.status_since + timedelta(days=7)) == [bo]


def test_after_three_calls_in_vain_staff_decide(offered):
    bo = offered(PHONE)
    for _ in range(2):
        CallTry.objects.create(message=bo.offer_message, reached=False)
    assert stuck(timezone.now()) == []
    CallTry.objects.create(message=bo.offer_message, reached=False)
    assert stuck(timezone.now()) == [bo]


def test_whoever_was_reached_is_not_stuck(offered):
    bo = offered(PHONE)
    bo.begin_deadline()
    assert stuck(timezone.now() + timedelta(days=30)) == []


def test_staff_end_a_stuck_offer_and_the_seat_goes_on(offered, make_registration, staff):
    bo = offered(PHONE)
    cem = make_registration("Cem", course=bo.course)
    bo.end_offer(staff, "nie erreicht")
    cem.refresh_from_db()
    assert (bo.status, cem.status) == (Status.EXPIRED, Status.OFFERED)
    last = bo.status_changes.last()
    assert (last.by, last.why) == (staff, "nie erreicht")


@pytest.mark.parametrize(("contact", "why"), [(CONFIRMED, "eilig"), (PHONE, "")])
def test_staff_end_no_offer_while_time_runs_or_without_a_reason(offered, staff, contact, why):
    bo = offered(contact)
    with pytest.raises(Exception, match=r"Frist läuft noch|warum"):
        bo.end_offer(staff, why)
    assert Registration.objects.get(pk=bo.pk).status == Status.OFFERED
