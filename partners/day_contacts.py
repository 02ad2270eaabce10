"""Whom to tell at the partners of a course day."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Q

from correspondence.models import Channel
from correspondence.telling import Recipient
from courses.models import CourseDay
from partners.contact_choice import reachable
from partners.models import Contribution, ContributionState, Partner


def partners_of_days(days: Sequence[CourseDay]) -> list[Recipient]:
    """Return whom to tell of the partners who contribute on these days, or in their block on a day
    that is still open: all who get e-mails, else one by the way that they like best.

    Who left a partner hears nothing. A partner without anybody to reach comes back by name and
    without an address."""
    blocks = {day.block_id for day in days}
    coming = Contribution.objects.coming().exclude(state=ContributionState.HELD)
    coming = coming.filter(Q(day__in=days) | Q(day=None, block__in=blocks))
    partners = Partner.objects.named().filter(pk__in=coming.order_by().values("partner"))
    return [
        recipient
        for partner in partners.prefetch_related("contact_persons__partner")
        for recipient in _contacts(partner)
    ]


def _contacts(partner: Partner) -> list[Recipient]:
    found = [one.recipient() for one in reachable(list(partner.contact_persons.all()))]
    mailed = [one for one in found if one.reached_by == Channel.EMAIL]
    return mailed or found[:1] or [_unknown(partner)]


def _unknown(partner: Partner) -> Recipient:
    return Recipient(uuid5(NAMESPACE_URL, f"partner:{partner.pk}"), partner.name, Channel.EMAIL)
