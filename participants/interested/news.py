"""What the worker does for those who want to hear of a course: tells them once, forgets in time."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from correspondence.models import Channel
from correspondence.telling import tell
from courses.models import Course, CourseStatus
from participants.interested.interest import Interest
from participants.interested.occasions import INTEREST_COURSE

# How long an e-mail address may stay unconfirmed when there is no other way to the person.
UNCONFIRMED = timedelta(days=14)
PORTION = 50
_REACHED_OTHERWISE = Q(phone__gt="") | Q(street__gt="")


def tell_interested(now: datetime) -> int:
    """Tell those who asked for it of every course in their district that is open; each one once.

    Returns how many of them were looked at, at most `PORTION` a course: it is worth calling again
    as long as there are any."""
    today = timezone.localdate(now)
    return sum(_tell_of(course, today) for course in _open(today))


def _open(today: date) -> QuerySet[Course]:
    published = Course.objects.filter(
        status=CourseStatus.PUBLISHED,
        registration_opens__lte=today,
        registration_closes__gte=today,
        district__interests__isnull=False,
    )
    return published.select_related("district").distinct()


def _tell_of(course: Course, today: date) -> int:
    reachable = Interest.objects.filter(Q(confirmed_at__isnull=False) | _REACHED_OTHERWISE)
    due = reachable.filter(district=course.district, ends_on__gte=today).exclude(told_of=course)
    keys = due.order_by("pk").values_list("pk", flat=True)[:PORTION]
    return sum(_tell_one(pk, course) for pk in keys)


@transaction.atomic
def _tell_one(pk: int, course: Course) -> int:
    """Tell one of them, and return 1; 0 when it is done already.

    Of two workers who come at once, the second finds that it is done."""
    interest = Interest.objects.select_for_update().filter(pk=pk).exclude(told_of=course).first()
    if interest is None:
        return 0
    is_known = _same_person(interest).filter(told_of=course).exists()
    interest.told_of.add(course)
    if not is_known:
        _tell_news(interest, course)
    return 1


def _same_person(interest: Interest) -> QuerySet[Interest]:
    """Return the wishes that lead to the same place: who asked twice is told once."""
    by_channel: dict[str | None, Q] = {
        Channel.EMAIL: Q(email__iexact=interest.email),
        Channel.PHONE: Q(phone=interest.phone),
        Channel.POST: Q(street=interest.street),
    }
    same_place = by_channel[interest.recipient().reached_by]
    return Interest.objects.filter(same_place, name=interest.name, district=interest.district)


def _tell_news(interest: Interest, course: Course) -> None:
    with translation.override(interest.language):
        link = settings.BASE_URL + course.get_absolute_url()
        own = settings.BASE_URL + interest.own_page()
    tell(interest.recipient(), INTEREST_COURSE, {"course": course, "link": link, "own_page": own})


def forget_interests(now: datetime) -> int:
    """Delete the wishes whose time is over, and addresses that nobody confirmed.

    Returns how many there were; calling it twice does nothing more."""
    over = Q(ends_on__lte=timezone.localdate(now))
    unconfirmed = Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED) & ~_REACHED_OTHERWISE
    due = Interest.objects.filter(over | unconfirmed)[:PORTION]
    for interest in due:
        interest.end()
    return len(due)
