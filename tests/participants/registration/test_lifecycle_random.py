"""Whatever happens to the registrations of one course, in any order: what is always true."""

import os
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, count, pairwise

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, settings
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
from participants.models import LedgerEntry, Registration, Status
from participants.registration.arrival import Application, register_all
from participants.registration.line import units_in_order, units_that_fit
from participants.registration.party import tie
from participants.registration.status import UNDECIDED, MoveRefused
from participants.registration.waiting_list import expire_offers, offer_seats
from participants.staff.replay import changes_of, replay

FEE = Decimal("50.00")
NUMBERS = count(1)
IN_TOUCH = (Status.RECEIVED, Status.ENROLLED, Status.WAITING, Status.OFFERED)
OUT = (Status.WITHDRAWN, Status.DECLINED_OFFER, Status.EXPIRED)
PHONE = {"name": "Zufall", "phone": "+49421123456", "channel": "phone"}
MAIL = {"name": "Zufall", "email": "z@example.org", "channel": "email"}
# The same examples come on both databases; on that of production come more of them.
IS_THOROUGH = os.environ.get("CI") == "true" and connection.vendor == "postgresql"
EXAMPLES = 500 if IS_THOROUGH else 100


def somebody(*statuses):
    """Let a rule run only while somebody has one of the statuses."""
    return precondition(lambda life: any(one.status in statuses for one in life.people))


