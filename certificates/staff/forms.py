"""What staff do with one certificate; each form stands for one verb."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from backoffice.forms import StaffDateField, VerbForm
from certificates.after_issue import copies, delivery
from certificates.archive import stubs
from certificates.issuing import issuance
from certificates.models import Certificate, State, Way, revoke, void
from correspondence.models import Channel
from web.input.text_cleaning import LineField

_WHY = {
    "required": "Bitte schreiben Sie auf, warum.",
    "max_length": "Bitte schreiben Sie höchstens 300 Zeichen.",
}


class CertificateForm(VerbForm):
    """Stands for one verb: `name` is that of its URL, `slug` the end of its address.

    It is shown while the certificate is in one of the `states`, and its name is not deleted."""

    name = ""
    states: tuple[State, ...] = (State.VALID,)

    def __init__(
        self, *args: Any, certificate: Certificate, by: User | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.certificate, self.by = certificate, by

    @classmethod
    def may(cls, certificate: Certificate) -> bool:
        """Whether the verb is possible now."""
        return certificate.state in cls.states and not certificate.is_stub


class ReasonForm(CertificateForm):
    """A verb that needs a reason."""

    reason = LineField(
        label="Warum?",
        help_text="Das steht nur hier, nie auf einer öffentlichen Seite.",
        max_length=300,
        error_messages=_WHY,
    )


class CorrectForm(ReasonForm):
    slug, name = "berichtigen", "correct"
    label = "Berichtigen: neu ausstellen"
    forget = forms.BooleanField(
        label="Den alten Namen auch hier löschen",
        required=False,
        help_text="Nach einer Namensänderung. Das alte Papier heißt öffentlich „ersetzt“.",
    )

    def act(self) -> str:
        new = issuance.correct(self.certificate, self.cleaned_data["reason"], self.by)
        if self.cleaned_data["forget"]:
            stubs.reduce_to_stub(self.certificate)
        if new is None:
            return f"{self.certificate} ist widerrufen. Ein neues Papier steht der Person nicht zu."
        self.certificate = new
        return f"{new} wird gedruckt. Das alte Papier gilt als ersetzt."


class RevokeForm(ReasonForm):
    slug, name, label = "widerrufen", "revoke", "Widerrufen"

    def act(self) -> str:
        revoke(self.certificate, self.cleaned_data["reason"], self.by)
        return f"{self.certificate} ist widerrufen."


class ReissueForm(CertificateForm):
    slug, name, label = "neu-ausstellen", "reissue", "Doch wieder ausstellen"
    states = (State.REVOKED,)

    def act(self) -> str:
        self.certificate = issuance.reissue(self.certificate, self.by)
        return f"{self.certificate} wird gedruckt."


class VoidForm(ReasonForm):
    slug, name, label = "verwerfen", "void", "Verwerfen: wird nie gedruckt"
    states = (State.ISSUING,)

    def act(self) -> str:
        void(self.certificate, self.cleaned_data["reason"], self.by)
        return f"{self.certificate} ist verworfen. Die Nummer wird nicht noch einmal vergeben."


class CopyForm(CertificateForm):
    slug, name, label = "zweitschrift", "copy", "Zweitschrift drucken"

    def act(self) -> str:
        (copy,) = copies.order([self.certificate], self.by)
        copies.print_ordered(only=copy)
        copy.refresh_from_db()
        return copy.problem or "Die Zweitschrift liegt bereit."


class DeliveryForm(CertificateForm):
    slug, name, label = "uebergabe", "note_delivery", "Übergabe notieren"
    on = StaffDateField(label="Am", future=False, initial=timezone.localdate)
    way = forms.ChoiceField(label="Wie?", choices=Way, widget=forms.RadioSelect, initial=Way.HAND)
    received_by = LineField(
        label="Wer hat es bekommen?",
        required=False,
        max_length=150,
        help_text="Leer heißt: die Person selbst.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def act(self) -> str:
        delivery.note(self.certificate, by=self.by, **self.cleaned_data)
        return "Die Übergabe ist notiert."


class AnnounceForm(CertificateForm):
    slug, name, label = "bescheid", "announce", "Bescheid geben"
    channel = forms.ChoiceField(
        label="Auf welchem Weg?",
        choices=[("", "wie die Person es möchte"), *Channel.choices],
        required=False,
        help_text="Die E-Mail enthält den Link zur eigenen Seite. Der Brief geht mit dem Papier.",
    )

    @classmethod
    def may(cls, certificate: Certificate) -> bool:
        return super().may(certificate) and certificate.registration_id is not None

    def act(self) -> str:
        message = delivery.announce(self.certificate, self.cleaned_data["channel"])
        return f"Bescheid als {message.get_channel_display()} ist geschrieben."


class StubForm(CertificateForm):
    slug, name, label = "namen-loeschen", "reduce", "Namen löschen"
    states = tuple(State)
    sure = forms.BooleanField(
        label="Ja, Name und PDF für immer löschen",
        help_text="Nummer, Code, Art, Kurs und Datum bleiben zehn Jahre, damit das Papier in der"
        " Hand der Person prüfbar bleibt.",
        error_messages={"required": "Bitte bestätigen Sie das Löschen."},
    )

    def act(self) -> str:
        stubs.reduce_to_stub(self.certificate)
        return "Name und PDF sind gelöscht."


# In the order in which the page shows them.
FORMS: tuple[type[CertificateForm], ...] = (
    DeliveryForm,
    AnnounceForm,
    CopyForm,
    CorrectForm,
    RevokeForm,
    ReissueForm,
    VoidForm,
    StubForm,
)
