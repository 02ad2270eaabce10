"""The page of a course day: what staff may do with it, and what they hear then."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from correspondence.models import Message
from courses.models import CourseDay, Venue
from participants.attendance.marks import Mark, enter_marks
from tests.sent_form import sent

NOTIFIED = " Wer einen Platz hat, bekommt eine Nachricht."


@pytest.fixture
def day(course):
    return course.days()[0]


@pytest.fixture
def post(as_staff):
    """Return a function that does a verb of a course day and returns what is said then."""

    def act(day, verb, **typed):
        answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/{verb}/", typed)
        day.refresh_from_db()
        return [str(message) for message in get_messages(answer.wsgi_request)]

    return act


def forms(client, day):
    context = client.get(f"/verwaltung/kurstage/{day.pk}/").context
    return [form.slug for form in context["forms"]], context["may_cancel"]


def moved(day, **changes):
    fields = {"date": day.date, "starts": day.starts, "ends": day.ends, "venue": day.venue_id}
    return fields | changes


def test_a_planned_day_moves_or_falls_out(as_staff, day):
    assert forms(as_staff, day) == (["verschieben"], True)


def test_a_cancelled_day_gets_one_substitute(as_staff, post, day):
    post(day, "absagen")
    assert forms(as_staff, day) == (["ersetzen"], False)
    said = post(day, "ersetzen", date="2030-02-01")
    assert said[-1] == f"Der Ersatztag am {day.substitute} ist geplant.{NOTIFIED}"
    assert forms(as_staff, day) == ([], False)


def test_people_with_a_place_are_notified_and_staff_hear_so(post, day, make_registration):
    make_registration()
    assert post(day, "absagen") == [f"Der Kurstag am {day} ist abgesagt.{NOTIFIED}"]


def test_where_nobody_is_notified_nothing_of_the_kind_is_said(post, day):
    said = post(day, "verschieben", **moved(day, starts="11:00"))
    assert said == [f"Der Kurstag ist jetzt am {day}."]
    assert post(day, "absagen")[-1] == f"Der Kurstag am {day} ist abgesagt."


def test_a_moved_day_notifies_who_has_a_place(post, day, make_registration):
    make_registration()
    said = post(day, "verschieben", **moved(day, starts="11:00"))
    assert said == [f"Der Kurstag ist jetzt am {day}.{NOTIFIED}"]


def test_a_day_with_attendance_is_not_cancelled(post, past_course, make_registration, leader):
    registration = make_registration(course=past_course)
    held = past_course.days()[0]
    enter_marks(held, {registration: Mark.PRESENT}, leader)
    [refusal] = post(held, "absagen")
    assert "schon Anwesenheit eingetragen" in refusal
    assert held.state == "held"


def test_a_refused_day_comes_back_as_it_was_typed(as_staff, day):
    typed = moved(day, starts="17:00", ends="11:00")
    answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/verschieben/", typed)
    [form] = answer.context["forms"]
    assert (answer.status_code, form["starts"].value(), form.label) == (
        422,
        "17:00",
        "Verschieben",
    )
    assert answer.context["day"].starts.hour == 10


def test_a_day_without_a_venue_may_stay_so_and_one_with_a_venue_may_not(as_staff, day):
    def choices():
        [form] = as_staff.get(f"/verwaltung/kurstage/{day.pk}/").context["forms"]
        return [label for value, label in form.fields["venue"].choices if value == ""]

    assert choices() == []
    CourseDay.objects.filter(pk=day.pk).update(venue=None)
    assert choices() == ["noch offen"]


def test_a_venue_is_asked_for_by_name(as_staff, course):
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/ort/", {"scope": "planned"})
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert (answer.url, said) == (
        f"/verwaltung/kurse/{course.slug}/#programm",
        ["Bitte wählen Sie einen Ort."],
    )


def test_how_many_days_got_a_venue_is_said(as_staff, course, venue):
    CourseDay.objects.filter(pk__in=[day.pk for day in course.days()[:2]]).update(venue=None)
    typed = {"scope": "missing", "venue": venue.pk}
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/ort/", typed)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == ["Der Ort ist bei 2\xa0Kurstagen neu."]


def test_an_unknown_day_is_not_found(as_staff, db):
    assert as_staff.get("/verwaltung/kurstage/4711/").status_code == 404


def page(day):
    return f"/verwaltung/kurstage/{day.pk}/", f"/verwaltung/kurstage/{day.pk}/verschieben/"


def opened(client, day, **changes):
    """Open the page of a day and return what is sent for moving it, with the changes."""
    address, move = page(day)
    return sent(client.get(address), move, **changes)


def test_a_venue_chosen_on_an_old_page_leaves_the_day_where_it_was_moved_to(
    as_staff, post, day, venue, make_registration
):
    registration = make_registration()
    other = Venue.objects.create(name="Anderes Haus", step_free="yes")
    old = opened(as_staff, day, venue=other.pk)
    moved_to = day.date + timedelta(days=3)
    post(day, "verschieben", **opened(as_staff, day, date=moved_to, starts="11:00"))
    post(day, "verschieben", **old)
    assert (day.date, f"{day.starts:%H:%M}", day.venue) == (moved_to, "11:00", other)
    told = Message.objects.filter(recipient_key=registration.participant.key)
    assert told.filter(occasion="day_moved").count() == 2  # of the day, and of its venue


def test_a_day_that_was_moved_meanwhile_tells_nobody_again(as_staff, post, day, make_registration):
    make_registration()
    old = opened(as_staff, day)
    post(day, "verschieben", **opened(as_staff, day, date=day.date + timedelta(days=3)))
    before = Message.objects.count()
    said = post(day, "verschieben", **old)
    assert (said[-1], Message.objects.count()) == (f"Der Kurstag ist jetzt am {day}.", before)


def test_two_dates_for_one_day_are_shown_with_who_moved_it(as_staff, day, staff):
    old = opened(as_staff, day, date=day.date + timedelta(days=1))
    theirs = day.date + timedelta(days=3)
    as_staff.post(page(day)[1], opened(as_staff, day, date=theirs))
    answer = as_staff.post(page(day)[1], old)
    at = timezone.localtime(day.history.latest().history_date)
    assert answer.status_code == 409
    assert answer.context["form"].errors == {
        "date": [
            f"Hier steht inzwischen „{theirs:%d.%m.%Y}“. Geändert: Vera Wal, am {at:%d.%m.%Y} um"
            f" {at:%H:%M} Uhr. Wenn Sie noch einmal speichern, gilt Ihre Angabe"
            f" „{day.date + timedelta(days=1):%d.%m.%Y}“."
        ]
    }
    day.refresh_from_db()
    assert day.date == theirs
    as_staff.post(page(day)[1], sent(answer, page(day)[1]))
    day.refresh_from_db()
    assert day.date == theirs - timedelta(days=2)
