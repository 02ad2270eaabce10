"""What every move of a registration keeps to: what is stored counts, and it is written down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participants.models import Registration, Status, StatusChange
from participants.registration.status import MoveRefused


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
