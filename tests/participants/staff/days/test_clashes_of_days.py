"""Staff read what is at the same time, before a day is stored; nothing is refused."""

import pytest

from courses.checklist import checklist
from courses.clashes import clashes
from courses.models import CourseDay
from tests.sent_form import sent


@pytest.fixture
def elsewhere(make_course, day):
    """A course whose first day is at the same time and place."""
    return make_course("walle-2027", first_day=day.date)


def moved(day, **changes):
    fields = {"date": day.date, "starts": day.starts, "ends": day.ends, "venue": day.venue_id or ""}
    return fields | changes


def asked(as_staff, day, verb="verschieben", **typed):
    """Return what the question before the change names as being at the same time."""
    page = as_staff.get(f"/verwaltung/kurstage/{day.pk}/{verb}/", typed)
    return page.context["question"].clashes


def stored(as_staff, day, verb="verschieben", **typed):
    as_staff.post(f"/verwaltung/kurstage/{day.pk}/{verb}/", typed)
    return CourseDay.objects.get(pk=day.pk)


def test_a_day_at_the_time_of_another_of_its_course_is_named_before_it_is_stored(
    as_staff, course, day
):
    second = course.days()[1]
    typed = moved(day, date=second.date)
    named = (
        f"In diesem Kurs gibt es schon einen Kurstag am {second} von 10:00 bis 16:00\xa0Uhr"
        f" ({second.block})."
    )
    assert asked(as_staff, day, **typed) == [named]
    assert CourseDay.objects.get(pk=day.pk).date == day.date
    assert stored(as_staff, day, **typed).date == second.date


def test_hours_that_only_touch_are_no_clash(as_staff, course, day):
    typed = moved(day, date=course.days()[1].date, starts="16:00", ends="18:00")
    assert asked(as_staff, day, **typed) == []


def test_a_venue_where_another_course_is_at_that_time_is_named(as_staff, day, elsewhere, venue):
    CourseDay.objects.filter(pk=day.pk).update(venue=None)
    typed = moved(day, venue=venue.pk)
    assert asked(as_staff, day, **typed) == [
        f"„Bürger im Quartier walle-2027“ ist am {day} von 10:00 bis 16:00\xa0Uhr auch hier:"
        " Bürgerhaus Probe."
    ]
    elsewhere.days()[0].cancel()
    assert asked(as_staff, day, **typed) == []


def test_a_substitute_at_a_time_that_is_taken_is_named(as_staff, course, day):
    stored(as_staff, day, "absagen")
    taken = course.days()[1].date
    assert len(asked(as_staff, day, "ersetzen", date=taken)) == 1
    assert stored(as_staff, day, "ersetzen", date=taken).substitute.date == taken


def test_a_day_called_off_with_a_substitute_asks_once_more_where_that_time_is_taken(
    as_staff, course, day
):
    address, typed = f"/verwaltung/kurstage/{day.pk}/absagen/", {"date": course.days()[1].date}
    asked_again = as_staff.post(address, typed)
    assert len(asked_again.context["question"].clashes) == 1
    assert CourseDay.objects.get(pk=day.pk).state == "planned"
    as_staff.post(address, sent(asked_again, address))
    assert CourseDay.objects.get(pk=day.pk).substitute.date == typed["date"]


def test_one_venue_for_many_days_names_the_other_course_first(as_staff, course, elsewhere, venue):
    CourseDay.objects.of_course(course).update(venue=None)
    typed = {"venue": venue.pk, "scope": "missing"}
    page = as_staff.get("/verwaltung/kurse/hemelingen-2027/ort/", typed)
    assert len(page.context["question"].clashes) == 12
    assert CourseDay.objects.of_course(course).filter(venue=venue).count() == 0
    as_staff.post("/verwaltung/kurse/hemelingen-2027/ort/", typed)
    assert CourseDay.objects.of_course(course).filter(venue=venue).count() == 12


def test_the_checklist_of_a_draft_names_what_is_at_the_same_time(day, elsewhere, course):
    points = {point.label: point for point in checklist(course)}
    point = points["Nichts zur gleichen Zeit"]
    assert (point.done, point.remark.count("„Bürger im Quartier walle-2027“")) == (True, 12)


def test_two_days_of_one_course_at_one_time_are_named_once(course):
    first, second, third = (block.days.first() for block in course.blocks.all()[:3])
    words = (
        f"In diesem Kurs gibt es schon einen Kurstag am {first} von 10:00 bis 16:00\xa0Uhr ({{}})."
    )
    CourseDay.objects.filter(pk=second.pk).update(date=first.date)
    assert clashes(course, course.days()) == [words.format(second.block)]
    CourseDay.objects.filter(pk=third.pk).update(date=first.date)
    assert clashes(course, course.days()) == [
        words.format(second.block),
        words.format(third.block),
    ]
