from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message, State
from courses.models import CourseStatus
from participants import ledger
from participants.course_changes import cancellation
from participants.models import ConsentKind, Registration, Status, StatusChange
from participants.registration.lifecycle import offer_free_seats
from participants.registration.status import MoveRefused
from participants.registration.waiting_list import expire_offers


@pytest.fixture
def reached():
    """How to reach somebody whom every offer reaches at once: the address is confirmed."""
    confirmed = {"email_confirmed_at": timezone.now()}
    return {"email": "person@example.org", "channel": "email", **confirmed}


def statuses(course):
    return list(course.registrations.order_by("sequence").values_list("status", flat=True))


def test_who_comes_first_is_enrolled_and_who_comes_later_waits(small_course, make_registration):
    for name in ("Ada", "Bo", "Cem"):
        make_registration(name, course=small_course)
    assert statuses(small_course) == [Status.ENROLLED, Status.WAITING, Status.WAITING]


def test_the_place_in_line_counts_those_who_came_before(small_course, make_registration):
    people = [make_registration(name, course=small_course) for name in ("Ada", "Bo", "Cem")]
    assert [person.place_in_line() for person in people] == [None, 1, 2]


def test_a_reference_names_the_course_and_the_order_of_arrival(small_course, make_registration):
    people = [make_registration(name, course=small_course) for name in ("Ada", "Bo")]
    code = small_course.code
    assert [person.reference for person in people] == [f"{code}-001", f"{code}-002"]


def test_a_freed_place_is_offered_to_the_first_on_the_waiting_list(
    small_course, make_registration, reached
):
    ada, bo, cem = (
        make_registration(name, course=small_course, contact=reached)
        for name in ("Ada", "Bo", "Cem")
    )
    ada.withdraw()
    assert statuses(small_course) == [Status.WITHDRAWN, Status.OFFERED, Status.WAITING]
    bo.refresh_from_db()
    last_moment = timezone.localtime(bo.offer_ends_at)
    assert last_moment.date() == timezone.localdate() + timedelta(days=7)
    assert last_moment.time() == time.max
    assert cem.place_in_line() == 1


def test_a_freed_place_cannot_be_taken_by_somebody_passing_by(small_course, make_registration):
    ada = make_registration("Ada", course=small_course)
    make_registration("Bo", course=small_course)
    ada.withdraw()
    make_registration("Cem", course=small_course)
    assert statuses(small_course) == [Status.WITHDRAWN, Status.OFFERED, Status.WAITING]


def test_a_paper_form_with_an_earlier_date_stands_further_ahead(small_course, make_registration):
    for name in ("Ada", "Bo"):
        make_registration(name, course=small_course)
    earlier = timezone.now() - timedelta(days=3)
    paper = make_registration("Cem", course=small_course, channel="paper", arrived_at=earlier)
    assert paper.place_in_line() == 1


def test_staff_may_backdate_an_arrival_and_the_history_says_so(
    small_course, make_registration, staff
):
    _, bo, cem = (make_registration(name, course=small_course) for name in ("Ada", "Bo", "Cem"))
    cem.backdate(bo.arrived_at - timedelta(hours=1), staff, "Der Brief lag im Kasten.")
    assert (cem.place_in_line(), bo.place_in_line()) == (1, 2)
    last = cem.status_changes.last()
    assert (last.before, last.after, last.by) == (Status.WAITING, Status.WAITING, staff)
    assert last.why.endswith("Der Brief lag im Kasten.")


def test_backdating_needs_a_reason(small_course, make_registration, staff):
    ada = make_registration("Ada", course=small_course)
    with pytest.raises(MoveRefused, match="warum"):
        ada.backdate(timezone.now(), staff, "")


def test_an_offer_without_an_answer_goes_on_to_the_next(small_course, make_registration, reached):
    ada, *_ = [
        make_registration(name, course=small_course, contact=reached)
        for name in ("Ada", "Bo", "Cem")
    ]
    ada.withdraw()
    assert expire_offers(timezone.now()) == 0
    assert expire_offers(timezone.now() + timedelta(days=8)) == 1
    assert statuses(small_course) == [Status.WITHDRAWN, Status.EXPIRED, Status.OFFERED]


def test_who_declines_an_offer_passes_it_on(small_course, make_registration):
    ada, bo, _ = [make_registration(name, course=small_course) for name in ("Ada", "Bo", "Cem")]
    ada.withdraw()
    bo.decline()
    assert statuses(small_course) == [Status.WITHDRAWN, Status.DECLINED_OFFER, Status.OFFERED]


