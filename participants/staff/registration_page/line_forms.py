"""The staff's verbs about the line that need words: in front, together, and an offer that ends."""

from django.core.exceptions import ValidationError

from backoffice.fields import reason
from participants.registration.models import Registration
from participants.registration.party import tie
from participants.registration.status import Status
from participants.staff.registration_page.forms import RegistrationForm
from web.text_cleaning import LineField


class PreferForm(RegistrationForm):
    slug = "nach-vorn"
    label = "Nach vorn setzen"
    why = reason("Warum vor allen anderen?")

    @classmethod
    def may(cls, registration):
        return registration.status == Status.WAITING

    def act(self):
        self.registration.put_in_front(self.by, self.cleaned_data["why"])
        return f"{self.registration.participant} steht jetzt vorn. Das steht im Verlauf."


class TieForm(RegistrationForm):
    slug = "gemeinsam"
    label = "Nur gemeinsam mit …"
    other = LineField(
        label="Anmeldenummer der anderen Person",
        max_length=24,
        help_text="Zum Beispiel HEM27-001",
        error_messages={"required": "Bitte schreiben Sie die Anmeldenummer auf."},
    )
    why = reason("Warum gehören sie zusammen?")

    @classmethod
    def may(cls, registration):
        return registration.status in (Status.RECEIVED, Status.WAITING)

    def clean_other(self):
        reference = self.cleaned_data["other"].upper()
        there = Registration.objects.filter(course=self.registration.course_id)
        found = there.select_related("participant").filter(reference=reference).first()
        if found is None or found == self.registration:
            raise ValidationError("In diesem Kurs gibt es keine andere Anmeldung mit der Nummer.")
        return found

    def act(self):
        other = self.cleaned_data["other"]
        tie([self.registration, other], self.by, self.cleaned_data["why"])
        return f"{self.registration.participant} und {other.participant} gehören jetzt zusammen."


class EndOfferForm(RegistrationForm):
    slug = "angebot-beenden"
    label = "Angebot beenden"
    why = reason("Warum? Das liest auch, wer später nachfragt.")

    @classmethod
    def may(cls, registration):
        return registration.status == Status.OFFERED and registration.offer_ends_at is None

    def act(self):
        self.registration.end_offer(self.by, self.cleaned_data["why"])
        return "Das Angebot ist beendet. Der Platz geht weiter."
