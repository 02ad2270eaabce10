"""Whatever happens to the registrations of one course, in any order: what is always true."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from courses.models import Course, CourseStatus, District
from participants import ledger
from participants.models import Registration, Status
from participants.registration.arrival import Application, register
from participants.waiting_list import expire_offers

FEE = Decimal("50.00")
NUMBERS = count(1)
IN_TOUCH = (Status.ENROLLED, Status.WAITING, Status.OFFERED)
OUT = (Status.WITHDRAWN, Status.DECLINED_OFFER, Status.EXPIRED)


def somebody(*statuses):
    """Let a rule run only while somebody has one of the statuses."""
    return precondition(lambda life: life.those(*statuses).exists())


class CourseLife(RuleBasedStateMachine):
    """People come, go and answer; each run plays on a course of its own and is taken back."""

    @initialize(capacity=st.integers(1, 4))
    def open(self, capacity):
        self.run = transaction.atomic()
        self.run.__enter__()
        number = next(NUMBERS)
        district, _ = District.objects.get_or_create(name="Walle", slug="walle")
        self.course = Course.objects.create(
            title="Zufall",
            slug=f"zufall-{number}",
            code=f"Z{number}",
            district=district,
            capacity=capacity,
            fee=FEE,
            status=CourseStatus.PUBLISHED,
        )
        self.paid = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    def those(self, *statuses):
        return self.course.registrations.filter(status__in=statuses).order_by("sequence")

    def pick(self, data, *statuses):
        return data.draw(st.sampled_from(list(self.those(*statuses))))

    @rule(days_ago=st.integers(0, 3))
    def register(self, days_ago):
        person = {"name": "Zufall", "phone": "+49421123456", "channel": "phone"}
        arrived_at = timezone.now() - timedelta(days=days_ago)
        register(self.course, Application(person=person, arrived_at=arrived_at))

    @somebody(*IN_TOUCH)
    @rule(data=st.data())
    def withdraw(self, data):
        self.pick(data, *IN_TOUCH).withdraw()

    @somebody(Status.OFFERED)
    @rule(data=st.data())
    def accept(self, data):
        self.pick(data, Status.OFFERED).accept()

    @somebody(Status.OFFERED)
    @rule(data=st.data())
    def decline(self, data):
        self.pick(data, Status.OFFERED).decline()

    @somebody(Status.OFFERED)
    @rule(data=st.data())
    def expire(self, data):
        """Let time pass until the offer of somebody is over."""
        expire_offers(self.pick(data, Status.OFFERED).offer_ends_at)

    @somebody(*OUT)
    @rule(data=st.data())
    def wait_again(self, data):
        self.pick(data, *OUT).wait_again()

    @somebody(Status.ENROLLED)
    @rule(data=st.data(), amount=st.sampled_from([Decimal(10), FEE]))
    def pay(self, data, amount):
        registration = self.pick(data, Status.ENROLLED)
        ledger.pay(registration, amount, on=date(2027, 3, 12))
        self.paid[registration.pk] = self.paid.get(registration.pk, 0) + amount

    @invariant()
    def no_seat_is_given_twice(self):
        assert self.those(Status.ENROLLED, Status.OFFERED).count() <= self.course.capacity

    @invariant()
    def nobody_waits_while_a_seat_is_free(self):
        line = Registration.objects.line(self.course)
        assert min(line.free, line.waiting) == 0

    @invariant()
    def every_number_is_given_once(self):
        numbers = [registration.sequence for registration in self.course.registrations.all()]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def who_is_in_owes_the_fee_and_who_is_out_owes_nothing(self):
        for registration in self.course.registrations.all():
            unpaid = FEE - self.paid.get(registration.pk, 0)
            enrolled = registration.status == Status.ENROLLED
            assert registration.balance() == (unpaid if enrolled else min(unpaid, 0))

    @invariant()
    def the_history_ends_with_the_status(self):
        for registration in self.course.registrations.all():
            assert registration.status_changes.last().after == registration.status


def test_seats_line_and_ledger_stay_right_whatever_happens(db):
    run_state_machine_as_test(
        CourseLife, settings=settings(max_examples=15, stateful_step_count=15)
    )
