"""The verbs about money: what is agreed, paid, paid back and put right."""

from typing import Any, cast

from django import forms
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from backoffice.fields import MoneyField
from backoffice.forms import StaffDateField
from courses.formatting import euros
from participants.ledger import ZERO, FeeDecision, LedgerEntry
from participants.public.fields import KeyField
from participants.registration import fee
from participants.registration.models import Registration
from participants.staff.registration_page.registration_form import RegistrationForm
from web.form_key import new_key, receipt_for, spend
from web.input.text_cleaning import LineField


class AgreeForm(RegistrationForm):
    slug = "vereinbarung"
    label = "Gebühr vereinbaren"
    decision = forms.ChoiceField(
        label="Was die Person zahlt",
        choices=[
            (FeeDecision.FULL, "die volle Gebühr"),
            (FeeDecision.REDUCED, "weniger"),
            (FeeDecision.WAIVED, "nichts"),
        ],
        widget=forms.RadioSelect,
    )
    amount = MoneyField(
        label="Betrag in Euro", required=False, help_text="Nur, wenn die Person weniger zahlt."
    )

    def act(self) -> str:
        decision = FeeDecision(self.cleaned_data["decision"])
        amount = self.cleaned_data["amount"]
        agreed = fee.agree(self.registration, decision, amount, self.by)
        return f"Vereinbart: {euros(agreed.amount or ZERO)}."


class BookingForm(RegistrationForm):
    """A form that writes one ledger entry. Sent twice, by a double click say, it writes one.

    `act` of a subclass takes its answers from `spend_key`."""

    key = KeyField(initial=new_key)

    def spend_key(self) -> dict[str, Any]:
        """Use up the one-time key and return the other answers.

        Raises IntegrityError when the key was used before."""
        answers = dict(self.cleaned_data)
        page = reverse("staff:registration", args=[self.registration.reference])
        spend(answers.pop("key"), page)
        return answers

    def carry_out(self) -> bool:
        """Return whether it worked; sent a second time it worked, too, and wrote nothing."""
        try:
            return super().carry_out()
        except IntegrityError:
            if receipt_for(self.cleaned_data["key"]) is None:
                raise
            self.said = "Das ist schon notiert. Es ist nichts dazugekommen."
            return True


def _booked_on() -> StaffDateField:
    return StaffDateField(label="Datum", future=False, initial=timezone.localdate)


def _payer() -> LineField:
    return LineField(
        label="Von oder an (wenn nicht die Person selbst)", max_length=150, required=False
    )


def _note() -> LineField:
    return LineField(label="Vermerk", max_length=200, required=False)


class PaymentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: LedgerEntry) -> str:
        return f"{obj.booked_on:%d.%m.%Y}: {euros(-obj.amount)}, {obj.payer}"


class PayForm(BookingForm):
    slug = "zahlung"
    label = "Zahlung notieren"
    amount = MoneyField(label="Betrag in Euro")
    on = _booked_on()
    payer = _payer()
    reference = _note()

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        initial = {"amount": max(registration.account, ZERO) or None}
        super().__init__(*args, registration=registration, initial=initial, **kwargs)

    def act(self) -> str:
        entry = fee.pay(self.registration, by=self.by, **self.spend_key())
        return f"Zahlung von {euros(-entry.amount)} notiert."


class TakeBackForm(RegistrationForm):
    """A payment that belongs to somebody else; sent twice it is taken back once."""

    slug = "zuruecknehmen"
    label = "Zahlung zurücknehmen"
    payment = PaymentChoice(
        LedgerEntry.objects.none(), label="Welche Zahlung?", empty_label="Bitte wählen"
    )
    reference = LineField(
        label="Warum gehört sie nicht hierher?",
        max_length=200,
        help_text="Zum Beispiel: für eine andere Person. Dort notieren Sie die Zahlung dann neu.",
        error_messages={"required": "Bitte schreiben Sie auf, warum."},
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, registration=registration, **kwargs)
        payment = cast(PaymentChoice, self.fields["payment"])
        payment.queryset = registration.ledger_entries.payments_in_force()

    @classmethod
    def may(cls, registration: Registration) -> bool:
        return registration.ledger_entries.payments_in_force().exists()

    def act(self) -> str:
        payment, why = self.cleaned_data["payment"], self.cleaned_data["reference"]
        entry = fee.take_back(payment, why, self.by)
        return f"Die Zahlung von {euros(entry.amount)} ist zurückgenommen."


class RefundForm(BookingForm):
    slug = "erstattung"
    label = "Erstattung notieren"
    amount = MoneyField(label="Betrag in Euro")
    on = _booked_on()
    payer = _payer()
    reference = _note()

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        initial = {"amount": max(-registration.account, ZERO) or None}
        super().__init__(*args, registration=registration, initial=initial, **kwargs)

    @classmethod
    def may(cls, registration: Registration) -> bool:
        return registration.ledger_entries.paid() > 0

    def act(self) -> str:
        entry = fee.refund(self.registration, by=self.by, **self.spend_key())
        return f"Erstattung von {euros(entry.amount)} notiert."


class CorrectForm(BookingForm):
    slug = "korrektur"
    label = "Korrigieren"
    amount = MoneyField(
        label="Betrag in Euro", help_text="Mit Minus davor, wenn die Person weniger schuldet."
    )
    reference = LineField(
        label="Was wird korrigiert?",
        max_length=200,
        error_messages={
            "required": "Bitte schreiben Sie auf, warum.",
            "max_length": "Bitte schreiben Sie höchstens 200 Zeichen.",
        },
    )

    def act(self) -> str:
        entry = fee.correct(self.registration, by=self.by, **self.spend_key())
        return f"Korrektur von {euros(entry.amount)} notiert."
