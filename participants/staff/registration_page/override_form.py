from django import forms

from backoffice.fields import reason
from participants.attendance import eligibility
from participants.registration.models import Registration
from participants.registration.status import TOOK_PART, Status
from participants.staff.registration_page.registration_form import RegistrationForm


class OverrideForm(RegistrationForm):
    slug = "ausnahme"
    label = "Über das Zertifikat entscheiden"
    granted = forms.TypedChoiceField(
        label="Entscheidung",
        choices=[("ja", "bekommt das Zertifikat"), ("nein", "bekommt es nicht")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    reason = reason()

    @classmethod
    def may(cls, registration: Registration) -> bool:
        return registration.status in TOOK_PART

    def act(self) -> str:
        granted, why = self.cleaned_data["granted"], self.cleaned_data["reason"]
        eligibility.override(self.registration, granted=granted, reason=why, by=self.by)
        self._end_again(granted, why)
        return "Die Entscheidung ist notiert."

    def _end_again(self, granted: bool, why: str) -> None:
        """After the course the status follows the decision; before, the end of the course does."""
        registration = self.registration
        if registration.status == Status.ENROLLED:
            return
        if granted and registration.may_become(Status.COMPLETED):
            registration.complete(self.by, why)
        elif not granted and registration.may_become(Status.NOT_COMPLETED):
            registration.end_without_completing(self.by, why)
