"""How long somebody stays logged in without doing anything, and where else they are.

Staff are out after two hours without use; leaders, who stand in a room with a phone in their hand
and see less, after a day of a course. What they were typing is kept (`accounts.kept.post`)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from time import time

from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.http import HttpRequest

from accounts.access_log import AccessKind, record
from accounts.models import User

USED_AT = "used_at"
NOTED_EVERY_SECONDS = 300


def begin(request: HttpRequest, user: User) -> None:
    """Let the session of somebody who just logged in end after a time without use."""
    request.session[USED_AT] = int(time())
    request.session.set_expiry(seconds_without_use(user))


def note_use(request: HttpRequest, user: User) -> None:
    """Begin that time anew, at most every five minutes, since each time is a row to write."""
    used_at = request.session.get(USED_AT)
    if used_at is not None and time() - used_at >= NOTED_EVERY_SECONDS:
        begin(request, user)


def seconds_without_use(user: User) -> int:
    hours = settings.STAFF_SESSION_HOURS if user.is_staff else settings.LEADER_SESSION_HOURS
    return hours * 3600


def clear_sessions(now: datetime) -> None:
    """Forget the sessions that are over, and on which devices they were; end those that nobody can
    see or end, as they were begun before devices were noted."""
    Session.objects.filter(expire_date__lt=now).delete()
    _end_unseen(now)
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _end_unseen(now: datetime) -> None:
    # The device of a login is noted a moment after its session is there.
    newest = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    just_begun = Q(expire_date__gt=newest - timedelta(hours=1), expire_date__lte=newest)
    seen = UserSession.objects.values("session_key")
    for session in Session.objects.exclude(just_begun).exclude(session_key__in=seen):
        if SESSION_KEY in session.get_decoded():
            session.delete()


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        super().end_sessions(sessions)
        record(context.request, AccessKind.SESSIONS_ENDED, context.request.user)
