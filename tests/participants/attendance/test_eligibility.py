import pytest
from django.core.exceptions import ValidationError

from courses.models import CourseDay
from participants.attendance import eligibility, marks
from participants.attendance.eligibility import Outlook
from participants.course_changes import completion
from participants.models import Mark, Status


@pytest.fixture
def ada(past_course, make_registration):
    return make_registration("Ada", course=past_course)


@pytest.fixture
def attend(leader):
    """Return a function that enters "da" for the first days and "nicht da" for the others."""

    def enter(registration, present, days=None):
        days = list(CourseDay.objects.of_course(registration.course)) if days is None else days
        for number, day in enumerate(days):
            mark = Mark.PRESENT if number < present else Mark.ABSENT
            marks.enter_marks(day, {registration: mark}, leader)

    return enter


@pytest.mark.parametrize(
    ("days", "needed"), [(12, 9), (11, 9), (10, 8), (9, 7), (8, 6), (4, 3), (1, 1), (0, 0)]
)
def test_three_quarters_of_the_days_are_needed_rounded_up(course, days, needed):
    assert eligibility.needed_days(course, days) == needed


@pytest.mark.parametrize(
    ("present", "outlook"), [(12, Outlook.REACHED), (9, Outlook.REACHED), (8, Outlook.MISSED)]
)
def test_nine_of_twelve_days_make_a_certificate(ada, attend, present, outlook):
    attend(ada, present)
    assert eligibility.registration_progress(ada).outlook == outlook


def test_a_cancelled_day_leaves_the_count(ada, attend):
    *days, last, extra = CourseDay.objects.of_course(ada.course)
    last.cancel()
    extra.cancel()
    attend(ada, 8, days)
    progress = eligibility.registration_progress(ada)
    assert (progress.needed, progress.present, progress.outlook) == (8, 8, Outlook.REACHED)


def test_excused_is_not_present(ada, attend, leader):
    attend(ada, 9)
    day = CourseDay.objects.of_course(ada.course).first()
    marks.enter_marks(day, {ada: Mark.EXCUSED}, leader)
    assert eligibility.registration_progress(ada).outlook == Outlook.MISSED


def test_what_nobody_entered_is_unknown_and_blocks_only_that_person(
    ada, attend, make_registration, staff
):
    bo = make_registration("Bo", course=ada.course)
    attend(ada, 12)
    *days, last = CourseDay.objects.of_course(ada.course)
    attend(bo, 11, days)
    course_end = completion.complete(ada.course, staff)
    assert course_end.completed == [ada]
    assert course_end.blocked == [(bo, [last])]
    bo.refresh_from_db()
    assert bo.status == Status.ENROLLED


def test_who_was_blocked_follows_when_the_mark_is_entered(ada, attend, staff):
    *days, last = CourseDay.objects.of_course(ada.course)
    attend(ada, 11, days)
    last.hold()
    completion.complete(ada.course, staff)
    attend(ada, 0, [last])
    assert completion.complete(ada.course, staff).completed == [ada]


def test_a_running_course_says_who_can_still_reach_it(ada, attend):
    first, second, *_ = CourseDay.objects.of_course(ada.course)
    attend(ada, 1, [first, second])
    progress = eligibility.registration_progress(ada)
    assert (progress.held, progress.to_come, progress.missing) == (2, 10, 8)
    assert progress.outlook == Outlook.REACHABLE


def test_four_absences_put_it_out_of_reach(ada, attend):
    attend(ada, 0, CourseDay.objects.of_course(ada.course)[:4])
    assert eligibility.registration_progress(ada).outlook == Outlook.MISSED


def test_an_override_decides_and_needs_a_reason(ada, attend, staff):
    attend(ada, 8)
    with pytest.raises(ValidationError, match="warum"):
        eligibility.override(ada, granted=True, reason="", by=staff)
    eligibility.override(ada, granted=True, reason="Kam im zweiten Block dazu.", by=staff)
    assert completion.complete(ada.course, staff).completed == [ada]


def test_the_newest_override_counts(ada, attend, staff):
    attend(ada, 12)
    for granted in (False, True, False):
        eligibility.override(ada, granted=granted, reason="Probe", by=staff)
    assert eligibility.registration_progress(ada).outlook == Outlook.MISSED


def test_a_course_does_not_end_while_a_day_is_open(past_course, staff):
    with pytest.raises(ValidationError, match="für jeden Kurstag die Anwesenheit"):
        completion.complete(past_course, staff)


def test_a_course_does_not_end_before_its_last_day(course, staff):
    with pytest.raises(ValidationError, match="Es kommen noch Kurstage"):
        completion.complete(course, staff)


def test_a_course_without_any_day_held_earns_nobody_a_certificate(ada, staff):
    for day in CourseDay.objects.of_course(ada.course):
        day.cancel()
    assert eligibility.registration_progress(ada).outlook == Outlook.MISSED
    with pytest.raises(ValidationError, match="kein Kurstag stattgefunden"):
        completion.complete(ada.course, staff)


def test_the_progress_of_a_course_takes_the_same_few_queries_for_one_and_for_many(
    ada, make_registration, django_assert_num_queries
):
    with django_assert_num_queries(4):
        eligibility.course_progress(ada.course)
    for number in range(9):
        make_registration(f"Person {number}", course=ada.course)
    with django_assert_num_queries(4):
        assert len(eligibility.course_progress(ada.course)) == 10
