from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.copying import copy_course
from courses.models import CourseDay, CourseStatus, DayState, District
from courses.models.course import RegistrationPhase


def test_the_programme_has_six_blocks_of_two_days_every_four_weeks(make_course):
    course = make_course(first_day=date(2027, 3, 5))
    assert list(course.blocks.values_list("number", "title")) == [
        (1, "Hallo Nachbar!"),
        (2, "Zivilgesellschaft vorantreiben!"),
        (3, "Niemand ist eine Insel!"),
        (4, "Das unterstützende Gemeinwesen"),
        (5, "Wer macht mit?"),
        (6, "Keiner bleibt draußen!"),
    ]
    assert [day.date.isoformat() for day in course.days()] == [
        "2027-03-05",
        "2027-03-06",
        "2027-04-02",
        "2027-04-03",
        "2027-04-30",
        "2027-05-01",
        "2027-05-28",
        "2027-05-29",
        "2027-06-25",
        "2027-06-26",
        "2027-07-23",
        "2027-07-24",
    ]


def test_seats_are_offered_until_the_first_block_that_takes_place_is_over(make_course):
    course = make_course(first_day=date(2027, 3, 5))
    first, second, _, fourth = course.days()[:4]

    def last_day_with_offers():
        assert course.offers_seats(fourth.date + timedelta(weeks=30)) is False
        moments = [day.date for day in course.days() if course.offers_seats(day.date)]
        return moments[-1] if moments else None

    assert last_day_with_offers() == second.date
    second.cancel()
    assert last_day_with_offers() == first.date
    first.cancel()
    assert last_day_with_offers() == fourth.date
    CourseDay.objects.update(state=DayState.CANCELLED)
    assert last_day_with_offers() is None


def test_a_copy_shifts_the_dates_and_takes_no_people(course, make_registration, leader):
    make_registration()
    course.days()[11].cancel()
    first = course.days()[0].date + timedelta(days=364)
    new = copy_course(course, title="Neu", slug="neu-2028", code="NEU28", first_day=first)
    assert [day.date for day in new.days()] == [
        day.date + timedelta(days=364) for day in course.days()[:11]
    ]
    assert (new.status, new.registrations.count(), new.leaders.count()) == (
        CourseStatus.DRAFT,
        0,
        0,
    )
    assert {day.state for day in new.days()} == {DayState.PLANNED}


def test_a_copy_with_a_taken_address_is_refused_and_leaves_nothing(course):
    with pytest.raises(ValidationError, match="Adresse"):
        copy_course(course, title="Neu", slug=course.slug, code="NEU28", first_day=date(2028, 1, 7))
    assert type(course).objects.count() == 1


def test_a_moved_day_keeps_its_row(course):
    day = course.days()[0]
    day.move(date(2030, 1, 4), time(14), time(18))
    stored = CourseDay.objects.get(pk=day.pk)
    assert (stored.date, stored.starts, stored.ends) == (date(2030, 1, 4), time(14), time(18))
    assert stored.history.count() == 3


def test_a_substitute_names_the_day_it_replaces(course):
    day = course.days()[0]
    day.cancel()
    new = day.substitute_on(date(2030, 1, 4))
    assert (new.replaces, new.block, new.venue) == (day, day.block, day.venue)


def test_only_a_cancelled_day_gets_a_substitute(course):
    with pytest.raises(ValidationError, match="zuerst den alten Kurstag ab"):
        course.days()[0].substitute_on(date(2030, 1, 4))


def test_a_day_does_not_end_before_it_starts(course):
    with pytest.raises(ValidationError, match="nach dem Beginn"):
        course.days()[0].move(date(2030, 1, 4), time(18), time(14))


def test_bremen_has_23_districts(db):
    assert District.objects.count() == 23


@pytest.mark.parametrize(
    ("offset", "phase"),
    [
        (-31, RegistrationPhase.EARLY),
        (-30, RegistrationPhase.OPEN),
        (28, RegistrationPhase.OPEN),
        (29, RegistrationPhase.CLOSED),
    ],
)
def test_registration_is_open_on_the_first_and_the_last_day(course, offset, phase):
    assert course.registration_phase(timezone.localdate() + timedelta(days=offset)) == phase


def test_a_copy_keeps_what_is_agreed_about_course_blocks_and_days(make_course, venue):
    course = make_course(
        capacity=7,
        fee=12,
        admission="staff",
        offer_days=3,
        certificate_days=5,
        contact_name="Büro",
        contact_phone="0421 1",
        contact_email="a@example.org",
    )
    CourseDay.objects.update(starts=time(9), ends=time(12), teaching_units=4)
    new = copy_course(course, title="Neu", slug="neu", code="NEU28", first_day=date(2028, 1, 7))
    names = ["district", "capacity", "fee", "admission", "offer_days", "certificate_days"]
    names += ["contact_name", "contact_phone", "contact_email"]
    assert [getattr(new, name) for name in names] == [getattr(course, name) for name in names]
    blocks = ("number", "title", "subtitle", "topic")
    assert list(new.blocks.values_list(*blocks)) == list(course.blocks.values_list(*blocks))
    days = {(day.starts, day.ends, day.venue, day.teaching_units) for day in new.days()}
    assert days == {(time(9), time(12), venue, 4)}
    assert (new.title, new.slug, new.code) == ("Neu", "neu", "NEU28")
    assert (new.registration_opens, new.registration_closes) == (None, None)


def test_a_day_that_is_held_or_cancelled_a_second_time_leaves_no_second_entry(course):
    day = course.days()[0]
    for verb in (day.hold, day.hold, day.cancel, day.cancel):
        verb()
    assert [entry.state for entry in day.history.all()][:3] == ["cancelled", "held", "planned"]
    assert day.history.filter(state="cancelled").count() == 1


def test_a_moved_day_keeps_time_and_venue_unless_told_otherwise(course, venue):
    day = course.days()[0]
    day.move(date(2030, 1, 4))
    assert (day.starts, day.ends, day.venue) == (time(10), time(16), venue)


def test_a_cancelled_day_gets_one_substitute_only(course):
    day = course.days()[0]
    day.cancel()
    day.substitute_on(date(2030, 1, 4))
    with pytest.raises(ValidationError):
        day.substitute_on(date(2030, 1, 5))
    assert CourseDay.objects.filter(replaces=day).count() == 1