def test_who_accepts_an_offer_is_enrolled_and_owes_the_fee(small_course, make_registration):
    ada, bo = (make_registration(name, course=small_course) for name in ("Ada", "Bo"))
    ada.withdraw()
    assert bo.balance() == 0
    bo.accept()
    assert (bo.status, bo.balance(), bo.offer_ends_at) == (Status.ENROLLED, small_course.fee, None)


def test_who_withdrew_can_ask_again_and_stands_at_the_end(small_course, make_registration, staff):
    _ada, bo, cem = (make_registration(name, course=small_course) for name in ("Ada", "Bo", "Cem"))
    cem.withdraw()
    cem.wait_again(staff, "hat es sich anders überlegt")
    assert (bo.place_in_line(), cem.place_in_line(), cem.sequence) == (1, 2, 4)


def test_who_asks_again_while_a_seat_is_free_is_offered_it_at_once(small_course, make_registration):
    ada = make_registration("Ada", course=small_course)
    ada.withdraw()
    ada.wait_again()
    assert ada.status == Status.OFFERED


def test_more_seats_are_offered_to_those_who_wait(small_course, make_registration):
    for name in ("Ada", "Bo", "Cem"):
        make_registration(name, course=small_course)
    small_course.capacity = 3
    small_course.save()
    offer_free_seats(small_course)
    assert statuses(small_course) == [Status.ENROLLED, Status.OFFERED, Status.OFFERED]


def test_nobody_is_offered_a_seat_once_the_first_block_is_over(make_course, make_registration):
    course = make_course(
        "walle-2027", capacity=1, first_day=timezone.localdate() - timedelta(days=2)
    )
    ada, _ = (make_registration(name, course=course) for name in ("Ada", "Bo"))
    ada.withdraw()
    assert statuses(course) == [Status.WITHDRAWN, Status.WAITING]


def test_staff_decide_where_the_course_says_so(make_course, make_registration, staff):
    course = make_course("walle-2027", admission="staff", capacity=1)
    ada, bo = (make_registration(name, course=course) for name in ("Ada", "Bo"))
    assert statuses(course) == [Status.RECEIVED, Status.RECEIVED]
    ada.decide(staff)
    bo.decide(staff)
    assert statuses(course) == [Status.ENROLLED, Status.WAITING]


def test_somebody_under_18_waits_for_the_consent_of_a_guardian(course, make_registration, staff):
    child = make_registration("Kim", answers={"under_age": True, "guardian_name": "Pat"})
    assert child.status == Status.RECEIVED
    with pytest.raises(MoveRefused, match="Sorgeberechtigten"):
        child.decide(staff)


def test_a_guardian_who_agrees_on_paper_enrols_the_child_at_once(course, make_registration, staff):
    child = make_registration(
        "Kim",
        answers={"under_age": True, "guardian_name": "Pat"},
        consents=[ConsentKind.GUARDIAN],
        channel="paper",
        by=staff,
    )
    assert child.status == Status.ENROLLED
    assert child.lacks_guardian_consent() is False


def test_every_move_is_written_down_with_who_when_and_why(course, make_registration, staff):
    ada = make_registration("Ada")
    ada.withdraw(staff, "umgezogen")
    first, second = StatusChange.objects.filter(registration=ada)
    assert (first.before, first.after, first.by, first.why) == ("", Status.ENROLLED, None, "")
    assert (second.before, second.after) == (Status.ENROLLED, Status.WITHDRAWN)
    assert (second.by, second.why, second.at) == (staff, "umgezogen", ada.status_since)


def test_a_move_looks_at_the_stored_status_not_at_the_one_in_memory(course, make_registration):
    ada = make_registration("Ada")
    stale = Registration.objects.get(pk=ada.pk)
    ada.withdraw()
    with pytest.raises(MoveRefused, match="abgemeldet"):
        stale.withdraw()


def test_a_move_leaves_alone_what_somebody_else_wrote_meanwhile(course, make_registration):
    ada = make_registration("Ada")
    Registration.objects.filter(pk=ada.pk).update(needs="Platz für den Rollstuhl")
    ada.complete()
    stored = Registration.objects.get(pk=ada.pk)
    assert (stored.status, stored.needs) == (Status.COMPLETED, "Platz für den Rollstuhl")


def test_a_move_by_a_stale_copy_keeps_a_backdated_arrival(make_course, make_registration, staff):
    course = make_course("walle-2027", admission="staff")
    ada = make_registration("Ada", course=course)
    stale = Registration.objects.get(pk=ada.pk)
    earlier = timezone.now() - timedelta(days=5)
    ada.backdate(earlier, staff, "Der Brief lag im Kasten.")
    stale.decide(staff)
    assert Registration.objects.get(pk=ada.pk).arrived_at == earlier


