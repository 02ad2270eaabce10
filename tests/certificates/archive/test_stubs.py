"""What stays of a certificate when its time is over, and what does not."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from certificates.after_issue import copies, delivery
from certificates.archive import stored_files, stubs
from certificates.issuing import issuance
from certificates.models import Certificate, Delivery, Rehearsal, SecondCopy, State, revoke

NOW = timezone.now()


@pytest.fixture
def reduced(issued, staff, django_capture_on_commit_callbacks):
    row = Certificate.objects.get(printed_name="Gülşen Işık")
    delivery.note(row, on=date.today(), way="hand", received_by="Ben Bruder", by=staff)
    copies.order([row], staff)
    copies.print_ordered()
    with django_capture_on_commit_callbacks(execute=True):
        return row, stubs.reduce_to_stub(row, NOW)


def test_a_stub_keeps_what_confirms_the_certificate_and_nothing_of_the_person(reduced):
    row, stub = reduced
    kept = ("year", "serial", "code", "kind", "course_title", "district", "issued_on", "sha256")
    assert [getattr(stub, name) for name in kept] == [getattr(row, name) for name in kept]
    assert (stub.state, stub.initials, stub.printed_name, stub.pdf.name) == ("valid", "", "", "")
    assert (stub.registration, stub.dates, stub.issued_by) == (None, [], None)
    assert (Delivery.objects.count(), SecondCopy.objects.count()) == (0, 0)
    files = list(Path(settings.MEDIA_ROOT).rglob(f"*{row.code}*"))
    assert files == []


def test_the_public_page_says_that_the_name_is_deleted(reduced, client):
    html = client.get(f"/zertifikat/{reduced[1].code}/").content.decode()
    assert "gültig, Name gelöscht" in html
    assert "Anfangsbuchstaben" not in html


def test_reducing_twice_changes_nothing(reduced):
    assert stubs.reduce_to_stub(reduced[1], NOW + timedelta(days=9)).name_deleted_on == (
        timezone.localdate(NOW)
    )


def test_who_was_reduced_can_be_issued_to_again(reduced, course_over, staff):
    assert [row.serial for row in issuance.end_and_issue(course_over, staff)] == [4]


def test_nobody_of_a_course_whose_certificates_had_their_time_is_issued_to_again(
    issued, staff, settings
):
    settings.CERTIFICATE_YEARS = 3
    long_ago = stubs.years_before(timezone.localdate(), 3)
    Certificate.objects.update(issued_on=long_ago)
    assert stubs.reduce_due(NOW) == 3
    assert (issuance.issuing_plan(issued).is_closed, issuance.end_and_issue(issued, staff)) == (
        True,
        [],
    )


def test_what_killed_print_runs_left_goes_too(issued, django_capture_on_commit_callbacks):
    row, other = Certificate.objects.order_by("serial")[:2]
    for certificate in (row, other):
        stored_files.store(stored_files.name_of(certificate, "killed"), b"%PDF")
    with django_capture_on_commit_callbacks(execute=True):
        stubs.reduce_to_stub(row)
    left = {path.name.partition("-")[0] for path in Path(settings.MEDIA_ROOT).rglob("*.pdf")}
    assert (row.code in left, other.code in left) == (False, True)


def test_trial_prints_that_name_people_go_with_them(issued, other_course):
    elsewhere = Rehearsal.objects.create(course=other_course, finished_at=NOW)
    waiting = Rehearsal.objects.create(course=issued)
    Rehearsal.objects.create(course=issued, finished_at=NOW, problems=[["Ben Neun", "Glyphe"]])
    stubs.reduce_to_stub(Certificate.objects.first())
    assert set(Rehearsal.objects.all()) == {waiting, elsewhere}


def test_what_was_never_printed_becomes_void(course_over, staff):
    row = issuance.end_and_issue(course_over, staff)[0]
    assert stubs.reduce_to_stub(row).state == State.VOID
    assert issuance.render_pending() == 2


def test_the_reason_of_a_revoked_certificate_goes_with_the_name(issued, staff):
    row = revoke(Certificate.objects.first(), "Gülşen wollte das", staff)
    stub = stubs.reduce_to_stub(row)
    assert (stub.state, stub.end_reason, stub.ended_by) == (State.REVOKED, "", None)


def test_certificates_are_reduced_after_the_years_of_the_setting(issued, settings):
    settings.CERTIFICATE_YEARS = 3
    today = timezone.localdate()
    young, old = Certificate.objects.order_by("serial")[:2]
    Certificate.objects.filter(pk=old.pk).update(issued_on=stubs.years_before(today, 3))
    almost = stubs.years_before(today, 3) + timedelta(days=1)
    Certificate.objects.filter(pk=young.pk).update(issued_on=almost)
    assert [stubs.reduce_due(NOW), stubs.reduce_due(NOW)] == [1, 0]
    assert [row.pk for row in Certificate.objects.exclude(name_deleted_on=None)] == [old.pk]


def test_stubs_are_deleted_after_ten_years(reduced):
    today = timezone.localdate(NOW)
    stub = reduced[1]
    for on, left in ((stubs.years_before(today, 10) + timedelta(days=1), 3), (None, 2)):
        on = on or stubs.years_before(today, 10)
        Certificate.objects.filter(pk=stub.pk).update(name_deleted_on=on)
        stubs.delete_old(NOW)
        assert Certificate.objects.count() == left


def test_the_day_before_is_meant_of_29_february():
    assert stubs.years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)


def test_the_number_of_a_deleted_stub_is_not_used_again(course_over, staff):
    rows = issuance.end_and_issue(course_over, staff)
    old = stubs.years_before(timezone.localdate(NOW), 10)
    stubs.reduce_to_stub(rows[-1], NOW)
    Certificate.objects.filter(pk=rows[-1].pk).update(name_deleted_on=old)
    stubs.delete_old(NOW)
    assert [row.serial for row in issuance.end_and_issue(course_over, staff)] == [4]
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == [1, 2, 4]


def test_who_is_forgotten_early_is_not_taken_for_old(course_over, staff):
    row = issuance.end_and_issue(course_over, staff)[0]
    stub = stubs.reduce_to_stub(row)
    assert (stubs.is_past_its_time(row), stubs.is_past_its_time(stub)) == (False, False)


def test_age_alone_does_not_make_a_stub(course_over, staff, settings):
    settings.CERTIFICATE_YEARS = 3
    row = issuance.end_and_issue(course_over, staff)[0]
    row.issued_on = stubs.years_before(timezone.localdate(NOW), 3)
    assert stubs.is_past_its_time(row, NOW) is False
    row.name_deleted_on = timezone.localdate(NOW)
    assert stubs.is_past_its_time(row, NOW) is True
    row.issued_on += timedelta(days=1)
    assert stubs.is_past_its_time(row, NOW) is False


def test_the_oldest_are_reduced_first_and_no_more_than_a_portion(
    course_over, staff, settings, monkeypatch
):
    settings.CERTIFICATE_YEARS = 3
    monkeypatch.setattr(stubs, "PORTION", 2)
    rows = issuance.end_and_issue(course_over, staff)
    last = stubs.years_before(timezone.localdate(NOW), 3)
    for row, days in zip(rows, (0, 2, 1), strict=True):
        Certificate.objects.filter(pk=row.pk).update(issued_on=last - timedelta(days=days))
    assert stubs.reduce_due(NOW) == 2
    left = Certificate.objects.filter(name_deleted_on=None)
    assert [row.pk for row in left] == [rows[0].pk]


def test_nothing_that_counts_or_points_stays_in_a_stub(course_over, staff):
    row, other, _third = issuance.end_and_issue(course_over, staff)
    Certificate.objects.filter(pk=row.pk).update(claim="x", claimed_until=NOW, problem="Ben 龍")
    Certificate.objects.filter(pk=row.pk).update(replaced_by=other, ended_by=staff, topic="Thema")
    stub = stubs.reduce_to_stub(row, NOW)
    stub.refresh_from_db()
    assert (stub.claim, stub.claimed_until, stub.problem, stub.topic) == ("", None, "", "")
    assert (stub.blocks, stub.blocks_attended, stub.units_attended) == ([], 0, 0)
    assert (stub.name_deleted_on, stub.days_held) == (timezone.localdate(NOW), 12)
    assert (stub.issued_by, stub.ended_by, stub.replaced_by) == (None, None, None)


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2027, 3, 1), 1, date(2026, 3, 1)),
        (date(2028, 2, 29), 4, date(2024, 2, 29)),
        (date(2028, 2, 28), 3, date(2025, 2, 28)),
    ],
)
def test_years_before_is_the_same_day(day, years, before):
    assert stubs.years_before(day, years) == before
