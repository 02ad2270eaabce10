"""Who would be told of a change of course days, and how: what staff read before they do it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from correspondence.models import Channel
from correspondence.telling import Recipient
from courses.day_contacts import contacts
from courses.models import Course, CourseDay
from participants.course_changes.day_news import is_news, people_to_tell

_BY: dict[str, str] = {
    Channel.EMAIL: "per E-Mail",
    Channel.PHONE: "per Telefon (steht auf der Anrufliste)",
    Channel.POST: "per Brief (liegt zum Drucken bereit)",
}


@dataclass(frozen=True)
class Audience:
    """Everybody with a place or the offer of one, and the leaders and partners of the days."""

    people: list[Recipient] = field(default_factory=list)
    team: list[Recipient] = field(default_factory=list)

    @property
    def ways(self) -> list[tuple[int, str]]:
        """Return how many people hear by which channel, as a number and words."""
        counted = Counter(one.reached_by for one in self.people)
        return [(counted[channel], words) for channel, words in _BY.items() if counted[channel]]

    @property
    def told_of_team(self) -> list[tuple[str, str]]:
        """Return the leaders and partners who are told, each with the channel in words."""
        reached = [(one.name, one.reached_by) for one in self.team]
        return [(name, str(Channel(channel).label)) for name, channel in reached if channel]

    @property
    def unreachable(self) -> list[str]:
        """Return the names of those whom staff have to tell themselves."""
        return [one.name for one in (*self.people, *self.team) if one.reached_by is None]


def who_hears(course: Course, days: Sequence[CourseDay], latest: date) -> Audience:
    """Return who is told when these days change; `latest` is the last date that it is about."""
    if not is_news(course, latest):
        return Audience()
    living = [one.participant.recipient() for one in people_to_tell(course)]
    return Audience([one for one in living if one], contacts(course, days))
