"""Phone numbers and e-mail addresses as people write them."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REGION = "DE"
BREMEN = "0421"
_LOCAL_NUMBER = re.compile(r"[1-9]\d{3,7}")
_NUMBER = re.compile(r"\+?\d+")
_POSSIBLE = phonenumbers.ValidationResult.IS_POSSIBLE
_BAD_PHONE = _(
    "Diese Telefonnummer verstehen wir nicht. Bitte schreiben Sie sie mit Vorwahl, zum Beispiel"
    " 0421 123456."
)


def read_phone(text: str) -> str:
    """Return the number in E.164 ("+49421123456"); a number without area code is one of Bremen.

    The empty string stays empty. Raises ValidationError when no number can be read."""
    digits = re.sub(r"[\s/().–-]", "", text)
    if not digits:
        return ""
    if not _NUMBER.fullmatch(digits):
        raise ValidationError(_BAD_PHONE)
    if _LOCAL_NUMBER.fullmatch(digits):
        text = BREMEN + digits
    number = _parse(text)
    if phonenumbers.is_possible_number_with_reason(number) != _POSSIBLE:
        raise ValidationError(_BAD_PHONE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parse(text: str) -> phonenumbers.PhoneNumber:
    """Raises ValidationError when the text is no number at all."""
    try:
        return phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_BAD_PHONE) from error


def phone_for_people(e164: str) -> str:
    """Return the number as it is dialled in Germany, with spaces that do not break.

    The empty string stays empty."""
    if not e164:
        return ""
    number = phonenumbers.parse(e164, REGION)
    style = phonenumbers.PhoneNumberFormat
    national = number.country_code == phonenumbers.country_code_for_region(REGION)
    text = phonenumbers.format_number(number, style.NATIONAL if national else style.INTERNATIONAL)
    return text.replace(" ", "\N{NO-BREAK SPACE}")
