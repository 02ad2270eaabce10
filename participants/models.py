"""Who lives in this room; each model stands in the file of its subject."""

from participants.attendance.correction import AttendanceCorrection
from participants.attendance.eligibility import EligibilityOverride
from participants.attendance.guests import DayGuest
from participants.attendance.mark_log import Mark, MarkChange
from participants.attendance.marks import Attendance
from participants.attendance.received import ReceivedMark
from participants.course_changes.day_change import DayChange
from participants.interested.interest import Interest
from participants.ledger import EntryKind, FeeAgreement, FeeDecision, LedgerEntry, PaymentAdvice
from participants.papers.printed_list import PrintedList
from participants.people.consents import Consent, ConsentKind
from participants.people.person import Participant
from participants.registration.history import StatusChange
from participants.registration.models import Registration, RegistrationChannel
from participants.registration.status import Status
from participants.telling.group_message import Group, GroupMessage

__all__ = [
    "Attendance",
    "AttendanceCorrection",
    "Consent",
    "ConsentKind",
    "DayChange",
    "DayGuest",
    "EligibilityOverride",
    "EntryKind",
    "FeeAgreement",
    "FeeDecision",
    "Group",
    "GroupMessage",
    "Interest",
    "LedgerEntry",
    "Mark",
    "MarkChange",
    "Participant",
    "PaymentAdvice",
    "PrintedList",
    "ReceivedMark",
    "Registration",
    "RegistrationChannel",
    "Status",
    "StatusChange",
]
