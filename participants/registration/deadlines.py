"""How long people have to answer when a seat is offered to them, and from when on.

Time runs only once the offer has reached the person: by a confirmed e-mail address at once, by post
some days after the letter was printed, by phone when somebody spoke with them.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from correspondence.models import Channel
from courses.models import Course
from participants.people.person import Participant

# How long a letter is on its way.
POST_DAYS = 3
# How many days before the first course day the answer has to be there, where that is possible.
DAYS_BEFORE_COURSE = 2
# When staff have to decide about an offer whose time never began.
TRIES_BEFORE_STUCK = 3
DAYS_BEFORE_STUCK = 7


def begins_at_once(person: Participant) -> bool:
    """An address that nobody confirmed may be wrong, and never costs anybody the seat."""
    recipient = person.recipient()
    by_mail = recipient is not None and recipient.reached_by == Channel.EMAIL
    return by_mail and person.email_confirmed_at is not None


def last_day(today: date, offer_days: int, first_day: date | None) -> date:
    """Return the local date up to which somebody may answer whom the offer reaches today.

    Never less than one day; earlier where the course begins soon, and one day after its begin.
    `first_day` is None while the course has no days."""
    day = today + timedelta(days=offer_days)
    if first_day:
        day = min(day, first_day - timedelta(days=DAYS_BEFORE_COURSE))
    return max(day, today + timedelta(days=1))


def end_of_offer(begins: datetime, course: Course, channel: str | None) -> datetime:
    """Return the last moment for an answer: the end of a day, as people are told.

    `begins` is when the offer reached the person; for a letter, when it was printed. `channel` is
    None for somebody whom nothing reaches."""
    reached = _reached_on(begins, channel)
    day = last_day(reached, course.offer_days, first_day_of(course))
    return datetime.combine(day, time.max, timezone.get_current_timezone())


def days_to_answer(begins: datetime, course: Course, channel: str | None) -> int:
    """Return how many days somebody has from the day on which the offer reaches them."""
    reached = _reached_on(begins, channel)
    return (last_day(reached, course.offer_days, first_day_of(course)) - reached).days


def _reached_on(begins: datetime, channel: str | None) -> date:
    on_its_way = POST_DAYS if channel == Channel.POST else 0
    return timezone.localdate(begins) + timedelta(days=on_its_way)


def first_day_of(course: Course) -> date | None:
    """Return the date of the first day that takes place; None while there is none."""
    return next((day.date for day in course.days() if not day.is_cancelled), None)
