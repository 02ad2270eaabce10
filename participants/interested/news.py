"""What the worker does for those who want to hear of a course: tells them once, forgets in time."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from correspondence.telling import tell
from courses.models import Course, CourseStatus
from participants.interested.interest import Interest
from participants.interested.occasions import INTEREST_COURSE

# How long an e-mail address may stay unconfirmed when there is no other way to the person.
UNCONFIRMED = timedelta(days=14)
PORTION = 50
_REACHED_OTHERWISE = Q(phone__gt="") | Q(street__gt="")


def tell_interested(now):
    """Tell those who asked for it of every course in their district that is open; each one once.

    Returns how many were looked at: it is worth calling again as long as there are any."""
    today = timezone.localdate(now)
    return sum(_tell_of(course, today) for course in _open(today))


def _open(today):
    published = Course.objects.filter(
        status=CourseStatus.PUBLISHED,
        registration_opens__lte=today,
        registration_closes__gte=today,
        district__interests__isnull=False,
    )
    return published.select_related("district").distinct()


def _tell_of(course, today):
    reachable = Interest.objects.filter(Q(confirmed_at__isnull=False) | _REACHED_OTHERWISE)
    due = reachable.filter(district=course.district, ends_on__gte=today).exclude(told_of=course)
    keys = due.order_by("pk").values_list("pk", flat=True)[:PORTION]
    return sum(_tell_one(pk, course) for pk in keys)


@transaction.atomic
def _tell_one(pk, course):
    """Of two workers who come at once, the second finds that it is done."""
    interest = Interest.objects.select_for_update().filter(pk=pk).exclude(told_of=course).first()
    if interest is None:
        return 0
    is_known = _same_person(interest).filter(told_of=course).exists()
    interest.told_of.add(course)
    if not is_known:
        _tell_news(interest, course)
    return 1


def _same_person(interest):
    """Return the wishes that lead to the same place: who asked twice is told once."""
    to = interest.recipient()
    field = {"email": "email__iexact", "phone": "phone", "post": "street"}[to.reached_by]
    value = getattr(interest, field.partition("__")[0])
    return Interest.objects.filter(**{field: value}, name=interest.name, district=interest.district)


def _tell_news(interest, course):
    with translation.override(interest.language):
        link = settings.BASE_URL + course.get_absolute_url()
        own = settings.BASE_URL + interest.own_page()
    tell(interest.recipient(), INTEREST_COURSE, {"course": course, "link": link, "own_page": own})


def forget_interests(now):
    """Delete the wishes whose time is over, and addresses that nobody confirmed.

    Returns how many there were; calling it twice does nothing more."""
    over = Q(ends_on__lte=timezone.localdate(now))
    unconfirmed = Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED) & ~_REACHED_OTHERWISE
    due = Interest.objects.filter(over | unconfirmed)[:PORTION]
    for interest in due:
        interest.end()
    return len(due)
