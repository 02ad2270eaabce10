"""A partner at two places at once is named, in one course and across courses."""

import pytest

from courses.models import Course, CourseDay, CourseStatus
from partners.models import Contribution, Partner
from partners.partner_clashes import partners_twice


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Verein Probe", world="civil", kind="club")


@pytest.fixture
def elsewhere(course, make_course):
    """A course on the same days."""
    return make_course("walle-2027", course.days()[0].date)


def said(course):
    coming = Contribution.objects.coming().filter(block__course=course)
    rows = coming.select_related("partner", "day__block").prefetch_related("day__items")
    return [remark.text for remark in partners_twice(course, rows)]


def test_a_partner_in_two_courses_at_one_time_is_named(
    course, elsewhere, partner, add_item, contribute
):
    here, there = course.days()[0], elsewhere.days()[0]
    contribute(partner, here, add_item(here))
    add_item(there, minutes=30)
    contribution = contribute(partner, there, add_item(there))
    words = f"Verein Probe ist am {here} um 10:30 Uhr auch in „{elsewhere}“ dabei."
    assert said(course) == [words]
    contribution.state = "declined"
    contribution.save()
    assert said(course) == []


def test_one_after_the_other_is_no_clash(course, elsewhere, partner, add_item, contribute):
    here, there = course.days()[0], elsewhere.days()[0]
    contribute(partner, here, add_item(here))
    add_item(there)
    contribute(partner, there, add_item(there))
    assert said(course) == []


def test_without_a_place_the_whole_day_counts(course, elsewhere, partner, contribute):
    here, there = course.days()[0], elsewhere.days()[0]
    contribute(partner, here)
    contribute(partner, there)
    assert said(course) == [f"Verein Probe ist am {here} um 10:00 Uhr auch in „{elsewhere}“ dabei."]
    CourseDay.objects.get(pk=there.pk).cancel()
    assert said(course) == []


def test_a_course_that_is_over_does_not_count(course, elsewhere, partner, contribute):
    contribute(partner, course.days()[0])
    contribute(partner, elsewhere.days()[0])
    Course.objects.filter(pk=elsewhere.pk).update(status=CourseStatus.CANCELLED)
    assert said(course) == []


def test_twice_in_one_course_is_named_where_the_times_are_known(
    course, partner, add_item, contribute
):
    day = course.days()[0]
    contribute(partner, day, add_item(day, minutes=90))
    contribute(partner, day)
    assert said(course) == []
    contribute(partner, day, add_item(day, starts="11:00"))
    assert said(course) == [f"Verein Probe ist am {day} um 11:00 Uhr zweimal eingeplant."]


def test_many_contributions_cost_the_same_queries(
    course, elsewhere, partner, add_item, contribute, django_assert_num_queries
):
    for day in course.days()[:4]:
        contribute(partner, day, add_item(day))
    for day in elsewhere.days()[:4]:
        contribute(partner, day, add_item(day))
    with django_assert_num_queries(4):  # two to read the contributions of this course
        assert len(said(course)) == 4
