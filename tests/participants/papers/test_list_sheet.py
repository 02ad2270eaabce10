"""What comes back from a signed list: a letter a row, in the order of the paper."""

import pytest

from participants.attendance.marks import Attendance, Mark, enter_marks
from participants.papers.list_sheet import ListSheet, read_letter
from participants.papers.printed_list import list_of


@pytest.fixture
def day(past_course):
    return past_course.days()[0]


@pytest.fixture
def people(past_course, make_registration):
    return [make_registration(name, course=past_course) for name in ("Ada A", "Bea B", "Cem C")]


@pytest.fixture
def printed(day, people, leader):
    return list_of(day, leader)


def typed(people, letters, shown=""):
    found = {}
    for person, letter in zip(people, letters, strict=True):
        found |= {f"letter-{person.pk}": letter, f"shown-{person.pk}": shown}
    return found


def noted():
    rows = Attendance.objects.order_by("registration__participant__name")
    return list(rows.values_list("registration__participant__name", "mark"))


def shown(sheet):
    return [(line.number, line.name, line.letter, line.problem) for line in sheet.lines]


@pytest.mark.parametrize(
    ("text", "letter"),
    [("d", "d"), (" D ", "d"), ("da", "d"), ("Entschuldigt", "e"), ("nicht da", "n"), ("", "")],
)
def test_a_letter_is_read_as_people_write_it(text, letter):
    assert read_letter(text) == letter


def test_each_letter_becomes_a_mark_and_an_empty_field_none(printed, people, staff):
    assert ListSheet(printed).save(typed(people, ("d", "E", "")), staff) is True
    assert noted() == [("Ada A", "present"), ("Bea B", "excused")]
    assert shown(ListSheet(printed)) == [
        (1, "Ada A", "d", ""),
        (2, "Bea B", "e", ""),
        (3, "Cem C", "", ""),
    ]


def test_a_letter_that_says_nothing_stays_and_the_others_are_stored(printed, people, staff):
    sheet = ListSheet(printed)
    assert sheet.save(typed(people, ("d", "x", "n")), staff) is False
    words = "Bitte schreiben Sie d, e oder n. Oder lassen Sie das Feld leer."
    assert shown(sheet) == [(1, "Ada A", "d", ""), (2, "Bea B", "x", words), (3, "Cem C", "n", "")]
    assert (sheet.status, noted()) == (422, [("Ada A", "present"), ("Cem C", "absent")])


def test_who_left_keeps_the_row_and_who_came_stands_behind(
    printed, people, staff, past_course, make_registration
):
    people[1].withdraw(staff)
    late = make_registration("Aaron Z", course=past_course)
    sheet = ListSheet(printed)
    assert [(line.number, line.name, line.is_open) for line in sheet.lines] == [
        (1, "Ada A", True),
        (2, "Bea B", False),
        (3, "Cem C", True),
        (None, "Aaron Z", True),
    ]
    assert sheet.save(typed([*people, late], ("d", "d", "n", "d")), staff) is True
    assert noted() == [("Aaron Z", "present"), ("Ada A", "present"), ("Cem C", "absent")]


def test_what_a_leader_noted_meanwhile_is_shown_and_kept(printed, people, day, leader, staff):
    enter_marks(day, {people[0]: Mark.EXCUSED}, leader)
    sheet = ListSheet(printed)
    assert sheet.save(typed(people, ("d", "d", "")), staff) is False
    [line] = sheet.problems
    assert (line.name, line.letter, line.row.stored) == ("Ada A", "d", "excused")
    assert line.problem.startswith("Hier steht inzwischen „entschuldigt“. Geändert: Lea Leit, am ")
    assert (sheet.status, noted()) == (409, [("Ada A", "excused"), ("Bea B", "present")])


def test_a_day_to_come_stores_nothing_and_keeps_what_was_typed(
    course, make_registration, leader, staff
):
    person = make_registration()
    sheet = ListSheet(list_of(course.days()[0], leader))
    assert sheet.save(typed([person], ["d"]), staff) is False
    assert sheet.sheet.refusal.startswith("Dieser Kurstag kommt erst noch.")
    assert ([line.letter for line in sheet.lines], noted()) == (["d"], [])


def test_what_was_typed_is_put_into_words(printed, people):
    data = typed(people, ("d", "", "q"))
    assert ListSheet(printed).describe(data) == [("Ada A", "da"), ("Cem C", "q")]
