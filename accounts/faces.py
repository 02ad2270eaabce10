"""The three faces and who may see them, in one table; `accounts.door` checks it."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from accounts.models import User

# The beginning of the address, and the role it needs. Everything else asks for no role.
FACES = (
    ("/kursleitung/", "is_leader"),
    ("/verwaltung/", "is_staff"),
)


def role_needed(path: str) -> str | None:
    """Return the user's attribute that the address asks for; None when it asks for none."""
    return next((role for prefix, role in FACES if path.startswith(prefix)), None)


def lacks_second_factor(user: User) -> bool:
    """Return whether the user still has to set up a second factor.

    Both faces show data of people: outside the demo a password alone is not enough for them.
    Only for leaders staff may say otherwise."""
    needs = user.is_staff or (user.is_leader and not user.may_skip_second_factor)
    return settings.STAFF_NEED_SECOND_FACTOR and needs and not is_mfa_enabled(user)


def may_enter(user: User, path: str) -> bool:
    """Return whether somebody who is logged in may see the address now."""
    role = role_needed(path)
    return role is None or (getattr(user, role) and not lacks_second_factor(user))
