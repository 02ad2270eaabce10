"""What people are told about their certificate."""

from correspondence.occasions import Occasion

CERTIFICATE_READY = Occasion("certificate_ready", "Papier ist fertig")

OCCASIONS = (CERTIFICATE_READY,)
