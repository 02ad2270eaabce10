"""A change of a day is taken back only while nobody relied on it; what is over is no news."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from courses.models import CourseDay
from participants.attendance.marks import Mark, enter_marks
from participants.course_changes import cancellation, day_changes
from participants.telling.outdated_messages import drop_outdated
from partners.models import Contribution, Partner

WEEK = timedelta(weeks=1)
MAIL = {"email": "person@example.org", "channel": "email"}


def move(day, by=WEEK):
    day_changes.move(day, day.date + by, day.starts, day.ends)


def about_days():
    return Message.objects.filter(topic__gt="")


def test_who_got_a_place_since_then_knows_the_new_day(course, make_registration):
    day = course.days()[2]
    move(day)
    make_registration("Ada")
    assert day_changes.last_change(day) is None
    with pytest.raises(ValidationError, match="nichts mehr zurücknehmen"):
        day_changes.take_back(day)


def test_a_day_with_attendance_stays_where_it_is(past_course, make_registration, staff):
    registration = make_registration(course=past_course)
    day = past_course.days()[0]
    move(day, timedelta(days=-1))
    about_days().update(state="dropped")
    enter_marks(day, {registration: Mark.PRESENT}, staff)
    assert day_changes.last_change(CourseDay.objects.get(pk=day.pk)) is None


def test_a_substitute_with_partners_is_not_taken_away(course, make_registration):
    day = course.days()[2]
    substitute = day_changes.replace(day, day.date + WEEK)
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="other")
    Contribution.objects.create(partner=partner, block=day.block, day=substitute)
    with pytest.raises(ValidationError, match="schon etwas geschehen"):
        day_changes.take_back(day)


def test_who_hears_that_the_course_is_off_hears_of_its_days_no_more(
    course, make_registration, staff
):
    make_registration("Ada", contact=MAIL)
    move(course.days()[2])
    assert about_days().filter(state="open").count() == 2  # Ada and the leader
    cancellation.cancel(course, staff, "Wasserschaden")
    assert about_days().filter(state="open").count() == 0


def test_a_mail_about_days_that_waits_does_not_go_to_who_gave_the_place_back(
    course, make_registration
):
    ada = make_registration("Ada", contact=MAIL)
    move(course.days()[2])
    ada.withdraw()
    drop_outdated()
    mine = about_days().filter(recipient_key=ada.participant.key)
    assert list(mine.values_list("state", flat=True)) == ["dropped"]


def test_what_failed_about_a_day_that_is_over_is_not_told_again(course, make_registration):
    make_registration("Ada", contact=MAIL)
    first, second = course.days()[:2]
    move(first)
    about_days().update(state="failed")
    long_ago = timezone.localdate() - timedelta(days=30)
    CourseDay.objects.filter(pk=first.pk).update(date=long_ago)
    for message in about_days():
        message.carried[str(first.pk)][1] = long_ago.isoformat()
        message.save(update_fields=["carried"])
    move(second)
    newest = about_days().filter(recipient_name="Ada").order_by("pk").last()
    assert list(newest.carried) == [str(second.pk)]
