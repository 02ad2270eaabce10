"""Who else hears of a changed course day: its leaders, and whom the rooms above name.

A room registers in `AppConfig.ready` how it finds them, so that a verb about days can tell them in
its own transaction and knows nothing of that room.
"""

from collections.abc import Callable, Sequence
from uuid import NAMESPACE_URL, uuid5

from correspondence.models import Channel
from correspondence.telling import Recipient
from courses.models import Course, CourseDay

Finder = Callable[[Sequence[CourseDay]], list[Recipient]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let `contacts` ask the function for the recipients of days; once, however often called."""
    if finder not in _finders:
        _finders.append(finder)


def contacts(course: Course, days: Sequence[CourseDay]) -> list[Recipient]:
    """Return everybody beside the people with a place who is to hear of these days, each once.

    A recipient without an address stands for somebody whom staff have to tell themselves."""
    leaders = course.leaders.filter(is_active=True)
    found = {
        _where(one): one for one in (recipient_by_mail(str(one), one.email) for one in leaders)
    }
    for finder in _finders:
        for recipient in finder(days):
            found.setdefault(_where(recipient), recipient)
    return list(found.values())


def _where(recipient: Recipient) -> tuple[str, str]:
    """Return what two recipients share who would read or hear the same message twice."""
    channel = recipient.reached_by
    return (channel, recipient.addresses[channel].lower()) if channel else ("", str(recipient.key))


def recipient_by_mail(name: str, email: str) -> Recipient:
    """Return the recipient of mails to an address that somebody of ours wrote down."""
    key = uuid5(NAMESPACE_URL, f"mailto:{email.lower()}")
    return Recipient(key, name, Channel.EMAIL, email=email, email_confirmed=True)
