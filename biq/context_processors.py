"""What every page says about the foundation: whom to call, where to write."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from web.input.phone_numbers import phone_for_people, read_phone


def foundation(request: HttpRequest | None = None) -> dict[str, dict[str, str]]:
    """Return how the foundation is reached, for every template; error pages have no request."""
    phone, link = _phone(settings.CONTACT_PHONE)
    return {
        "foundation": {
            "phone": phone,
            "phone_link": link,
            "email": settings.CONTACT_EMAIL,
            "address": settings.CONTACT_ADDRESS,
            "base_url": settings.BASE_URL,
        }
    }


@cache
def _phone(text: str) -> tuple[str, str]:
    """Return the number as people read it, and the link that dials it."""
    number = read_phone(text)
    return phone_for_people(number), f"tel:{number}"


@register
def the_phone_number_can_be_dialled(app_configs: Any, **options: Any) -> list[CheckMessage]:
    try:
        _phone(settings.CONTACT_PHONE)
    except ValidationError:
        return [Error("CONTACT_PHONE is no phone number: every page needs it.", id="biq.E001")]
    return []
