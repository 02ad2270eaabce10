import pytest

from participants.attendance.attendance_sheet import AttendanceSheet
from participants.attendance.marks import Mark, enter_marks
from participants.models import Attendance


@pytest.fixture
def people(past_course, make_registration):
    return [make_registration(name, course=past_course) for name in ("Ada A", "Bea B")]


@pytest.fixture
def sheet(past_course, people):
    return AttendanceSheet(past_course.days()[0])


def typed(people, *marks):
    pairs = list(zip(people, marks, strict=True))
    shown = {f"shown-{person.pk}": "" for person in people}
    return shown | {f"mark-{person.pk}": mark for person, mark in pairs}


def test_who_withdraws_while_a_sheet_is_saved_leaves_the_others_ticked(sheet, people, staff):
    people[0].withdraw()
    assert sheet.save(typed(people, "present", "absent"), staff) is False
    assert sheet.refusal == (
        "Für Ada A wird keine Anwesenheit mehr eingetragen. Der Stand ist jetzt: abgemeldet."
    )
    assert (sheet.status, sheet.is_unsaved, Attendance.objects.count()) == (409, True, 0)
    assert [(row.name, row.ticked) for row in sheet.rows] == [("Bea B", "absent")]


def test_after_a_refusal_the_mark_of_somebody_else_is_still_noticed(sheet, people, staff, leader):
    enter_marks(sheet.day, {people[1]: Mark.EXCUSED}, leader)
    people[0].withdraw()
    sheet.save(typed(people, "present", "absent"), staff)
    [row] = sheet.rows
    assert (row.stored, row.shown, row.ticked) == ("excused", "", "absent")
    again = AttendanceSheet(sheet.day)
    assert again.save(typed([people[1]], "absent"), staff) is False
    assert [row.problem[:40] for row in again.problems] == [
        "Hier steht inzwischen „entschuldigt“. Ge"
    ]


def test_a_sheet_that_went_through_says_so(sheet, people, staff):
    assert sheet.save(typed(people, "present", ""), staff) is True
    assert (sheet.status, sheet.refusal, sheet.summary) == (200, "", "1 da, 1 offen")
