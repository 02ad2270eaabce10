"""Phone numbers as people write them, and as all of them are shown."""

import re
from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumber, PhoneNumberFormat

REGION = "DE"
GERMANY = "49"
BREMEN = "0421"
_BETWEEN = re.compile(r"[\s/().–-]")
_NUMBER = re.compile(r"\+?\d+")
# Without area code. Longer ones are read as numbers with an area code that lacks its 0.
_LOCAL_NUMBER = re.compile(r"[1-9]\d{3,7}")
# What stands between two numbers; a stroke also stands within one: "0421/123456".
_AND = re.compile(r"[,;\n]|\b(?:oder|und|bzw\.?|or|and|veya|или|або|lub)\b|أو", re.IGNORECASE)
_STROKE = re.compile("/")
# E.164 has fifteen digits with the code of the country. No number in Germany that is in use, with
# its extension, is longer than this (national digits without the 0, numbering plan of 2010).
_LONGEST_IN_USE = 13
_LONGEST_USUAL = 11
_SHORTEST = 5
_POSSIBLE = phonenumbers.ValidationResult.IS_POSSIBLE
_BAD = _(
    "Diese Telefonnummer verstehen wir nicht. Bitte schreiben Sie sie mit Vorwahl, zum Beispiel"
    " 0421 123456."
)
_SEVERAL = _(
    "Das sind mehrere Telefonnummern. Bitte schreiben Sie hier nur eine auf: die, unter der wir Sie"
    " am besten erreichen."
)
_UNLIKELY = _(
    "Stimmt die Nummer %(number)s? Sie sieht ungewöhnlich aus. Bitte sehen Sie noch einmal nach."
    " Wenn sie stimmt, kreuzen Sie das bitte an."
)


class UnlikelyPhone(ValidationError):
    """A number that may exist, but that hardly anybody has; `number` is it in E.164.

    Extensions and old numbers look so, too: whoever confirms it is believed."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(_UNLIKELY, code="unlikely", params={"number": phone_for_people(number)})


def read_phone(text: str) -> str:
    """Return the number in E.164 ("+49421123456"); a number without area code is one of Bremen.

    The empty string stays empty. Raises ValidationError when no number can be read, or several;
    UnlikelyPhone for one that somebody has to confirm."""
    digits = _digits(text)
    if not digits:
        return ""
    if _are_several(text):
        raise ValidationError(_SEVERAL, code="several")
    number = _read(digits)
    found = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if not _is_likely(number):
        raise UnlikelyPhone(found)
    return found


def _digits(text: str) -> str:
    """Return the text without what people write between digits, and without the "(0)"."""
    abroad = re.sub(r"^(\s*(?:\+|00)[\d\s]*)\(0\)", r"\1", text)
    return _BETWEEN.sub("", abroad)


def _are_several(text: str) -> bool:
    """Return whether the text holds two numbers: "123456 / 234567", but not "0421 / 123456"."""
    return _each_is_number(_AND.split(text)) or (
        _each_is_number(_STROKE.split(text)) and not _is_one(_digits(text))
    )


def _each_is_number(parts: list[str]) -> bool:
    """Return whether at least two of the parts are numbers by themselves."""
    numbers = [part for part in map(_digits, parts) if _NUMBER.fullmatch(part)]
    return sum(len(number) >= _SHORTEST for number in numbers) > 1


def _is_one(digits: str) -> bool:
    """Return whether all digits together are one number of a usual length."""
    try:
        number = _read(digits)
    except ValidationError:
        return False
    return _is_likely(number) and len(str(number.national_number)) <= _LONGEST_USUAL


def _read(digits: str) -> PhoneNumber:
    """Raises ValidationError when this is no number at all."""
    if not _NUMBER.fullmatch(digits):
        raise ValidationError(_BAD)
    number = _parse(_with_codes(digits))
    is_possible = phonenumbers.is_possible_number_with_reason(number) == _POSSIBLE
    if not is_possible or len(str(number.national_number)) < _SHORTEST:
        raise ValidationError(_BAD)
    return number


def _with_codes(digits: str) -> str:
    """Return the number with the code of its area or country, as it is dialled."""
    if _LOCAL_NUMBER.fullmatch(digits):
        return BREMEN + digits
    # No area code begins with 49 unless a 0 stands before it: here it is the country.
    if digits.startswith(GERMANY):
        return f"+{digits}"
    return digits


def _parse(text: str) -> PhoneNumber:
    """Raises ValidationError when the text is no number at all."""
    try:
        return phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_BAD) from error


def _is_likely(number: PhoneNumber) -> bool:
    fits = len(str(number.national_number)) <= _LONGEST_IN_USE
    return fits and phonenumbers.is_valid_number(number)


def phone_for_people(e164: str) -> str:
    """Return the number as it is dialled in Germany, with spaces that do not break.

    The empty string stays empty."""
    if not e164:
        return ""
    number = phonenumbers.parse(e164, REGION)
    abroad = number.country_code != phonenumbers.country_code_for_region(REGION)
    style = PhoneNumberFormat.INTERNATIONAL if abroad else PhoneNumberFormat.NATIONAL
    text = phonenumbers.format_number(number, style)
    if not text.startswith(("0", "+", "(0")):  # an odd number, for which no grouping is known
        text = re.sub(f"^{BREMEN}", f"{BREMEN} ", f"0{number.national_number}")
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@lru_cache(maxsize=500)
def phone_as_shown(text: str) -> str:
    """Return a number that somebody wrote down as all numbers are shown; other text as it is."""
    try:
        return phone_for_people(read_phone(text))
    except UnlikelyPhone as doubt:
        return phone_for_people(doubt.number)
    except ValidationError:
        return text.replace(" ", "\N{NO-BREAK SPACE}")
