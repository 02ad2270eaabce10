"""One message to each about the days of a course: with what is true now.

Several changes while nobody got the last message come together in one. A day is told as a slot of
the programme: the day as people know it, and the day that is there now, itself or its substitute.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils import timezone

from correspondence.models import Message
from correspondence.occasions import Occasion
from correspondence.telling import Recipient, Topic, compose, drop_untold, store, untold
from courses.day_contacts import contacts
from courses.models import Course, CourseDay, CourseStatus
from participants.course_changes.occasions import (
    DAY_CANCELLED,
    DAY_MOVED,
    DAY_SUBSTITUTED,
    DAYS_CHANGED,
    DAYS_FOR_TEAM,
    DAYS_VENUE,
)
from participants.registration.models import Registration
from participants.registration.notices import message_to_person
from participants.registration.occasions import DAYS_TOPIC
from participants.registration.renewal import Renewal
from participants.registration.status import SEATED

# E-mails wait so long: meanwhile a change can be taken back, and another one joins the message.
PAUSE = timedelta(minutes=5)

# A day as people know it: [id, ISO date, beginning, end, whether it is cancelled, id of the venue].
Known = list[Any]
# {id of the first day of a slot: the day as people know it}
Changes = Mapping[str, Known]


class News(StrEnum):
    """What became of one slot, or of several together."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"
    SAME = "same"
    MANY = "many"
    VENUE = "venue"


OF_NEWS: dict[str, Occasion] = {
    News.MOVED: DAY_MOVED,
    News.CANCELLED: DAY_CANCELLED,
    News.SUBSTITUTED: DAY_SUBSTITUTED,
    News.SAME: DAYS_CHANGED,
    News.MANY: DAYS_CHANGED,
    News.VENUE: DAYS_VENUE,
}


def topic_of(course: Course) -> str:
    """Return the name under which messages about the course's days replace each other."""
    return f"{DAYS_TOPIC}{course.pk}"


def known(day: CourseDay) -> Known:
    """Return the day as people know it as long as nobody tells them anything else."""
    hours = [f"{day.starts:%H:%M}", f"{day.ends:%H:%M}"]
    return [day.pk, day.date.isoformat(), *hours, day.is_cancelled, day.venue_id]


def slot_of(day: CourseDay) -> str:
    """Return the id of the day that the chain of substitutes began with."""
    while day.replaces:
        day = day.replaces
    return str(day.pk)


def snapshot(*days: CourseDay) -> dict[str, Known]:
    """Return these days as people know them, before a verb changes them."""
    return {slot_of(day): known(day) for day in days}


@dataclass(frozen=True)
class DayNews:
    """The day that is there now, and the one that people know."""

    day: CourseDay
    known: Known

    @property
    def before(self) -> date:
        return date.fromisoformat(self.known[1])

    @property
    def kind(self) -> News:
        if known(self.day) == self.known:
            return News.SAME
        if self.day.is_cancelled:
            return News.CANCELLED
        return News.MOVED if self.day.pk == self.known[0] else News.SUBSTITUTED

    @property
    def is_only_venue(self) -> bool:
        return self.kind == News.MOVED and known(self.day)[:-1] == self.known[:-1]


class Programme:
    """The days of a course as they are now, read once for everybody who is told."""

    def __init__(self, course: Course) -> None:
        self.course = course
        days = CourseDay.objects.of_course(course).select_related("block", "venue")
        self.days = {day.pk: day for day in days}
        self.substitutes = {day.replaces_id: day for day in days if day.replaces_id}

    def chain(self, slot: str) -> list[CourseDay]:
        """Return the first day of the slot, its substitute, and so on until the one of now."""
        days = [self.days[int(slot)]]
        while days[-1].pk in self.substitutes:
            days.append(self.substitutes[days[-1].pk])
        return days

    def news(self, changes: Changes) -> list[DayNews]:
        """Return what became of the days, in the order of the calendar."""
        found = [DayNews(self.chain(slot)[-1], one) for slot, one in changes.items()]
        return sorted(found, key=lambda one: (one.day.date, one.day.starts))

    def touched(self, changes: Changes) -> list[CourseDay]:
        return [day for slot in changes for day in self.chain(slot)]

    def is_over(self, slot: str, before: Known, today: date) -> bool:
        """Return whether the day lies behind, as people know it and as it is now."""
        return max(date.fromisoformat(before[1]), self.chain(slot)[-1].date) < today

    def is_changed(self, slot: str, before: Known) -> bool:
        return DayNews(self.chain(slot)[-1], before).kind != News.SAME


