"""What the secret in the link of an invitation looks like; anything else is not found."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class InvitationConverter(StringConverter):
    """Any secret that somebody may have mistyped: its page says whom to call."""

    regex = r"[\w-]{4,60}"


register_converter(InvitationConverter, "invitation")

OWN = "einladung/<invitation:secret>/"
