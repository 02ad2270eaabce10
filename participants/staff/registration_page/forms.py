"""The verbs of a registration that need some words; each form is one verb with one address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from backoffice.fields import reason
from backoffice.forms import StaffDateField, TimeInput, VerbForm
from participants.attendance import eligibility
from participants.people import consents
from participants.people.consents import ConsentKind
from participants.registration.status import TOOK_PART, MoveRefused, Status
from web.text_cleaning import LineField, LinesField

BY_STAFF = [("phone", "am Telefon"), ("paper", "auf Papier")]


class RegistrationForm(VerbForm):
    """A verb about one registration; `may` says whether it makes sense now."""

    refusals = (ValidationError, MoveRefused)

    def __init__(self, *args, registration, by=None, **kwargs):
        self.registration, self.by = registration, by
        super().__init__(*args, **kwargs)

    @classmethod
    def may(cls, registration):
        return True


class WithdrawForm(RegistrationForm):
    slug = "abmelden"
    label = "Abmelden"
    why = reason("Vermerk", required=False)

    @classmethod
    def may(cls, registration):
        return registration.may_become(Status.WITHDRAWN)

    def act(self):
        self.registration.withdraw(self.by, self.cleaned_data["why"])
        return f"{self.registration.participant} ist abgemeldet."


class BackdateForm(RegistrationForm):
    slug = "eingang"
    label = "Eingang ändern"
    arrived_on = StaffDateField(label="Eingegangen am", future=False)
    arrived_at = forms.TimeField(label="Uhrzeit", widget=TimeInput())
    why = reason()

    def __init__(self, *args, registration, **kwargs):
        arrived = timezone.localtime(registration.arrived_at)
        initial = {"arrived_on": arrived.date(), "arrived_at": arrived.time()}
        super().__init__(*args, registration=registration, initial=initial, **kwargs)

    def clean(self):
        arrived = moment(self.cleaned_data.get("arrived_on"), self.cleaned_data.get("arrived_at"))
        if arrived and arrived > timezone.now():
            self.add_error("arrived_on", "Dieser Zeitpunkt kommt erst noch.")
        self.arrived = arrived

    def act(self):
        self.registration.backdate(self.arrived, self.by, self.cleaned_data["why"])
        return "Der Eingang ist geändert. Das steht im Verlauf."


def moment(date, time):
    """Return the local date and time as one aware moment; None when either is missing."""
    if date is None or time is None:
        return None
    return timezone.make_aware(timezone.datetime.combine(date, time))


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
    def may(cls, registration):
        return registration.status in TOOK_PART

    def act(self):
        granted, why = self.cleaned_data["granted"], self.cleaned_data["reason"]
        eligibility.override(self.registration, granted=granted, reason=why, by=self.by)
        self._follow(Status.COMPLETED if granted else Status.NOT_COMPLETED, why)
        return "Die Entscheidung ist notiert."

    def _follow(self, status, why):
        """After the course the status follows the decision; before, the end of the course does."""
        if self.registration.status == Status.ENROLLED or not self.registration.may_become(status):
            return
        ends = {
            Status.COMPLETED: self.registration.complete,
            Status.NOT_COMPLETED: self.registration.end_without_completing,
        }
        ends[status](self.by, why)


class ConsentForm(RegistrationForm):
    slug = "einwilligung"
    label = "Einwilligung notieren"
    kind = forms.ChoiceField(label="Einwilligung", widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label="Wie wurde sie gegeben?", choices=BY_STAFF, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, f"{kind.label}: „{consents.current_wording(kind).text}“")
            for kind in ConsentKind
            if kind != ConsentKind.GUARDIAN or self.registration.under_age
        ]

    def act(self):
        kind = ConsentKind(self.cleaned_data["kind"])
        if self.registration.consents.in_force(kind).exists():
            raise ValidationError("Diese Einwilligung steht schon hier.")
        consents.give_consent(self.registration, kind, self.cleaned_data["channel"], self.by)
        return "Die Einwilligung ist notiert."


class DeathForm(RegistrationForm):
    slug = "verstorben"
    label = "Als verstorben eintragen"
    date = StaffDateField(label="Verstorben am", future=False)

    @classmethod
    def may(cls, registration):
        return registration.participant.date_of_death is None

    def act(self):
        self.registration.participant.record_death(self.cleaned_data["date"], self.by)
        return "Das ist notiert. Es wird nichts mehr verschickt."


class AnswersForm(RegistrationForm):
    """Nothing typed in public is final: what was asked on the form can be put right here."""

    slug = "angaben"
    label = "Angaben ändern"
    needs = LinesField(
        label="Was die Person braucht",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    under_age = forms.BooleanField(label="unter 18 Jahre alt", required=False)
    guardian_name = LineField(label="Sorgeberechtigte Person", max_length=150, required=False)
    guardian_contact = LineField(label="Kontakt dieser Person", max_length=200, required=False)

    def __init__(self, *args, registration, **kwargs):
        initial = {name: getattr(registration, name) for name in self.base_fields}
        super().__init__(*args, registration=registration, initial=initial, **kwargs)

    def act(self):
        changed = self._sent()
        for name in changed:
            setattr(self.registration, name, self.cleaned_data[name])
        self.registration.save(update_fields=changed)
        return "Die Angaben sind geändert."

    def _sent(self):
        """What was not sent stays as it is. Of an empty box no browser sends anything."""
        sent = {name for name in self.cleaned_data if name in self.data}
        return sent | ({"under_age"} if "guardian_name" in sent else set())
