"""The three kinds of certificates, and the states that one can be in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import Status


class Kind(models.TextChoices):
    CERTIFICATE = "certificate", _("Zertifikat")
    CONFIRMATION = "confirmation", _("Teilnahmebescheinigung")
    THANKS = "thanks", _("Dankurkunde")


class State(models.TextChoices):
    ISSUING = "issuing", _("wird ausgestellt")
    VALID = "valid", _("gültig")
    SUPERSEDED = "superseded", _("ersetzt")
    REVOKED = "revoked", _("widerrufen")
    VOID = "void", _("ungültig")


LIVING = (State.ISSUING, State.VALID)
# Those that somebody may hold in their hands. What is void was never printed.
PUBLIC = (State.VALID, State.SUPERSEDED, State.REVOKED)
# What somebody gets whose course is over.
KIND_OF = {Status.COMPLETED: Kind.CERTIFICATE, Status.NOT_COMPLETED: Kind.CONFIRMATION}