def facts_of(news: list[DayNews]) -> tuple[News, dict[str, object]]:
    """Return what the news are altogether, and the facts for the message."""
    days = [one.day for one in news]
    facts = {"news": news, "day": days[0], "before": news[0].before, "days": days}
    if len(news) == 1:
        return news[0].kind, facts
    venues = {day.venue for day in days}
    if all(one.is_only_venue for one in news) and len(venues) == 1:
        return News.VENUE, facts | {"venue": days[0].venue}
    return News.MANY, facts


def is_news(course: Course, latest: date) -> bool:
    """Return whether anybody is told: not when all lies in the past or nobody sees the course."""
    return course.status == CourseStatus.PUBLISHED and latest >= timezone.localdate()


def people_to_tell(course: Course) -> list[Registration]:
    """Return everybody with a place, and those who are offered one."""
    seated = course.registrations.filter(status__in=SEATED)
    return list(seated.select_related("participant", "course__district"))


def tell_changes(course: Course, changes: Changes) -> int:
    """Tell everybody with a place or the offer of one, the leaders and the partners of the days;
    return the number of the first. `changes` holds the days as they were just before.

    It costs the same queries for few people and for many."""
    programme = Programme(course)
    waiting = _still_ahead(programme, untold(topic_of(course)))
    people = people_to_tell(course)
    mine = {one: {**changes, **waiting.get(one.participant.key, {})} for one in people}
    team = contacts(course, programme.touched(changes))
    theirs = [(one, {**changes, **waiting.get(one.key, {})}) for one in team]
    renewal = Renewal(people)
    messages = [*_to_people(programme, mine, renewal), *_to_team(programme, theirs)]
    renewal.store()
    store(messages, topic_of(course))
    return len(people)


def _still_ahead(programme: Programme, waiting: Mapping[UUID, Changes]) -> dict[UUID, Changes]:
    """Return what waits without the days that are over: a message that failed then is history."""
    today = timezone.localdate()
    return {
        key: {slot: one for slot, one in carried.items() if not programme.is_over(slot, one, today)}
        for key, carried in waiting.items()
    }


def tell_again(course: Course) -> None:
    """Bring the messages that nobody got yet in line with what is true again.

    Who would hear of nothing any more hears nothing."""
    programme = Programme(course)
    waiting = _still_ahead(programme, untold(topic_of(course)))
    still = {key: _still_changed(programme, carried) for key, carried in waiting.items()}
    people = [one for one in people_to_tell(course) if one.participant.key in still]
    mine = {one: still[one.participant.key] for one in people}
    everything = {slot: one for carried in waiting.values() for slot, one in carried.items()}
    team = contacts(course, programme.touched(everything))
    theirs = [(one, still[one.key]) for one in team if still.get(one.key)]
    renewal = Renewal(people)
    messages = [*_to_people(programme, mine, renewal), *_to_team(programme, theirs)]
    renewal.store()
    drop_untold(topic_of(course), waiting.keys() - renewal.told)
    store(messages, topic_of(course))


def _still_changed(programme: Programme, carried: Changes) -> Changes:
    return {slot: one for slot, one in carried.items() if programme.is_changed(slot, one)}


def _to_people(
    programme: Programme, changes: Mapping[Registration, Changes], renewal: Renewal
) -> list[Message]:
    """Return what these people are told; who did not yet hear of their place, or of its offer,
    hears of it with the days as they are now, and of nothing else."""
    written = [_to_person(one, programme, mine, renewal) for one, mine in changes.items()]
    return [message for message in written if message]


def _to_person(
    registration: Registration, programme: Programme, changes: Changes, renewal: Renewal
) -> Message | None:
    topic = _topic(programme, changes)
    if renewal.renew(registration, topic) or not changes:
        return None
    kind, facts = facts_of(programme.news(changes))
    return message_to_person(registration, OF_NEWS[kind], topic, facts)


def _to_team(
    programme: Programme, changes: Sequence[tuple[Recipient, Changes]]
) -> Iterator[Message]:
    for recipient, theirs in changes:
        facts = {"course": programme.course, "news": programme.news(theirs)}
        message = compose(recipient, DAYS_FOR_TEAM, facts, _topic(programme, theirs))
        if message:
            yield message


def _topic(programme: Programme, changes: Changes) -> Topic:
    return Topic(topic_of(programme.course), changes, PAUSE)
