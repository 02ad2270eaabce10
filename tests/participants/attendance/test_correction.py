"""Attendance that is put right after the end: with a reason, on record, and with its result."""

import pytest
from django.core.exceptions import ValidationError

from courses.models import CourseDay
from participants.attendance import correction, eligibility, marks
from participants.course_changes import completion
from participants.models import AttendanceCorrection, Mark, Status


@pytest.fixture
def ended(past_course, make_registration, leader, staff):
    """Return a function that ends the course for somebody who was there on so many of 12 days."""

    def end(days):
        ada = make_registration("Ada", course=past_course)
        for number, day in enumerate(CourseDay.objects.of_course(past_course)):
            mark = Mark.PRESENT if number < days else Mark.ABSENT
            marks.enter_marks(day, {ada: mark}, leader)
        completion.complete(past_course, staff)
        ada.refresh_from_db()
        return ada, list(CourseDay.objects.of_course(past_course))

    return end


def put_right(ada, days, mark, by):
    correction.correct(ada, dict.fromkeys(days, mark), "Liste falsch gelesen", by)


def test_who_was_there_after_all_has_completed_the_course(ended, staff):
    ada, days = ended(8)
    assert ada.status == Status.NOT_COMPLETED
    put_right(ada, days[8:9], Mark.PRESENT, staff)
    ada.refresh_from_db()
    assert ada.status == Status.COMPLETED
    last = ada.status_changes.last()
    assert (last.why, last.by) == ("Anwesenheit berichtigt: Liste falsch gelesen", staff)


def test_who_was_not_there_has_taken_part_only(ended, staff):
    ada, days = ended(9)
    put_right(ada, days[:1], Mark.ABSENT, staff)
    ada.refresh_from_db()
    assert ada.status == Status.NOT_COMPLETED


def test_a_decision_by_hand_stays_whatever_the_days_say(ended, staff):
    ada, days = ended(5)
    eligibility.override(ada, granted=True, reason="Krankenhaus", by=staff)
    ada.complete(staff, "Krankenhaus")
    put_right(ada, days[5:8], Mark.PRESENT, staff)
    ada.refresh_from_db()
    assert (ada.status, eligibility.registration_progress(ada).present) == (Status.COMPLETED, 8)


def test_each_correction_is_on_record(ended, staff):
    ada, days = ended(8)
    put_right(ada, days[8:10], Mark.PRESENT, staff)
    rows = AttendanceCorrection.objects.values_list("day", "before", "after", "reason", "by")
    assert list(rows) == [
        (day.pk, "absent", "present", "Liste falsch gelesen", staff.pk) for day in days[8:10]
    ]
    assert str(AttendanceCorrection.objects.first()) == f"{days[8]}: nicht da → da"


@pytest.mark.parametrize(
    ("mark", "reason", "words"),
    [(Mark.PRESENT, "", "warum"), ("", "weil", "bleibt kein Tag offen")],
)
def test_without_a_reason_or_a_mark_nothing_changes(ended, staff, mark, reason, words):
    ada, days = ended(8)
    with pytest.raises(ValidationError, match=words):
        correction.correct(ada, {days[8]: mark}, reason, staff)
    assert AttendanceCorrection.objects.count() == 0


def test_without_any_changed_mark_nothing_follows(ended, staff):
    ada, _days = ended(9)
    with pytest.raises(ValidationError, match="keine Anwesenheit geändert"):
        correction.correct(ada, {}, "weil", staff)
    ada.refresh_from_db()
    assert ada.status == Status.COMPLETED


def test_what_somebody_else_put_right_meanwhile_stays_and_nothing_is_stored(as_staff, ended, staff):
    ada, days = ended(8)
    put_right(ada, days[8:9], Mark.EXCUSED, staff)
    typed = {"why": "Liste falsch gelesen"}
    for day in days[8:10]:
        typed |= {f"initial-day_{day.pk}": "absent", f"day_{day.pk}": "present"}
    answer = as_staff.post(f"/verwaltung/anmeldungen/{ada.reference}/anwesenheit/", typed)
    found = dict(ada.attendances.values_list("day", "mark"))
    assert answer.status_code == 409
    assert (found[days[8].pk], found[days[9].pk]) == (Mark.EXCUSED, Mark.ABSENT)
    assert AttendanceCorrection.objects.count() == 1


def test_before_the_end_marks_are_noted_and_not_corrected(past_course, make_registration, staff):
    ada = make_registration("Ada", course=past_course)
    with pytest.raises(ValidationError, match="Der Stand ist jetzt: angemeldet"):
        put_right(ada, past_course.days()[:1], Mark.PRESENT, staff)


def test_staff_put_attendance_right_on_the_page_of_the_registration(as_staff, ended):
    ada, days = ended(8)
    address = f"/verwaltung/anmeldungen/{ada.reference}/anwesenheit/"
    typed = {f"initial-day_{days[8].pk}": "absent", f"day_{days[8].pk}": "present"}
    refused = as_staff.post(address, typed)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["why"])
    page = as_staff.post(address, {**typed, "why": "Liste falsch gelesen"}, follow=True)
    text = page.content.decode()
    assert f"{days[8]}: nicht da → da, Liste falsch gelesen (Vera Wal," in text
    assert "Die Anwesenheit ist berichtigt." in text
    ada.refresh_from_db()
    assert ada.status == Status.COMPLETED
