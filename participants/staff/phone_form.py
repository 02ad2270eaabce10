from dataclasses import replace

from django import forms
from django.utils import timezone

from accounts.staff_form import StaffDateField, TimeInput
from accounts.text import LineField
from participants.registration.forms import ApplicationForm
from participants.registration.models import RegistrationChannel
from participants.staff.forms import moment

MIDNIGHT = timezone.datetime.min.time()


class PhoneForm(ApplicationForm):
    """The public form as staff fill it in while they talk, or read it off a paper."""

    way = forms.ChoiceField(
        label="Wie kam die Anmeldung?",
        choices=[
            (RegistrationChannel.PHONE, "am Telefon"),
            (RegistrationChannel.PAPER, "auf Papier"),
        ],
        initial=RegistrationChannel.PHONE,
        widget=forms.RadioSelect,
    )
    arrived_on = StaffDateField(
        label="Eingegangen am",
        required=False,
        future=False,
        help_text="Nur für Papier, das früher ankam. Leer heißt: jetzt.",
    )
    arrived_at = forms.TimeField(label="Uhrzeit", required=False, widget=TimeInput())
    arrived_why = LineField(
        label="Warum ein anderer Zeitpunkt?",
        required=False,
        max_length=300,
        help_text="Zum Beispiel: lag im Briefkasten. Das steht im Verlauf.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autofocus"] = True
        for field in self.fields.values():
            # The browser knows the address of who types, not of who calls.
            field.widget.attrs["autocomplete"] = "off"

    def clean(self):
        cleaned = super().clean()
        self._check_arrival()
        return cleaned

    def _check_arrival(self):
        day, time = self.cleaned_data.get("arrived_on"), self.cleaned_data.get("arrived_at")
        self.arrived = moment(day, time or MIDNIGHT)
        if time and not day and "arrived_on" not in self.errors:
            self._ask("arrived_on", "Bitte schreiben Sie auch das Datum auf.")
        if day:
            self._ask("arrived_why", "Bitte schreiben Sie auf, warum.")
        if self.arrived and self.arrived > timezone.now():
            self.add_error("arrived_on", "Dieser Zeitpunkt kommt erst noch.")

    def stated(self):
        """Return the Application, arrived when the paper did."""
        why = self.cleaned_data["arrived_why"] if self.arrived else ""
        application = self.application(RegistrationChannel(self.cleaned_data["way"]))
        return replace(application, arrived_at=self.arrived, arrived_why=why)
