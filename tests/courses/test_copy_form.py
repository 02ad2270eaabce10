import pytest
from django.utils import timezone

from courses.models import Course, CourseDay, DayState
from courses.staff_forms import CopyForm, next_free, suggestions

TYPED = {
    "title": "Bürger im Quartier",
    "address": "walle-2028",
    "code": "WAL28",
    "first_day": "14.01.2028",
}


def test_of_two_copies_in_one_moment_the_second_is_asked_for_another_address(course, monkeypatch):
    first, second = (CopyForm(TYPED, source=course) for _ in range(2))
    assert (first.is_valid(), second.is_valid()) == (True, True)
    assert first.carry_out()
    # The second one looked at the addresses before the first one was stored.
    monkeypatch.setattr(Course, "full_clean", lambda self: None)
    assert not second.carry_out()
    assert second.non_field_errors() == [
        "Gerade hat jemand einen Kurs mit dieser Adresse oder diesem Kurzzeichen angelegt."
        " Bitte ändern Sie beides."
    ]
    assert Course.objects.filter(slug="walle-2028").count() == 1


@pytest.mark.parametrize(
    ("name", "taken", "suggested"),
    [
        ("walle", [], "walle"),
        ("walle", ["walle"], "walle-2"),
        ("walle", ["walle", "walle-2"], "walle-3"),
        ("walle-2027", ["walle-2027", "walle-2028"], "walle-2029"),
        ("WAL09", ["WAL09"], "WAL10"),
        ("WAL99", ["WAL99"], "WAL100"),
    ],
)
def test_a_name_is_counted_up_until_nobody_has_it(name, taken, suggested):
    assert next_free(name, taken, "-2") == suggested


def test_a_course_whose_days_are_all_cancelled_is_suggested_from_today(course):
    CourseDay.objects.update(state=DayState.CANCELLED)
    assert suggestions(course)["first_day"] == timezone.localdate()


def test_a_course_without_days_cannot_be_copied(course):
    CourseDay.objects.all().delete()
    form = CopyForm(TYPED, source=course)
    assert not form.carry_out()
    assert form.non_field_errors() == ["Dieser Kurs hat noch keine Kurstage."]
    assert Course.objects.count() == 1
