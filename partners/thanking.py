"""After a course everybody who contributed is thanked: each partner once for each course."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from correspondence.models import Channel
from correspondence.telling import Recipient, tell
from courses.models import Course, CourseDay, DayState
from partners.contact_choice import reachable
from partners.models import Contribution, ContributionState
from partners.occasions import PARTNER_THANKED
from partners.partner import Partner
from partners.thanks import Thanks


@dataclass(frozen=True)
class Giver:
    """A partner with what they contributed to one course, and how they are thanked.

    `recipient` is None when nobody there can be reached; `thanked` is None until it is done."""

    partner: Partner
    contributions: list[Contribution]
    recipient: Recipient | None
    thanked: Thanks | None

    @property
    def way(self) -> str:
        """Return the channel in German; empty without any."""
        channel = self.recipient.reached_by if self.recipient else None
        return str(Channel(channel).label) if channel else ""

    @property
    def is_due(self) -> bool:
        return self.thanked is None and self.recipient is not None


def givers(course: Course) -> list[Giver]:
    """Return everybody whose contribution took place, in the order of their names."""
    held = Contribution.objects.filter(block__course=course, state=ContributionState.HELD)
    rows = held.select_related("partner", "block", "invitation").order_by("partner__name", "pk")
    given: dict[int, list[Contribution]] = {}
    for row in rows.prefetch_related("partner__contact_persons__partner"):
        if row.partner.forgotten_at is None:
            given.setdefault(row.partner_id, []).append(row)
    thanks = {one.partner_id: one for one in Thanks.objects.filter(course=course)}
    return [
        Giver(rows[0].partner, rows, _recipient(rows), thanks.get(partner))
        for partner, rows in given.items()
    ]


def not_noted(course: Course) -> list[Contribution]:
    """Return what was agreed, and nobody noted yet that it took place."""
    agreed = Contribution.objects.filter(block__course=course, state=ContributionState.AGREED)
    return list(agreed.select_related("partner", "block"))


def _recipient(contributions: list[Contribution]) -> Recipient | None:
    """Return whoever was asked for it and is still there, else the first one to ask.

    Thanks are written, where there is an address to write to."""
    people = reachable(list(contributions[0].partner.contact_persons.all()))
    asked = {one.invitation.contact_id for one in contributions if hasattr(one, "invitation")}
    first = next((one for one in people if one.pk in asked), None) or next(iter(people), None)
    if first is None:
        return None
    recipient = first.recipient()
    if recipient.reached_by == Channel.PHONE and (first.email or first.street):
        return replace(recipient, name=first.name, phone="")
    return recipient


def refusal(course: Course) -> str:
    """Return why nobody is thanked yet; empty once the course is over."""
    days = CourseDay.objects.of_course(course).exclude(state=DayState.CANCELLED)
    last = max((day.date for day in days), default=None)
    if last is None or last > timezone.localdate():
        return "Der Kurs läuft noch. Danken Sie nach dem letzten Kurstag."
    return ""


@transaction.atomic
def thank(course: Course, by: User) -> int:
    """Thank everybody who is due, once for this course, and return how many they are.

    Raises ValidationError while the course runs."""
    locked = Course.objects.locked(course.pk)
    if words := refusal(locked):
        raise ValidationError(words)
    due = [giver for giver in givers(locked) if giver.is_due]
    for giver in due:
        _thank(giver, locked, by)
    return len(due)


def _thank(giver: Giver, course: Course, by: User) -> None:
    assert giver.recipient is not None
    facts = {"course": course, "contributions": giver.contributions}
    message = tell(giver.recipient, PARTNER_THANKED, facts)
    assert message is not None
    Thanks.objects.create(partner=giver.partner, course=course, by=by, channel=message.channel)
