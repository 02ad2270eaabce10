from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from courses.models import CourseDay
from participants.attendance.marks import Attendance, Mark, enter_marks
from participants.models import Registration, Status
from tests.sent_form import sent


@pytest.fixture
def day(past_course):
    return past_course.days()[0]


@pytest.fixture
def people(past_course, make_registration):
    return [make_registration(name, course=past_course) for name in ("Ada A", "Bea B", "Cem C")]


def address(day, query=""):
    return f"/verwaltung/kurstage/{day.pk}/anwesenheit/{query}"


def typed(people, marks, shown=("", "", "")):
    found = {}
    for person, mark, seen in zip(people, marks, shown, strict=True):
        found |= {f"mark-{person.pk}": mark, f"shown-{person.pk}": seen}
    return found


def noted(day):
    return dict(
        Attendance.objects.filter(day=day).values_list("registration__participant__name", "mark")
    )


def ticked(page):
    return [row.ticked for row in page.context["sheet"].rows]


def test_a_whole_day_is_typed_in_with_one_save(as_staff, day, people, staff):
    answer = as_staff.post(address(day), typed(people, ("present", "absent", "excused")))
    assert (answer.status_code, answer.url) == (302, address(day))
    assert noted(day) == {"Ada A": "present", "Bea B": "absent", "Cem C": "excused"}
    assert {row.noted_by for row in Attendance.objects.all()} == {staff}
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        f"{day}: Gespeichert: 1 da, 1 entschuldigt, 1 nicht da."
    ]


def test_all_whose_mark_is_open_are_ticked_and_nothing_is_stored(as_staff, day, people, staff):
    enter_marks(day, {people[1]: Mark.ABSENT}, staff)
    assert ticked(as_staff.get(address(day))) == ["", "absent", ""]
    page = as_staff.get(address(day, "?alle=da"))
    assert ticked(page) == ["present", "absent", "present"]
    assert "2\N{NO-BREAK SPACE}Personen sind auf „da“ gesetzt." in page.content.decode()
    assert noted(day) == {"Bea B": "absent"}


def test_what_a_leader_noted_meanwhile_is_shown_and_kept(as_staff, day, people, leader):
    enter_marks(day, {people[0]: Mark.EXCUSED}, leader)
    answer = as_staff.post(address(day), typed(people, ("present", "present", "")))
    assert answer.status_code == 409
    [row] = answer.context["sheet"].problems
    assert (row.name, row.stored, row.ticked) == ("Ada A", "excused", None)
    assert row.problem.startswith("Hier steht inzwischen „entschuldigt“. Geändert: Lea Leit, am ")
    assert noted(day) == {"Ada A": "excused", "Bea B": "present"}


def test_a_day_to_come_says_why_nothing_is_entered(as_staff, course, make_registration):
    person, day = make_registration(), course.days()[0]
    for answer in (
        as_staff.get(address(day)),
        as_staff.post(address(day), typed([person], ["present"], [""])),
    ):
        assert answer.context["sheet"].refusal.startswith("Dieser Kurstag kommt erst noch.")
    assert noted(day) == {}


def test_what_was_typed_stays_when_the_day_is_cancelled_meanwhile(as_staff, day, people):
    day.cancel()
    answer = as_staff.post(address(day), typed(people, ("present", "absent", "")))
    assert (answer.status_code, noted(day)) == (409, {})
    assert answer.context["sheet"].refusal == "Dieser Kurstag ist abgesagt."
    assert ticked(answer) == ["present", "absent", ""]
    again = sent(answer, address(day))
    assert [again[f"mark-{person.pk}"] for person in people] == [["present"], ["absent"], [""]]
    day.plan_again()
    as_staff.post(address(day), again)
    assert noted(day) == {"Ada A": "present", "Bea B": "absent"}


def test_of_a_course_that_is_over_the_marks_are_shown_and_stay(as_staff, day, people):
    Registration.objects.update(status=Status.COMPLETED)
    page = as_staff.get(address(day, "?alle=da"))
    assert (page.context["has_open"], page.context["ticked"]) == (False, 0)
    as_staff.post(address(day), typed(people, ("present", "present", "present")))
    assert noted(day) == {}


def test_the_cockpit_leads_to_each_day_so_far_and_the_page_to_the_others(
    as_staff, course, make_registration
):
    make_registration()
    first, second, *_ = course.days()
    today = timezone.localdate()
    CourseDay.objects.filter(pk=first.pk).update(date=today - timedelta(days=1))
    CourseDay.objects.filter(pk=second.pk).update(date=today)
    cockpit = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    found = [day for day in course.days() if address(day) in cockpit]
    assert [day.pk for day in found] == [first.pk, second.pk]
    assert [day.pk for day in as_staff.get(address(first)).context["others"]] == [
        first.pk,
        second.pk,
    ]


def test_one_person_and_many_cost_the_same_queries(
    as_staff, day, make_registration, past_course, django_assert_num_queries
):
    make_registration("Ada", course=past_course)
    with django_assert_num_queries(7):
        as_staff.get(address(day))
    for number in range(12):
        make_registration(f"Person {number}", course=past_course)
    with django_assert_num_queries(7):
        as_staff.get(address(day))
