"""The page of a course day that was opened before somebody else changed the day."""

from datetime import timedelta

from django.utils import timezone

from correspondence.models import Message
from courses.models import Venue
from tests.sent_form import sent


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
