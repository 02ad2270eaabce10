"""The staff's verbs about the person: their answers, a death, and what they agree to."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from backoffice.forms import StaffDateField
from backoffice.stored_rows import last_change, note_change
from participants.interested.interest import Interest
from participants.people import consents
from participants.people.consents import ConsentKind
from participants.people.person import Participant
from participants.registration.models import BadgeName, Registration
from participants.staff.registration_page.namesakes import MOST, perhaps_interested, perhaps_same
from participants.staff.registration_page.registration_form import RegistrationForm
from web.input.phone_field import PhoneOrEmailField
from web.input.text_cleaning import LineField, LinesField
from web.stored_values import EditsStored, LastChange

BY_STAFF = [("phone", "am Telefon"), ("paper", "auf Papier")]


class AnswersForm(EditsStored, RegistrationForm):
    """What the person answered on the public form, and staff put right."""

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
    guardian_contact = PhoneOrEmailField(
        label="Telefon oder E-Mail-Adresse dieser Person", max_length=200, required=False
    )
    badge = forms.ChoiceField(
        label="Auf dem Namensschild", choices=BadgeName.choices, required=False
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        initial = self._stored(registration)
        super().__init__(*args, registration=registration, initial=initial, **kwargs)

    def _stored(self, registration: Registration) -> dict[str, Any]:
        return {name: getattr(registration, name) for name in self.base_fields}

    def read_stored(self) -> None:
        locked = Registration.objects.select_for_update(no_key=True)
        self.registration.refresh_from_db(fields=[*self.base_fields], from_queryset=locked)
        self.initial = self._stored(self.registration)

    def clean_badge(self) -> str:
        """Keep what stands on the badge where none was chosen."""
        return self.cleaned_data["badge"] or self.registration.badge

    def last_change(self, name: str) -> LastChange | None:
        return last_change(self.registration, name, str(self.fields[name].label))

    def act(self) -> str:
        changed = [name for name in self.changed_data if name in self._sent()]
        for name in changed:
            setattr(self.registration, name, self.cleaned_data[name])
        self.registration.save(update_fields=changed)
        if changed and self.by:
            labels = [str(self.fields[name].label) for name in changed]
            note_change(self.registration, labels, self.by)
        return "Die Angaben sind geändert."

    def _sent(self) -> set[str]:
        """Return the names of the answers that were sent; the others stay as they are.

        Of an empty box no browser sends anything: it counts as sent when the form's fields were."""
        sent = {name for name in self.cleaned_data if name in self.data}
        return sent | ({"under_age"} if "guardian_name" in sent else set())


class PeopleField(forms.ModelMultipleChoiceField):
    """A box for each of several people, or of their wishes to hear of a course."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        if isinstance(obj, Interest):
            return f"{obj} ({obj.email or obj.phone_text or obj.street})"
        courses = ", ".join(f"{one.reference}, {one.course}" for one in obj.registrations.all())
        return f"{obj} ({courses})"


class DeathForm(RegistrationForm):
    slug = "verstorben"
    label = "Als verstorben eintragen"
    date = StaffDateField(label="Verstorben am", future=False)
    same_people = PeopleField(
        label="Vielleicht dieselbe Person. Dann gilt es auch hier:",
        queryset=Participant.objects.none(),
        required=False,
    )
    wishes = PeopleField(
        label="Vielleicht dieselbe Person. Dann wird auch dieser Wunsch nach Bescheid gelöscht:",
        queryset=Interest.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, registration=registration, **kwargs)
        person = registration.participant
        alive = perhaps_same(person).filter(date_of_death=None)
        self._ask("same_people", alive.prefetch_related("registrations__course"))
        self._ask("wishes", perhaps_interested(person))

    def _ask(self, name: str, found: QuerySet[Any]) -> None:
        """Ask about the first who were found; without any there is nothing to ask."""
        first = list(found.values_list("pk", flat=True)[:MOST])
        if first:
            cast(PeopleField, self.fields[name]).queryset = found.filter(pk__in=first)
        else:
            del self.fields[name]

    @classmethod
    def may(cls, registration: Registration) -> bool:
        return registration.participant.date_of_death is None

    def act(self) -> str:
        date, said = self.cleaned_data["date"], self.cleaned_data
        for person in (self.registration.participant, *said.get("same_people", ())):
            person.record_death(date, self.by)
        for wish in said.get("wishes", ()):
            wish.end()
        return "Das ist notiert. Es wird nichts mehr verschickt."


class ConsentForm(RegistrationForm):
    slug = "einwilligung"
    label = "Einwilligung notieren"
    kind = forms.ChoiceField(label="Einwilligung", widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label="Wie wurde sie gegeben?", choices=BY_STAFF, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = cast(forms.ChoiceField, self.fields["kind"])
        kinds.choices = [
            (kind.value, f"{kind.label}: „{consents.current_wording(kind).text}“")
            for kind in ConsentKind
            if kind != ConsentKind.GUARDIAN or self.registration.under_age
        ]

    def act(self) -> str:
        kind = ConsentKind(self.cleaned_data["kind"])
        if self.registration.consents.in_force(kind).exists():
            raise ValidationError("Diese Einwilligung steht schon hier.")
        consents.give_consent(self.registration, kind, self.cleaned_data["channel"], self.by)
        return "Die Einwilligung ist notiert."
