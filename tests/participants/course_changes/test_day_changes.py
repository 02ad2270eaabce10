from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from courses.models import CourseDay, Venue
from participants.attendance import marks
from participants.course_changes import cancellation, completion, day_changes
from participants.models import Mark


@pytest.fixture
def told():
    """Return a function that lists who was told on an occasion."""

    def names(occasion):
        found = Message.objects.filter(occasion=occasion).order_by("pk")
        return list(found.values_list("recipient_name", flat=True))

    return names


@pytest.fixture
def people(small_course, make_registration):
    """One with a place, one who waits."""
    return [make_registration(name, course=small_course) for name in ("Ada", "Bo")]


def test_who_has_a_place_hears_that_a_day_moved(small_course, people, told):
    day = small_course.days()[0]
    day_changes.move(day, date(2030, 1, 4), time(14), time(18))
    assert told("day_moved") == ["Ada"]
    body = Message.objects.get(occasion="day_moved").body
    assert "Freitag, 4.\N{NO-BREAK SPACE}Januar 2030" in body
    assert "14\N{NO-BREAK SPACE}bis\N{NO-BREAK SPACE}18\N{NO-BREAK SPACE}Uhr" in body
    assert "Bürgerhaus Probe" in body


def test_a_cancelled_day_is_told_once(small_course, people, told):
    day = small_course.days()[0]
    day_changes.cancel(day)
    day_changes.cancel(day)
    assert told("day_cancelled") == ["Ada"]


def test_a_substitute_is_told_with_the_day_it_replaces(small_course, people, told):
    day = small_course.days()[0]
    day_changes.cancel(day)
    new = day_changes.substitute(day, date(2030, 1, 4))
    assert new.replaces == day
    assert told("day_substituted") == ["Ada"]


def test_a_correction_of_the_past_is_no_news(past_course, make_registration, told):
    make_registration("Ada", course=past_course)
    day = past_course.days()[0]
    day_changes.move(day, day.date - timedelta(days=1), day.starts, day.ends)
    assert told("day_moved") == []


def test_a_draft_changes_in_silence(make_course, make_registration, told):
    draft = make_course("walle-2027", publish=False)
    make_registration("Ada", course=draft)
    day_changes.cancel(draft.days()[0])
    assert told("day_cancelled") == []


def stale(day):
    """Return the day as a page holds it that was opened before."""
    return CourseDay.objects.select_related("block").get(pk=day.pk)


def hold(day, registration, by):
    marks.enter_marks(day, {registration: Mark.PRESENT}, by)


def test_two_stale_pages_cancel_a_day_once(small_course, people, told):
    day = small_course.days()[0]
    one, other = stale(day), stale(day)
    assert (day_changes.cancel(one), day_changes.cancel(other)) == (1, 0)
    assert told("day_cancelled") == ["Ada"]


def test_who_moves_a_day_to_where_it_is_tells_nobody(small_course, people, told):
    day = small_course.days()[0]
    before = day.history.count()
    assert day_changes.move(day, day.date, day.starts, day.ends) == 0
    assert (told("day_moved"), day.history.count()) == ([], before)


def test_a_new_venue_is_told(small_course, people, told, district):
    day = small_course.days()[0]
    hall = Venue.objects.create(name="Saal Beispiel", district=district, step_free="yes")
    assert day_changes.move(day, day.date, day.starts, day.ends, hall) == 1
    message = Message.objects.get(occasion="day_moved")
    assert message.subject.startswith("Neue Zeit oder neuer Ort: ")
    assert [line for line in message.body.split("\n") if "Saal" in line] == [
        "Er ist jetzt von 10\N{NO-BREAK SPACE}bis\N{NO-BREAK SPACE}16\N{NO-BREAK SPACE}Uhr."
        " Der Ort: Saal Beispiel."
    ]


def test_a_cancelled_day_does_not_move(small_course, people, told):
    day = small_course.days()[0]
    old = stale(day)
    day_changes.cancel(day)
    with pytest.raises(ValidationError, match="ist abgesagt"):
        day_changes.move(old, date(2030, 1, 4), old.starts, old.ends)
    assert told("day_moved") == []


def test_a_day_with_attendance_is_not_cancelled(past_course, make_registration, leader):
    day = past_course.days()[0]
    old = stale(day)
    hold(day, make_registration("Ada", course=past_course), leader)
    with pytest.raises(ValidationError, match="schon Anwesenheit eingetragen"):
        day_changes.cancel(old)
    assert stale(day).state == "held"


def test_a_day_that_took_place_is_not_put_into_the_future(past_course, make_registration, leader):
    day = past_course.days()[0]
    hold(day, make_registration("Ada", course=past_course), leader)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="hat schon stattgefunden"):
        day_changes.move(day, tomorrow, day.starts, day.ends)
    assert stale(day).date < timezone.localdate()


def test_the_days_of_a_completed_course_stay_as_they_are(
    past_course, make_registration, leader, staff
):
    ada = make_registration("Ada", course=past_course)
    first, *rest = past_course.days()
    day_changes.cancel(first)
    for day in rest:
        hold(day, ada, leader)
    old = stale(rest[0])
    completion.complete(past_course, staff)
    check_that_nothing_works(old, stale(first))


def test_the_days_of_a_cancelled_course_stay_as_they_are(course, staff):
    first, second = course.days()[:2]
    day_changes.cancel(first)
    cancellation.cancel(course, staff, "Wasserschaden")
    check_that_nothing_works(second, first)


def check_that_nothing_works(day, cancelled):
    verbs = (
        lambda: day_changes.cancel(day),
        lambda: day_changes.move(day, day.date - timedelta(days=1), day.starts, day.ends),
        lambda: day_changes.substitute(cancelled, timezone.localdate()),
    )
    before = list(CourseDay.objects.order_by("pk").values_list("date", "state"))
    for verb in verbs:
        with pytest.raises(ValidationError, match="Dieser Kurs ist beendet"):
            verb()
    assert list(CourseDay.objects.order_by("pk").values_list("date", "state")) == before


def test_a_venue_for_many_days_is_told_once(small_course, people, told, venue):
    hall = Venue.objects.create(name="Gemeindesaal Probe", step_free="partly")
    days = day_changes.set_venue(small_course, hall, only_missing=False)
    assert len(days) == 12
    assert {day.venue for day in small_course.days()} == {hall}
    assert told("days_venue") == ["Ada"]
    body = Message.objects.get(occasion="days_venue").body
    assert "Gemeindesaal Probe" in body
    assert body.count("\n- ") == 12


def test_a_venue_that_is_there_already_is_no_news(small_course, people, told, venue):
    assert day_changes.set_venue(small_course, venue, only_missing=False) == []
    assert day_changes.set_venue(small_course, venue, only_missing=True) == []
    assert told("days_venue") == []
