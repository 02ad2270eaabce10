"""What people agree to who want to hear of a course. A changed text gets a new version."""

from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"
TEXT = _(
    "Die Bremer Heimstiftung darf mir Bescheid sagen, wenn ein Kurs in meinem Stadtteil beginnt."
)
