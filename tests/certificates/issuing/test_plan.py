"""The awards of a course: what each of them says, and what issuing would do with it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.archive import stubs
from certificates.design.printed_course import PrintedCourse
from certificates.issuing import issuance
from certificates.issuing.plan import Award, IssuingPlan, outdated_awards
from certificates.models import Certificate, Kind, State, revoke, void
from courses.models import CourseDay
from participants.attendance import correction, eligibility
from participants.models import AttendanceCorrection, Mark

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def numbered(course_over, staff):
    """The course with three certificates that have numbers and count as printed; without files."""
    issuance.end_and_issue(course_over, staff)
    Certificate.objects.update(state=State.VALID)
    return course_over


def by_name(course, awards="awards"):
    return {award.whose: award for award in getattr(issuance.issuing_plan(course), awards)}


def test_the_plan_counts_both_kinds_apart_and_names_who_gets_nothing(course_over):
    plan = issuance.issuing_plan(course_over)
    assert [award.whose for award in plan.due] == ["Cem Drei", "Gülşen Işık", "Ben Neun"]
    assert (plan.due_certificates, plan.due_confirmations) == (2, 1)
    assert [award.whose for award in plan.without] == ["Dora Null"]
    assert (plan.blocked, plan.outdated, plan.failed) == ([], [], [])


def test_the_reason_is_the_days_or_the_decision_by_hand(course_over, staff):
    assert by_name(course_over)["Cem Drei"].why == f"3{NBSP}von{NBSP}12,{NBSP}nötig{NBSP}9"
    person = course_over.registrations.get(participant__name="Cem Drei")
    eligibility.override(person, granted=True, reason="war krank", by=staff)
    award = by_name(course_over)["Cem Drei"]
    assert (award.why, award.kind) == ("Ausnahme: war krank", Kind.CERTIFICATE)


def test_an_override_does_not_need_every_entry(course_over, be_there, staff):
    person = be_there("Fritz Fehlt", 12, unknown=[0])
    assert by_name(course_over)["Fritz Fehlt"].is_blocked
    eligibility.override(person, granted=True, reason="Probe", by=staff)
    award = by_name(course_over)["Fritz Fehlt"]
    assert (award.is_blocked, award.kind) == (False, Kind.CERTIFICATE)


def test_after_the_end_the_decision_counts_and_not_the_days(course_over, be_there):
    be_there("Fritz Fehlt", 12, unknown=[0])
    course_over.registrations.update(status="not_completed")
    kinds = {whose: award.kind for whose, award in by_name(course_over).items()}
    assert (kinds["Gülşen Işık"], kinds["Fritz Fehlt"]) == (Kind.CONFIRMATION, Kind.CONFIRMATION)


def test_who_is_not_decided_yet_is_blocked_and_does_not_count_as_who_gets_nothing(
    course_over, be_there
):
    be_there("Fritz Fehlt", 12, unknown=[0])
    plan = issuance.issuing_plan(course_over)
    assert [award.whose for award in plan.blocked] == ["Fritz Fehlt"]
    assert [award.whose for award in plan.without] == ["Dora Null"]


def test_who_has_one_is_not_due_and_keeps_what_it_says(numbered):
    awards = by_name(numbered)
    assert [awards[name].is_due for name in ("Gülşen Işık", "Cem Drei")] == [False, False]
    assert awards["Cem Drei"].certificate.printed_name == "Cem Drei"
    assert awards["Cem Drei"].label == "Teilnahmebescheinigung"
    assert issuance.issuing_plan(numbered).without == [awards["Dora Null"]]


def test_a_void_one_does_not_count_and_a_revoked_one_waits_for_its_own_verb(course_over, staff):
    first, second, third = issuance.end_and_issue(course_over, staff)
    void(first, "Probe", staff)
    Certificate.objects.filter(pk=second.pk).update(state=State.VALID)
    revoke(second, "Probe", staff)
    awards = by_name(course_over)
    assert [award.whose for award in issuance.issuing_plan(course_over).due] == [first.printed_name]
    revoked = awards[second.printed_name]
    assert (revoked.revoked, revoked.certificate, revoked.label_due) == (second, None, "widerrufen")
    assert awards[third.printed_name].certificate == third


def test_an_obstacle_says_more_than_that_one_was_revoked(course_over, decide, staff):
    decide("Dora Null", granted=True)
    rows = issuance.end_and_issue(course_over, staff)
    row = next(row for row in rows if row.printed_name == "Dora Null")
    Certificate.objects.filter(pk=row.pk).update(state=State.VALID)
    revoke(row, "Probe", staff)
    decide("Dora Null", granted=False)
    award = by_name(course_over)["Dora Null"]
    assert (award.revoked, award.label_due) == (row, "War an keinem Kurstag da.")


def test_who_could_not_be_printed_is_failed_people_and_partners_alike(
    course_over, contribute, staff
):
    contribute()
    issuance.end_and_issue(course_over, staff)
    issuance.thank(course_over, staff)
    assert issuance.issuing_plan(course_over).failed == []
    Certificate.objects.filter(printed_name__in=["Ben Neun", "Sportverein Probe"]).update(
        problem="Probe"
    )
    failed = issuance.issuing_plan(course_over).failed
    assert [award.whose for award in failed] == ["Ben Neun", "Sportverein Probe"]


def test_when_the_time_of_one_is_over_nothing_is_due_to_people_or_partners(
    numbered, contribute, be_there, settings, staff
):
    settings.CERTIFICATE_YEARS = 3
    contribute()
    row = Certificate.objects.get(printed_name="Ben Neun")
    assert len(issuance.issuing_plan(numbered).due_thanks) == 1
    row.issued_on = stubs.years_before(timezone.localdate(), 3)
    row.save()
    stubs.reduce_to_stub(row)
    plan = issuance.issuing_plan(numbered)
    assert (plan.is_closed, plan.due, plan.due_thanks) == (True, [], [])
    assert issuance.thank(numbered, staff) == []


def test_thanks_that_were_revoked_are_not_due_again(course_over, contribute, staff):
    contribute()
    (row,) = issuance.thank(course_over, staff)
    assert by_name(course_over, "thanks")["Sportverein Probe"].certificate == row
    Certificate.objects.update(state=State.VALID)
    revoke(row, "Probe", staff)
    award = by_name(course_over, "thanks")["Sportverein Probe"]
    assert (award.certificate, award.revoked, award.is_due) == (None, row, False)


def test_an_award_of_nothing_fills_no_certificate(course_over):
    award = by_name(course_over)["Dora Null"]
    blank = Certificate(year=2027, serial=0)
    with pytest.raises(ValueError, match="War an keinem Kurstag da"):
        award.fill(blank, PrintedCourse(course_over))


def test_an_award_can_be_tried_as_another_kind_than_its_own(course_over):
    award, printed = by_name(course_over)["Gülşen Işık"], PrintedCourse(course_over)
    blank = Certificate(year=2027, serial=0)
    assert award.fill(blank, printed).kind == Kind.CERTIFICATE
    assert award.fill(blank, printed, Kind.CONFIRMATION).kind == Kind.CONFIRMATION
    assert award.kind == Kind.CERTIFICATE


def test_one_day_of_a_course_of_one_day_is_counted_in_words():
    progress = SimpleNamespace(present=1, held=1)
    assert Award(None, progress).days_now == f"1 von 1{NBSP}Kurstag"


def test_a_plan_of_nobody_is_empty(course):
    assert issuance.issuing_plan(course) == IssuingPlan([], [], False)


def test_issuing_reads_the_attendance_once(course_over, staff):
    with CaptureQueriesContext(connection) as queries:
        issuance.end_and_issue(course_over, staff)
    reads = [one["sql"] for one in queries if 'FROM "participants_attendance"' in one["sql"]]
    assert len(reads) == 1


def test_one_that_says_something_else_than_was_decided_since_is_outdated(numbered, decide):
    decide("Ben Neun", granted=False)
    awards = by_name(numbered)
    assert [awards[name].is_outdated for name in ("Ben Neun", "Gülşen Işık", "Dora Null")] == [
        True,
        False,
        False,
    ]


def test_a_contribution_that_is_only_agreed_is_named_with_its_obstacle(course_over, contribute):
    contribute(state="agreed")
    award = by_name(course_over, "thanks")["Sportverein Probe"]
    assert (award.kind, award.is_due) == (None, False)
    assert award.obstacle == "Noch nicht als „hat stattgefunden“ vermerkt."


def test_only_what_took_place_is_thanked_for(course_over, contribute):
    held, agreed = contribute(), contribute(state="agreed")
    plan = issuance.issuing_plan(course_over)
    assert {award.contribution for award in plan.thanks} == {held, agreed}
    assert [award.contribution for award in plan.due_thanks] == [held]


def put_right(course, name, numbers, mark, by):
    person = course.registrations.get(participant__name=name)
    days = list(CourseDay.objects.of_course(course))
    chosen = [days[number] for number in numbers]
    correction.correct(person, dict.fromkeys(chosen, mark), "falsch gelesen", by)
    return person


def outdated(course):
    """Return whose papers are to be mended, as the page of the course and the home page see it."""
    of_course = [award.whose for award in issuance.issuing_plan(course).outdated]
    return of_course, [award.whose for award in outdated_awards(2000)]


def test_a_paper_is_outdated_once_attendance_was_put_right(issued, staff):
    assert outdated(issued) == ([], [])
    person = put_right(issued, "Cem Drei", [3, 4], Mark.PRESENT, staff)
    [award] = issuance.issuing_plan(issued).outdated
    assert (award.registration, award.days_now) == (person, f"5 von 12{NBSP}Kurstagen")
    assert outdated(issued) == (["Cem Drei"], ["Cem Drei"])
    put_right(issued, "Cem Drei", [3, 4], Mark.ABSENT, staff)
    assert outdated(issued) == ([], [])


def test_a_paper_with_the_wrong_day_is_outdated_though_the_number_is_right(issued, staff):
    put_right(issued, "Cem Drei", [2], Mark.ABSENT, staff)
    put_right(issued, "Cem Drei", [3], Mark.PRESENT, staff)
    assert outdated(issued) == (["Cem Drei"], ["Cem Drei"])


def test_other_teaching_units_of_a_day_make_no_paper_outdated(issued, staff):
    put_right(issued, "Cem Drei", [3], Mark.PRESENT, staff)
    put_right(issued, "Cem Drei", [3], Mark.ABSENT, staff)
    CourseDay.objects.update(teaching_units=2)
    assert outdated(issued) == ([], [])


def test_what_was_put_right_before_the_paper_is_not_looked_at_again(issued, staff):
    put_right(issued, "Cem Drei", [3], Mark.PRESENT, staff)
    assert Certificate.objects.perhaps_outdated().count() == 1
    long_ago = timezone.now() - timedelta(days=2)
    AttendanceCorrection.objects.update(at=long_ago)
    assert Certificate.objects.perhaps_outdated().count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_one_outdated_paper_and_many_cost_the_same_queries(
    people, issued, staff, django_assert_num_queries
):
    names = ["Cem Drei", "Gülşen Işık", "Ben Neun"][:people]
    for name in names:
        put_right(issued, name, [1], Mark.ABSENT, staff)
    with django_assert_num_queries(5):
        assert [award.whose for award in outdated_awards(2000)] == names


def test_papers_of_earlier_years_are_left_as_they_are(issued, staff):
    put_right(issued, "Cem Drei", [3], Mark.PRESENT, staff)
    year = Certificate.objects.get(printed_name="Cem Drei").year
    assert [len(outdated_awards(first)) for first in (year - 1, year, year + 1)] == [1, 1, 0]


def test_where_nothing_was_put_right_nobody_is_looked_up(issued, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert outdated_awards(2000) == []


def test_a_certificate_by_decision_with_five_of_twelve_days_is_mended(issued, staff):
    person = issued.registrations.get(participant__name="Cem Drei")
    put_right(issued, "Cem Drei", [3, 4], Mark.PRESENT, staff)
    eligibility.override(person, granted=True, reason="Krankenhaus", by=staff)
    person.refresh_from_db()
    person.complete(staff, "Krankenhaus")
    [award] = issuance.issuing_plan(issued).outdated
    wrong = issuance.correct(award.certificate, "Ausnahme", staff)
    Certificate.objects.filter(pk=wrong.pk).update(state=State.VALID)
    assert (wrong.kind, wrong.days_attended) == ("certificate", 5)
    assert issuance.issuing_plan(issued).outdated == []
    put_right(issued, "Cem Drei", range(5, 10), Mark.PRESENT, staff)
    [award] = issuance.issuing_plan(issued).outdated
    right = issuance.correct(award.certificate, "Liste falsch gelesen", staff)
    assert (right.kind, right.days_attended) == ("certificate", 10)


def test_the_page_offers_the_papers_that_a_correction_touched(as_staff, issued, staff):
    put_right(issued, "Ben Neun", [8], Mark.EXCUSED, staff)
    page = as_staff.get(f"/verwaltung/kurse/{issued.slug}/zertifikate/").content.decode()
    assert "Zu berichtigen: 1" in page
    assert (
        "mit 9&nbsp;von&nbsp;12\N{NO-BREAK SPACE}Tagen."
        " Richtig ist jetzt: Teilnahmebescheinigung, 8 von 12" in page
    )
