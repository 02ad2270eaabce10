"""The verbs about money: what is agreed, paid, paid back and put right."""

from django import forms
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from backoffice.fields import MoneyField
from backoffice.forms import StaffDateField
from courses.formatting import euros
from participants import ledger
from participants.ledger import ZERO, FeeDecision
from participants.public.fields import KeyField
from participants.staff.registration_page.forms import RegistrationForm
from web.form_key import new_key, receipt_for, spend
from web.text_cleaning import LineField


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

    def act(self):
        decision = FeeDecision(self.cleaned_data["decision"])
        amount = self.cleaned_data["amount"]
        agreed = ledger.agree(self.registration, decision, amount, self.by)
        return f"Vereinbart: {euros(agreed.amount)}."


class OnceForm(RegistrationForm):
    """Sent twice, by a double click say, it books once. `book` writes and says what to tell."""

    key = KeyField()

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial={"key": new_key(), **(initial or {})}, **kwargs)

    def carry_out(self):
        try:
            return super().carry_out()
        except IntegrityError:
            if receipt_for(self.cleaned_data["key"]) is None:
                raise
            self.said = "Das ist schon notiert. Es ist nichts dazugekommen."
            return True

    def act(self):
        page = reverse("staff:registration", args=[self.registration.reference])
        spend(self.cleaned_data["key"], page)
        return self.book(**{k: v for k, v in self.cleaned_data.items() if k != "key"})


class BookingForm(OnceForm):
    """Money that changed hands on some day."""

    amount = MoneyField(label="Betrag in Euro")
    on = StaffDateField(label="Datum", future=False)
    payer = LineField(
        label="Von oder an (wenn nicht die Person selbst)", max_length=150, required=False
    )
    reference = LineField(label="Vermerk", max_length=200, required=False)

    def __init__(self, *args, registration, **kwargs):
        initial = {"on": timezone.localdate(), "amount": self.expected(registration)}
        super().__init__(*args, registration=registration, initial=initial, **kwargs)


class PayForm(BookingForm):
    slug = "zahlung"
    label = "Zahlung notieren"

    def expected(self, registration):
        return max(registration.balance(), ZERO) or None

    def book(self, **typed):
        entry = ledger.pay(self.registration, by=self.by, **typed)
        return f"Zahlung von {euros(-entry.amount)} notiert."


class RefundForm(BookingForm):
    slug = "erstattung"
    label = "Erstattung notieren"

    @classmethod
    def may(cls, registration):
        return registration.ledger_entries.paid() > 0

    def expected(self, registration):
        return max(-registration.balance(), ZERO) or None

    def book(self, **typed):
        entry = ledger.refund(self.registration, by=self.by, **typed)
        return f"Erstattung von {euros(entry.amount)} notiert."


class CorrectForm(OnceForm):
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

    def book(self, amount, reference):
        entry = ledger.correct(self.registration, amount, reference, self.by)
        return f"Korrektur von {euros(entry.amount)} notiert."
