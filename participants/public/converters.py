"""What the parts of an address look like that name a registration; anything else is not found."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class TokenConverter(StringConverter):
    """The secret in a person's own link."""

    regex = r"[\w-]{10,30}"


class SealConverter(StringConverter):
    """The part of a link that only the owner of an e-mail address has."""

    regex = r"[0-9a-f]{32}"


class ReferenceConverter(StringConverter):
    """The number that people are told (Anmeldenummer): "HEM27-001"."""

    regex = r"[A-Z0-9]+-\d+"


register_converter(TokenConverter, "token")
register_converter(SealConverter, "seal")
register_converter(ReferenceConverter, "reference")

# Where the addresses of one registration begin: for the person who has the link, and for staff.
OWN = "anmeldung/<token:token>/"
OF_REGISTRATION = "anmeldungen/<reference:reference>/"
