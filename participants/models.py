"""Who lives in this room; each model stands in the file of its subject."""

from participants.attendance import Attendance, Mark
from participants.consents import Consent, ConsentKind
from participants.eligibility import EligibilityOverride
from participants.interest import Interest
from participants.ledger import EntryKind, FeeAgreement, FeeDecision, LedgerEntry
from participants.person import Participant
from participants.registration.history import StatusChange
from participants.registration.lifecycle import Status
from participants.registration.models import Registration, RegistrationChannel

__all__ = [
    "Attendance",
    "Consent",
    "ConsentKind",
    "EligibilityOverride",
    "EntryKind",
    "FeeAgreement",
    "FeeDecision",
    "Interest",
    "LedgerEntry",
    "Mark",
    "Participant",
    "Registration",
    "RegistrationChannel",
    "Status",
    "StatusChange",
]