class CourseLife(RuleBasedStateMachine):
    """People come, go and answer; each run plays on a course of its own and is taken back.

    `people` are all registrations as they are stored after the last step."""

    @initialize(capacity=st.integers(1, 4), admission=st.sampled_from(["automatic", "staff"]))
    def open(self, capacity, admission):
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
            admission=admission,
            fee=FEE,
            status=CourseStatus.PUBLISHED,
        )
        self.paid, self.people, self.before = {}, [], []
        self.uneven = set()  # parties between whose members others may stand

    def teardown(self):
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    def look(self, *, reordered=False):
        """Read what is stored now; `reordered` says that the step may change the order."""
        self.before = [] if reordered else self.waiting()
        self.people = list(
            self.course.registrations.select_related("participant").order_by("sequence")
        )

    def waiting(self):
        return [one.pk for unit in self.units() for one in unit]

    def units(self):
        return units_in_order([one for one in self.people if one.status == Status.WAITING])

    def those(self, *statuses):
        return [one for one in self.people if one.status in statuses]

    def pick(self, data, *statuses):
        one = data.draw(st.sampled_from(self.those(*statuses)))
        return Registration.objects.get(pk=one.pk)

    @rule(
        size=st.sampled_from([1, 1, 2, 2, 3]),
        minor=st.sampled_from([False, False, False, True]),
        person=st.sampled_from([PHONE, MAIL]),
        days_ago=st.sampled_from([0, 0, 2]),
    )
    def register(self, size, minor, person, days_ago):
        """One person, a pair or three; the first may lack a guardian's consent."""
        if person is MAIL:
            person = {**MAIL, "email_confirmed_at": timezone.now()}
        arrived_at = timezone.now() - timedelta(days=days_ago)
        group = [Application(person=person, arrived_at=arrived_at) for _ in range(size)]
        group[0].answers = {"under_age": minor, "guardian_name": "Pat" if minor else ""}
        register_all(self.course, group, together=True)
        self.look()

    @somebody(*IN_TOUCH)
    @rule(data=st.data())
    def withdraw(self, data):
        one = self.pick(data, *IN_TOUCH)
        uneven = one.party in self.uneven
        one.withdraw()
        self.look(reordered=uneven)

    @somebody(Status.RECEIVED)
    @rule(data=st.data(), agrees=st.booleans())
    def decide(self, data, agrees):
        one = self.pick(data, Status.RECEIVED)
        if agrees:
            self.course.registrations.filter(party=one.party).update(under_age=False)
            self.course.registrations.filter(pk=one.pk).update(under_age=False)
        try:
            one.decide()
        except MoveRefused:
            assert any(each.lacks_guardian_consent() for each in [one, *one.companions()])
        self.look()

    @somebody(Status.OFFERED)
    @rule(data=st.data())
    def accept(self, data):
        self.pick(data, Status.OFFERED).accept()
        self.look()

    @somebody(Status.OFFERED)
    @rule(data=st.data())
    def decline(self, data):
        self.pick(data, Status.OFFERED).decline()
        self.look()

    @somebody(Status.OFFERED)
    @rule(data=st.data())
    def expire(self, data):
        """Reach somebody, and let time pass until the offers of all who were reached are over."""
        one = self.pick(data, Status.OFFERED)
        one.begin_deadline()
        ends = [each.offer_ends_at for each in self.those(Status.OFFERED) if each.offer_ends_at]
        expire_offers(max([one.offer_ends_at, *ends]))
        self.look()

    @somebody(Status.OFFERED)
    @rule(data=st.data())
    def end_offer(self, data):
        one = self.pick(data, Status.OFFERED)
        if one.offer_ends_at is None:
            one.end_offer(None, "nie erreicht")
        self.look()

    @somebody(*OUT)
    @rule(data=st.data())
    def wait_again(self, data):
        self.pick(data, *OUT).wait_again()
        self.look()

    @somebody(*UNDECIDED)
    @rule(data=st.data())
    def untie(self, data):
        """Who leaves the middle of three is passed by the third, who stays with the first; when
        these two part as well, the third goes back behind who was passed."""
        one = self.pick(data, *UNDECIDED)
        companions, uneven = one.companions(), one.party in self.uneven
        if len(companions) > 1:
            self.uneven.add(one.party)
        if companions:
            one.untie()
        self.look(reordered=uneven or len(companions) > 1)

    @somebody(Status.WAITING)
    @rule(data=st.data())
    def tie(self, data):
        people = {self.pick(data, Status.WAITING) for _ in range(2)}
        try:
            tie(people, None, "ein Paar")
        except MoveRefused:
            size = len({mate for one in people for mate in [one, *one.companions()]})
            assert size == 1 or size > self.course.capacity
        self.look(reordered=True)
        self.uneven |= {one.party for one in self.people if one in people}

    @somebody(Status.WAITING)
    @rule(data=st.data(), days=st.integers(1, 3))
    def backdate(self, data, days):
        one = self.pick(data, Status.WAITING)
        one.backdate(timezone.now() - timedelta(days=days), None, "lag im Kasten")
        self.uneven.add(one.party)
        self.look(reordered=True)

    @somebody(Status.WAITING)
    @rule(data=st.data())
    def put_in_front(self, data):
        one = self.pick(data, Status.WAITING)
        one.put_in_front(None, "übersehen")
        self.look(reordered=True)
        assert one in self.units()[0]

    @rule(more=st.integers(1, 2))
    def more_seats(self, more):
        self.course.capacity += more
        self.course.save()
        offer_seats(timezone.now())
        self.look()

    @somebody(Status.ENROLLED)
    @rule(data=st.data(), amount=st.sampled_from([Decimal(10), FEE]))
    def pay(self, data, amount):
        registration = self.pick(data, Status.ENROLLED)
        ledger.pay(registration, amount, on=date(2027, 3, 12))
        self.paid[registration.pk] = self.paid.get(registration.pk, 0) + amount

    @invariant()
    def no_seat_is_given_twice(self):
        assert len(self.those(Status.ENROLLED, Status.OFFERED)) <= self.course.capacity

    @invariant()
    def no_unit_waits_beside_seats_that_are_enough_for_it(self):
        free = self.course.capacity - len(self.those(Status.ENROLLED, Status.OFFERED))
        assert list(units_that_fit(chain(*self.units()), free)) == []

    @invariant()
    def who_belongs_together_stands_at_one_place(self):
        """Nobody of a party is enrolled while another waits, and nobody is a party alone."""
        parties = {}
        for one in self.those(*UNDECIDED):
            parties.setdefault(one.party or one.pk, []).append(one)
        for party, people in parties.items():
            assert len({one.status for one in people}) == 1
            assert (len(people) > 1) == (party == people[0].party)
            assert not all(one.accepted_at for one in people)
        enrolled = {one.party for one in self.those(Status.ENROLLED)} - {None}
        assert not enrolled & set(parties)

    @invariant()
    def the_order_of_those_who_wait_stays(self):
        stayed = set(self.before) & set(self.waiting())
        now = [one for one in self.waiting() if one in stayed]
        assert now == [one for one in self.before if one in stayed]

    @invariant()
    def the_database_has_the_same_order_and_the_same_places(self):
        line = list(self.course.registrations.waiting_line().values_list("pk", flat=True))
        assert line == self.waiting()
        for unit in self.units()[-1:]:
            assert unit[-1].place_in_line() == len(line) - len(unit) + 1

    @invariant()
    def every_number_is_given_once(self):
        assert all(a.sequence < b.sequence for a, b in pairwise(self.people))

    @invariant()
    def who_is_in_owes_the_fee_and_who_is_out_owes_nothing(self):
        entries = LedgerEntry.objects.filter(registration__course=self.course).order_by()
        balances = dict(entries.values_list("registration").annotate(sum=Sum("amount")))
        for one in self.people:
            unpaid = FEE - self.paid.get(one.pk, 0)
            due = unpaid if one.status == Status.ENROLLED else min(unpaid, 0)
            assert balances.get(one.pk, 0) == due
        accounts = dict(self.course.registrations.exclude(account=0).values_list("pk", "account"))
        assert accounts == {pk: due for pk, due in balances.items() if due}

    @invariant()
    def the_history_explains_every_place(self):
        for last in list(replay(changes_of(self.course)))[-1:]:
            assert [one for unit in last.waiting for one in unit] == self.waiting()
            assert set(last.enrolled) == {one.pk for one in self.those(Status.ENROLLED)}
            assert set(last.offered) == {one.pk for one in self.those(Status.OFFERED)}


def test_seats_line_and_ledger_stay_right_whatever_happens(db):
    run_state_machine_as_test(
        CourseLife,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=15,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
