from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from courses.checklist import checklist, publish
from courses.models import CourseDay, CourseStatus


def missing(course):
    return [point.label for point in checklist(course) if not point.done]


def test_a_complete_course_has_a_green_list(make_course):
    assert missing(make_course(publish=False)) == []


def test_an_empty_course_misses_nearly_everything(make_course):
    course = make_course(publish=False, contact_name="", registration_opens=None)
    course.blocks.all().delete()
    course.leaders.clear()
    assert missing(course) == [
        "Blöcke",
        "Kurstage",
        "Kurstage in der richtigen Reihenfolge",
        "Orte",
        "Nötige Kurstage für das Zertifikat",
        "Anmeldezeit",
        "Kontakt",
        "Kursleitung",
    ]


def test_the_list_names_the_day_without_a_venue(make_course):
    course = make_course(publish=False)
    day = course.days()[3]
    day.venue = None
    day.save()
    point = next(point for point in checklist(course) if point.label == "Orte")
    assert point.missing == f"Noch ohne Ort: {day}."


def test_days_that_overtake_each_other_are_named(make_course):
    course = make_course(publish=False)
    first, *_, last = course.days()
    first.move(last.date + timedelta(days=1))
    assert missing(course) == ["Kurstage in der richtigen Reihenfolge"]


def test_a_course_opens_only_with_a_green_list(make_course):
    course = make_course(publish=False, contact_name="")
    with pytest.raises(ValidationError) as refused:
        publish(course)
    assert refused.value.messages == [
        "Kontakt: Tragen Sie eine Ansprechperson mit Telefon oder E-Mail ein."
    ]
    course.refresh_from_db()
    assert course.status == CourseStatus.DRAFT


def test_a_cancelled_day_needs_a_substitute_before_publishing(make_course):
    course = make_course(publish=False)
    day = CourseDay.objects.of_course(course).last()
    day.cancel()
    assert missing(course) == ["Kurstage"]
    day.substitute_on(day.date + timedelta(days=7))
    assert missing(course) == []


def test_a_course_is_published_once(course):
    with pytest.raises(ValidationError, match="kein Entwurf"):
        publish(course)


def test_a_draft_that_somebody_published_meanwhile_is_not_published_again(make_course):
    course = make_course(publish=False)
    same = type(course).objects.get(pk=course.pk)
    publish(same)
    with pytest.raises(ValidationError, match="kein Entwurf"):
        publish(course)
