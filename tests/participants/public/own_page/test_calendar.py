"""The course days in a person's own calendar."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from participants.course_changes import day_changes
from participants.models import Registration

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def registration(make_course, make_registration):
    """Somebody with a place in a course that begins on Friday, 15 October 2027."""
    course = make_course("walle-2027", first_day=date(2027, 10, 15))
    return make_registration(course=course)


def address(registration):
    return f"/kalender/{registration.calendar_token}.ics"


@pytest.fixture
def ask(client, registration):
    def ask():
        return Calendar.from_ical(client.get(address(registration)).content)

    return ask


def first(calendar):
    return min(calendar.events, key=lambda event: (event["dtstart"].dt, event["uid"]))


def test_every_course_day_is_an_event_in_local_time(ask, registration):
    calendar = ask()
    days = registration.course.days()
    begins = [datetime.combine(day.date, time(10), BERLIN) for day in days]
    assert len(days) == 12
    assert [event["dtstart"].dt for event in calendar.events] == begins
    assert [event["dtend"].dt - event["dtstart"].dt for event in calendar.events] == [
        timedelta(hours=6)
    ] * 12
    assert calendar.events[0]["dtstart"].params["TZID"] == "Europe/Berlin"
    assert [zone["tzid"] for zone in calendar.timezones] == ["Europe/Berlin"]


def test_the_hours_are_right_in_summer_and_in_winter(ask):
    events = ask().events
    assert {event["dtstart"].dt.utcoffset() for event in events} == {
        timedelta(hours=1),
        timedelta(hours=2),
    }


def test_the_calendar_has_a_name_and_asks_to_be_kept_current(ask):
    calendar = ask()
    assert calendar.calendar_name == "Bürger im Quartier walle-2027"
    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    assert str(calendar["x-published-ttl"]) == "PT6H"
    assert str(calendar["method"]) == "PUBLISH"


def test_an_event_says_where_and_how_to_get_in(ask):
    event = first(ask())
    assert str(event["summary"]) == "Bürger im Quartier walle-2027, Block\N{NO-BREAK SPACE}1"
    assert str(event["location"]) == "Bürgerhaus Probe, Probeweg 1, 28309 Bremen"
    assert str(event["description"]).split("\n")[1:] == [
        "Sie kommen ohne Stufen hinein.",
        "Eingang vom Hof, Aufzug links.",
    ]
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 3)


def test_a_day_without_a_place_says_so(ask, registration):
    day = registration.course.days()[0]
    day.venue = None
    day.save()
    event = first(ask())
    assert ("location" in event, str(event["description"]).split("\n")[1]) == (
        False,
        "Den Ort sagen wir Ihnen rechtzeitig.",
    )


def test_a_moved_day_keeps_its_event_and_rises(ask, registration):
    before = first(ask())
    day = registration.course.days()[0]
    day_changes.move(day, day.date + timedelta(days=1), time(12), time(17))
    after = next(event for event in ask().events if event["uid"] == before["uid"])
    assert after["dtstart"].dt == datetime(2027, 10, 16, 12, tzinfo=BERLIN)
    assert after["sequence"] - before["sequence"] == 1
    assert after["last-modified"].dt >= before["last-modified"].dt
    assert str(after["description"]).count("Früher geplant: Freitag, 15") == 1


def test_a_cancelled_day_is_called_off(ask, registration):
    day_changes.cancel(registration.course.days()[0])
    event = first(ask())
    assert (str(event["status"]), str(event["summary"])) == (
        "CANCELLED",
        "Fällt aus: Bürger im Quartier walle-2027, Block\N{NO-BREAK SPACE}1",
    )


def test_who_leaves_sees_all_days_called_off_and_a_higher_sequence(ask, registration):
    before = first(ask())
    registration.withdraw()
    events = ask().events
    assert [str(event["status"]) for event in events] == ["CANCELLED"] * 12
    assert first(ask())["sequence"] - before["sequence"] == 1


def test_who_waits_has_an_empty_calendar(client, small_course, make_registration):
    make_registration("Ada", course=small_course)
    waiting = make_registration("Bo", course=small_course)
    assert Calendar.from_ical(client.get(address(waiting)).content).events == []


def test_two_people_have_different_events(client, registration, make_registration):
    other = make_registration("Bo", course=registration.course)
    found = [Calendar.from_ical(client.get(address(r)).content) for r in (registration, other)]
    ids = [str(event["uid"]) for calendar in found for event in calendar.events]
    assert len(set(ids)) == 24


def test_nothing_new_is_answered_in_one_word(client, registration):
    response = client.get(address(registration))
    again = client.get(address(registration), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    day_changes.cancel(registration.course.days()[0])
    changed = client.get(address(registration), headers={"If-None-Match": response["ETag"]})
    assert changed.status_code == 200


def test_the_calendar_is_private_and_no_page(client, registration):
    response = client.get(address(registration))
    names = ("Content-Type", "Cache-Control", "X-Robots-Tag", "Content-Disposition")
    assert [response[name] for name in names] == [
        "text/calendar; charset=utf-8",
        "private, no-cache",
        "noindex",
        'inline; filename="buerger-im-quartier.ics"',
    ]


def test_its_token_opens_nothing_else(client, registration):
    token = registration.calendar_token
    assert client.get(f"/anmeldung/{token}/").status_code == 404
    assert client.get(f"/kalender/{registration.token}.ics").status_code == 404


def test_only_somebody_with_a_place_is_offered_the_calendar(client, registration):
    page = client.get(registration.get_absolute_url()).content.decode()
    path, host = address(registration), settings.BASE_URL.partition("://")[2]
    assert page.count(f'href="webcal://{host}{path}"') == 1
    assert page.count(f'href="{path}" download') == 1
    registration.withdraw()
    assert client.get(registration.get_absolute_url()).content.decode().count(path) == 0


def test_the_calendar_asks_as_many_questions_for_any_number_of_days(
    client, registration, django_assert_num_queries
):
    with django_assert_num_queries(12):
        client.get(address(registration))
    block = registration.course.blocks.last()
    for number in range(5):
        block.days.create(date=timezone.localdate() + timedelta(days=400 + number))
    with django_assert_num_queries(12):
        client.get(address(registration))
    assert Registration.objects.count() == 1
