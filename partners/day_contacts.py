"""Whom to tell at the partners of a course day."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Q

from correspondence.models import Channel
from correspondence.telling import Recipient
from courses.day_contacts import recipient_by_mail
from courses.models import CourseDay
from partners.models import ContactPerson, Contribution, ContributionState, Partner


def partners_of_days(days: Sequence[CourseDay]) -> list[Recipient]:
    """Return the contact persons of the partners who contribute on these days, or in their block
    on a day that is still open: all with an e-mail address, else one with a phone number.

    A partner without either comes back by name and without an address."""
    blocks = {day.block_id for day in days}
    coming = Contribution.objects.coming().exclude(state=ContributionState.HELD)
    coming = coming.filter(Q(day__in=days) | Q(day=None, block__in=blocks))
    partners = Partner.objects.filter(pk__in=coming.order_by().values("partner"))
    return [
        recipient
        for partner in partners.prefetch_related("contact_persons")
        for recipient in _contacts(partner)
    ]


def _contacts(partner: Partner) -> list[Recipient]:
    people = list(partner.contact_persons.all())
    mailed = [recipient_by_mail(one.name, one.email) for one in people if one.email]
    called = [_by_phone(one, partner) for one in people if one.phone]
    return mailed or called[:1] or [_unknown(partner)]


def _by_phone(person: ContactPerson, partner: Partner) -> Recipient:
    key = uuid5(NAMESPACE_URL, f"tel:{person.phone}")
    return Recipient(key, f"{person.name} ({partner})", Channel.PHONE, phone=person.phone)


def _unknown(partner: Partner) -> Recipient:
    return Recipient(uuid5(NAMESPACE_URL, f"partner:{partner.pk}"), partner.name, Channel.EMAIL)
