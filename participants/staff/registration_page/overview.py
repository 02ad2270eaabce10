"""Everything that the staff's page about one registration shows."""

from django.db.models import Prefetch, Q

from correspondence.models import Message
from participants.attendance.marks import Attendance
from participants.ledger import FeeDecision
from participants.people.languages import LANGUAGES
from participants.people.person import Participant
from participants.registration.models import Registration
from participants.staff.reason_staff import explanation
from participants.staff.registration_page.attendance_form import AttendanceForm
from participants.staff.registration_page.forms import (
    AnswersForm,
    BackdateForm,
    ConsentForm,
    DeathForm,
    OverrideForm,
    WithdrawForm,
)
from participants.staff.registration_page.line_forms import EndOfferForm, PreferForm, TieForm
from participants.staff.registration_page.money_forms import (
    AgreeForm,
    CorrectForm,
    PayForm,
    RefundForm,
)
from participants.staff.registration_page.verbs import verbs_for
from web.text_cleaning import fold

# The sections of the page, and the verbs that stand in each.
PLACE_FORMS = (EndOfferForm, PreferForm, TieForm, WithdrawForm, BackdateForm)
MONEY_FORMS = (AgreeForm, PayForm, RefundForm, CorrectForm)
PERSON_FORMS = (AnswersForm, DeathForm)
FORMS = (
    *PLACE_FORMS,
    *MONEY_FORMS,
    *PERSON_FORMS,
    ConsentForm,
    OverrideForm,
    AttendanceForm,
)


def find(reference):
    """Raises Registration.DoesNotExist."""
    return (
        Registration.objects.select_related("course__district", "participant", "offer_message")
        .prefetch_related("ledger_entries__by", "fee_agreements__by", "status_changes__by")
        .prefetch_related("consents__recorded_by", "eligibility_overrides__by")
        .prefetch_related(Prefetch("attendances", Attendance.objects.select_related("day")))
        .get(reference=reference)
    )


class Case:
    """One registration as its page needs it; `refused` is a form that did not go through."""

    def __init__(self, registration, refused=None):
        self.registration, self.refused = registration, refused
        self.person = registration.participant

    @property
    def buttons(self):
        return verbs_for(self.registration)

    @property
    def place_forms(self):
        return self._forms(PLACE_FORMS)

    @property
    def money_forms(self):
        return self._forms(MONEY_FORMS)

    @property
    def person_forms(self):
        return self._forms(PERSON_FORMS)

    @property
    def consent_form(self):
        return self._form(ConsentForm)

    @property
    def attendance_form(self):
        return self._form(AttendanceForm) if AttendanceForm.may(self.registration) else None

    @property
    def override_form(self):
        return self._form(OverrideForm) if OverrideForm.may(self.registration) else None

    def _forms(self, classes):
        return [self._form(one) for one in classes if one.may(self.registration)]

    def _form(self, form_class):
        if isinstance(self.refused, form_class):
            return self.refused
        return form_class(registration=self.registration)

    @property
    def explanation(self):
        return explanation(self.registration)

    @property
    def companions(self):
        return self.registration.companions()

    @property
    def language(self):
        return LANGUAGES.get(self.person.language, self.person.language)

    @property
    def balance(self):
        return sum(entry.amount for entry in self.registration.ledger_entries.all())

    @property
    def agreement(self):
        return next(reversed(self.registration.fee_agreements.all()), None)

    @property
    def wants_reduction(self):
        return bool(self.agreement) and self.agreement.decision == FeeDecision.REQUESTED

    @property
    def messages(self):
        told = Message.objects.filter(recipient_key=self.person.key)
        return told.prefetch_related("call_tries__by")[:50]

    @property
    def others(self):
        """Other registrations with this name or address: perhaps the same person, perhaps not."""
        return namesakes(self.person)


def namesakes(person):
    """Return up to five registrations of other people with this name, address or phone number.

    A couple shares an address, neighbours a name: this is a hint and never a reason to refuse."""
    same = Q(sort_key=person.sort_key)
    digits = "".join(filter(str.isdigit, person.phone_text))
    for words in filter(None, (person.email, digits)):
        same |= Q(search_key__contains=fold(words))
    people = Participant.objects.filter(same).exclude(pk=person.pk)
    found = Registration.objects.filter(participant__in=people)
    return found.select_related("participant", "course")[:5]
