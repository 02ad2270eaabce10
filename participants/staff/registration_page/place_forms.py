"""The staff's verbs about somebody's place: in front, together, withdrawn, an offer that ends, and
when the registration arrived."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from backoffice.fields import reason
from backoffice.forms import StaffDateField, TimeInput, local_moment
from participants.registration.models import Registration
from participants.registration.party import tie
from participants.registration.queue_position import MOVED_ARRIVAL
from participants.registration.status import Status
from participants.staff.registration_page.registration_form import RegistrationForm
from web.input.text_cleaning import LineField
from web.stored_values import EditsStored, LastChange


class PreferForm(RegistrationForm):
    slug = "nach-vorn"
    label = "Nach vorn setzen"
    why = reason("Warum vor allen anderen?")

    @classmethod
    def may(cls, registration: Registration) -> bool:
        return registration.status == Status.WAITING

    def act(self) -> str:
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
    def may(cls, registration: Registration) -> bool:
        return registration.status in (Status.RECEIVED, Status.WAITING)

    def clean_other(self) -> Registration:
        reference = self.cleaned_data["other"].upper()
        there = Registration.objects.filter(course=self.registration.course_id)
        found = there.select_related("participant").filter(reference=reference).first()
        if found is None or found == self.registration:
            raise ValidationError("In diesem Kurs gibt es keine andere Anmeldung mit der Nummer.")
        return found

    def act(self) -> str:
        other = self.cleaned_data["other"]
        tie([self.registration, other], self.by, self.cleaned_data["why"])
        return f"{self.registration.participant} und {other.participant} gehören jetzt zusammen."


class EndOfferForm(RegistrationForm):
    slug = "angebot-beenden"
    label = "Angebot beenden"
    why = reason("Warum? Das liest auch, wer später nachfragt.")

    @classmethod
    def may(cls, registration: Registration) -> bool:
        return registration.status == Status.OFFERED and registration.offer_ends_at is None

    def act(self) -> str:
        self.registration.end_offer(self.by, self.cleaned_data["why"])
        return "Das Angebot ist beendet. Der Platz geht weiter."


class WithdrawForm(RegistrationForm):
    slug = "abmelden"
    label = "Abmelden"
    why = reason("Vermerk", required=False)

    @classmethod
    def may(cls, registration: Registration) -> bool:
        return registration.may_become(Status.WITHDRAWN)

    def act(self) -> str:
        before = _offered(self.registration)
        self.registration.withdraw(self.by, self.cleaned_data["why"])
        said = f"{self.registration.participant} ist abgemeldet."
        return " ".join([said, *_went_to(_offered(self.registration), before)])


def _offered(registration: Registration) -> list[Registration]:
    """Return those of the course to whom a seat is offered, as they stand in line."""
    found = Registration.objects.filter(course=registration.course_id, status=Status.OFFERED)
    return list(found.select_related("participant").order_by("status_since", "sequence"))


def _went_to(offered: list[Registration], before: list[Registration]) -> list[str]:
    """Return the sentence that says to whom a seat is offered now that was not before."""
    names = [str(one.participant) for one in offered if one not in before]
    if not names:
        return []
    what = "Der Platz ist" if len(names) == 1 else "Die Plätze sind"
    return [f"{what} jetzt angeboten: {', '.join(names)}."]


class BackdateForm(EditsStored, RegistrationForm):
    slug = "eingang"
    label = "Eingang ändern"
    arrived_on = StaffDateField(label="Eingegangen am", future=False)
    arrived_at = forms.TimeField(label="Uhrzeit", widget=TimeInput())
    why = reason()

    NOT_STORED = ("why",)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        initial = self._stored(registration)
        super().__init__(*args, registration=registration, initial=initial, **kwargs)

    def _stored(self, registration: Registration) -> dict[str, Any]:
        arrived = timezone.localtime(registration.arrived_at)
        return {"arrived_on": arrived.date(), "arrived_at": arrived.time()}

    def read_stored(self) -> None:
        self.registration.lock()
        self.initial = self._stored(self.registration)

    def last_change(self, name: str) -> LastChange | None:
        changes = self.registration.status_changes.filter(why__startswith=MOVED_ARRIVAL)
        last = changes.select_related("by").last()
        return LastChange(str(last.by), last.at) if last and last.by else None

    def clean(self) -> None:
        given = self.cleaned_data
        arrived = local_moment(given.get("arrived_on"), given.get("arrived_at"))
        if arrived and arrived > timezone.now():
            self.add_error("arrived_on", "Dieser Zeitpunkt kommt erst noch.")
        self.arrived = arrived

    def act(self) -> str:
        assert self.arrived is not None  # both fields are required
        self.registration.backdate(self.arrived, self.by, self.cleaned_data["why"])
        return "Der Eingang ist geändert. Das steht im Verlauf."
