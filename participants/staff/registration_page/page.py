"""Everything that the staff's page about one registration shows."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from correspondence.models import Message
from participants.attendance.marks import Attendance
from participants.ledger import ZERO, FeeAgreement, FeeDecision
from participants.people.languages import LANGUAGES
from participants.registration.models import Registration
from participants.staff.reason_staff import reason_for_staff
from participants.staff.registration_page.attendance_form import AttendanceForm
from participants.staff.registration_page.money_forms import (
    AgreeForm,
    CorrectForm,
    PayForm,
    RefundForm,
    TakeBackForm,
)
from participants.staff.registration_page.namesakes import namesakes
from participants.staff.registration_page.override_form import OverrideForm
from participants.staff.registration_page.person_forms import AnswersForm, ConsentForm, DeathForm
from participants.staff.registration_page.place_forms import (
    BackdateForm,
    EndOfferForm,
    PreferForm,
    TieForm,
    WithdrawForm,
)
from participants.staff.registration_page.registration_form import RegistrationForm
from participants.staff.registration_page.verbs import Verb, verbs_for

# The sections of the page, and the verbs that stand in each.
PLACE_FORMS = (EndOfferForm, PreferForm, TieForm, WithdrawForm, BackdateForm)
MONEY_FORMS = (AgreeForm, PayForm, RefundForm, CorrectForm)
PERSON_FORMS = (AnswersForm, DeathForm)
FORMS = (
    *PLACE_FORMS,
    *MONEY_FORMS,
    TakeBackForm,
    *PERSON_FORMS,
    ConsentForm,
    OverrideForm,
    AttendanceForm,
)


def find(reference: str) -> Registration:
    """Return the registration with all that its page shows.

    Raises Registration.DoesNotExist."""
    return (
        Registration.objects.select_related("course__district", "participant", "offer_message")
        .prefetch_related("ledger_entries__by", "ledger_entries__takes_back")
        .prefetch_related("fee_agreements__by", "status_changes__by")
        .prefetch_related("consents__recorded_by", "eligibility_overrides__by")
        .prefetch_related("attendance_corrections__by", "attendance_corrections__day")
        .prefetch_related(Prefetch("attendances", Attendance.objects.select_related("day")))
        .get(reference=reference)
    )


class RegistrationPage:
    """One registration as its page shows it.

    `refused` is a form that did not go through, and is shown once more as it was typed."""

    def __init__(self, registration: Registration, refused: RegistrationForm | None = None) -> None:
        self.registration, self.refused = registration, refused
        self.person = registration.participant

    @property
    def buttons(self) -> list[Verb]:
        return verbs_for(self.registration)

    @property
    def place_forms(self) -> list[RegistrationForm]:
        return self._forms(PLACE_FORMS)

    @property
    def money_forms(self) -> list[RegistrationForm]:
        return self._forms(MONEY_FORMS)

    @property
    def take_back_form(self) -> RegistrationForm | None:
        return self._form(TakeBackForm) if TakeBackForm.may(self.registration) else None

    @property
    def person_forms(self) -> list[RegistrationForm]:
        return self._forms(PERSON_FORMS)

    @property
    def consent_form(self) -> RegistrationForm:
        return self._form(ConsentForm)

    @property
    def attendance_form(self) -> RegistrationForm | None:
        return self._form(AttendanceForm) if AttendanceForm.may(self.registration) else None

    @property
    def override_form(self) -> RegistrationForm | None:
        return self._form(OverrideForm) if OverrideForm.may(self.registration) else None

    def _forms(self, classes: Iterable[type[RegistrationForm]]) -> list[RegistrationForm]:
        return [self._form(one) for one in classes if one.may(self.registration)]

    def _form(self, form_class: type[RegistrationForm]) -> RegistrationForm:
        if isinstance(self.refused, form_class):
            return self.refused
        return form_class(registration=self.registration)

    @property
    def reason(self) -> str:
        """Return why the registration stands where it does; empty when that is plain."""
        return reason_for_staff(self.registration)

    @property
    def companions(self) -> list[Registration]:
        return self.registration.companions()

    @property
    def language(self) -> str:
        return LANGUAGES.get(self.person.language, self.person.language)

    @property
    def balance(self) -> Decimal:
        """Return what is still due in euros; below zero it goes back to the person."""
        return sum((entry.amount for entry in self.registration.ledger_entries.all()), ZERO)

    @property
    def agreement(self) -> FeeAgreement | None:
        return next(reversed(self.registration.fee_agreements.all()), None)

    @property
    def wants_reduction(self) -> bool:
        agreement = self.agreement
        return agreement is not None and agreement.decision == FeeDecision.REQUESTED

    @property
    def messages(self) -> QuerySet[Message]:
        """Return the last fifty messages to this person."""
        found = Message.objects.filter(recipient_key=self.person.key)
        return found.prefetch_related("call_tries__by")[:50]

    @property
    def others(self) -> QuerySet[Registration]:
        """Return other registrations with this name or address: perhaps of the same person."""
        return namesakes(self.person)
