"""What takes a paper out of force; both verbs ask why."""

from accounts.staff_form import VerbForm
from accounts.text import LineField
from certificates import issuing, models


class ReasonForm(VerbForm):
    reason = LineField(
        label="Warum?",
        max_length=300,
        error_messages={
            "required": "Bitte schreiben Sie auf, warum.",
            "max_length": "Bitte schreiben Sie höchstens 300 Zeichen.",
        },
    )

    def __init__(self, *args, certificate, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.certificate, self.by = certificate, by
        self.auto_id = f"{self.slug}-{certificate.code}-%s"


class VoidForm(ReasonForm):
    slug = "ungueltig"

    def act(self):
        models.void(self.certificate, self.cleaned_data["reason"], self.by)
        return f"{self.certificate} ist jetzt ungültig."


class ReplaceForm(ReasonForm):
    slug = "ersetzen"

    def act(self):
        new = issuing.replace(self.certificate, self.cleaned_data["reason"], self.by)
        follows = f" {new} wird gedruckt." if new else ""
        return f"{self.certificate} ist jetzt ungültig.{follows}"
