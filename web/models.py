"""The tables of this room kept the label of the one they were first made in: `accounts`."""

from web.form_key import SpentKey
from web.limits import Tally
from web.public_version import PublicVersion

__all__ = ["PublicVersion", "SpentKey", "Tally"]