def test_a_new_offer_is_not_ended_by_what_is_known_of_the_old_one(
    small_course, make_registration, reached
):
    ada, bo = (
        make_registration(name, course=small_course, contact=reached) for name in ("Ada", "Bo")
    )
    ada.withdraw()
    stale = Registration.objects.get(pk=bo.pk)
    old_end = stale.offer_ends_at
    Registration.objects.filter(pk=bo.pk).update(offer_ends_at=old_end + timedelta(days=7))
    with pytest.raises(MoveRefused, match="Frist läuft noch"):
        stale.expire(old_end + timedelta(days=1))


def test_a_completed_course_takes_nobody_in(past_course, make_registration, staff):
    received = make_registration("Kim", course=past_course, answers={"under_age": True})
    past_course.status = CourseStatus.COMPLETED
    past_course.save()
    received.consents.create(
        participant=received.participant, kind=ConsentKind.GUARDIAN, channel="paper"
    )
    with pytest.raises(MoveRefused, match="beendet"):
        received.decide(staff)
    assert received.balance() == 0


def test_nobody_who_died_is_put_in_line_again(small_course, make_registration, staff):
    ada = make_registration("Ada", course=small_course)
    ada.participant.record_death(timezone.localdate(), staff)
    gone = Registration.objects.get(pk=ada.pk)
    with pytest.raises(MoveRefused, match="verstorben"):
        gone.wait_again(staff)


def test_who_asks_again_and_gets_an_offer_is_told_of_the_offer_alone(
    small_course, make_registration
):
    ada = make_registration("Ada", course=small_course)
    ada.withdraw()
    ada.wait_again()
    told = Message.objects.order_by("pk").values_list("occasion", flat=True)
    assert list(told) == [
        "registration_enrolled",
        "registration_withdrawn",
        "registration_offered",
    ]


def test_a_refused_move_changes_nothing(course, make_registration):
    ada = make_registration("Ada")
    with pytest.raises(MoveRefused):
        ada.decline()
    ada.refresh_from_db()
    assert (ada.status, ada.status_changes.count()) == (Status.ENROLLED, 1)


def test_completing_against_the_first_decision_needs_a_reason(course, make_registration, staff):
    ada = make_registration("Ada")
    ada.complete(staff)
    with pytest.raises(MoveRefused, match="warum"):
        ada.end_without_completing(staff)
    ada.end_without_completing(staff, "Verwechslung in der Liste")
    assert ada.status == Status.NOT_COMPLETED


def test_a_cancelled_course_moves_everybody_and_proposes_refunds(
    small_course, make_registration, staff
):
    ada = make_registration("Ada", course=small_course)
    make_registration("Bo", course=small_course)
    gone = make_registration("Cem", course=small_course)
    gone.withdraw()
    ledger.pay(ada, ada.balance(), on=timezone.localdate())
    cancellation.cancel(small_course, staff, "Zu wenige Anmeldungen")
    cancelled = Status.COURSE_CANCELLED
    assert statuses(small_course) == [cancelled, cancelled, Status.WITHDRAWN]
    assert ada.balance() == -small_course.fee
    told = Message.objects.filter(occasion="registration_course_cancelled")
    assert sorted(told.values_list("recipient_name", flat=True)) == ["Ada", "Bo"]


def test_a_course_is_not_cancelled_without_a_reason(course, staff):
    with pytest.raises(ValidationError, match="warum"):
        cancellation.cancel(course, staff, "")


def test_a_course_is_not_cancelled_twice(course, staff):
    cancellation.cancel(course, staff, "Zu wenige Anmeldungen")
    with pytest.raises(ValidationError, match="beendet"):
        cancellation.cancel(course, staff, "noch einmal")


def test_after_a_death_nothing_is_sent_and_the_seat_goes_on(small_course, make_registration, staff):
    ada, _bo = (make_registration(name, course=small_course) for name in ("Ada", "Bo"))
    ada.participant.record_death(timezone.localdate(), staff)
    assert statuses(small_course) == [Status.WITHDRAWN, Status.OFFERED]
    mine = Message.objects.filter(recipient_key=ada.participant.key)
    assert list(mine.values_list("occasion", "state")) == [("registration_enrolled", State.DROPPED)]


def test_everybody_is_told_once_by_the_way_they_chose(small_course, make_registration):
    make_registration("Ada", course=small_course)
    make_registration(
        "Bo", course=small_course, contact={"phone": "+493023125001", "channel": "phone"}
    )
    told = Message.objects.order_by("pk").values_list("occasion", "channel", "address")
    assert list(told) == [
        ("registration_enrolled", "email", "person@example.org"),
        ("registration_waiting", "phone", "030\N{NO-BREAK SPACE}23125001"),
    ]
