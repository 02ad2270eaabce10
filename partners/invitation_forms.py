"""What staff and leaders do about one contribution: ask for it, note an answer, decide."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from backoffice.forms import StaffDateField, TimeInput, VerbForm
from correspondence.models import Channel, Message
from courses.models import CourseDay, DayState
from partners import answering, inviting
from partners.contact_choice import reachable
from partners.invitation import LONGEST_WORDS, Answer, Invitation
from partners.models import Contribution, ContributionState
from partners.partner import ContactPerson
from web.input.text_cleaning import LinesField

SAID = {
    Channel.EMAIL: "Die E-Mail an {name} ist unterwegs.",
    Channel.POST: "Der Brief an {name} liegt zum Drucken bereit.",
    Channel.PHONE: "{name} steht auf der Anrufliste.",
}
_WAYS = {Channel.EMAIL: "per E-Mail", Channel.POST: "per Brief", Channel.PHONE: "per Anruf"}


def ways(contribution: Contribution) -> Iterator[tuple[str, str]]:
    """Yield every way to ask somebody at the partner, as value and words; the one that the person
    likes best comes first."""
    for person in reachable(list(contribution.partner.contact_persons.all())):
        known = [way for way, address in person.recipient().addresses.items() if address]
        best = person.recipient().reached_by
        for way in sorted(known, key=lambda one: one != best):
            yield f"{person.pk}-{way}", f"{person.name}, {_WAYS[Channel(way)]}"


class ContributionForm(VerbForm):
    """A form about one contribution; what it has to do with an invitation it reads itself."""

    def __init__(self, *args: Any, contribution: Contribution, by: User, **kwargs: Any) -> None:
        self.contribution, self.by = contribution, by
        super().__init__(*args, **kwargs)

    @property
    def invitation(self) -> Invitation:
        """Raises ValidationError while there is none."""
        found = Invitation.objects.with_course().filter(contribution=self.contribution).first()
        if found is None:
            raise ValidationError("Hier ist noch niemand gefragt.")
        return found


class AskForm(ContributionForm):
    """Ask for the first time."""

    slug, label = "einladen", "Einladen"
    whom = forms.ChoiceField(
        label="Wen fragen Sie, und wie?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Bitte wählen Sie, wen Sie fragen.",
            "invalid_choice": "Diese Person kann so nicht mehr gefragt werden.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(ways(self.contribution))
        self.fields["whom"].choices = choices  # type: ignore[attr-defined]
        self.initial = {"whom": choices[0][0]} if choices else {}

    def act(self) -> str:
        return self._ask(inviting.invite)

    def _ask(self, ask: Callable[[Contribution, ContactPerson, str, User], Message]) -> str:
        person, _, channel = self.cleaned_data["whom"].partition("-")
        contact = self.contribution.partner.contact_persons.get(pk=person)
        message = ask(self.contribution, contact, channel, self.by)
        return SAID[Channel(message.channel)].format(name=contact.name)


class AskAgainForm(AskForm):
    slug, label = "noch-einmal", "Noch einmal fragen"

    def act(self) -> str:
        return self._ask(inviting.invite_again)


class AnswerByPhoneForm(ContributionForm):
    """What somebody at the partner said on the phone."""

    slug, label = "antwort", "Antwort eintragen"
    answer = forms.ChoiceField(
        label="Was sagt der Kooperationspartner?",
        choices=[(one.value, one.label) for one in Answer if one],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie die Antwort."},
    )
    day = StaffDateField(label="Vorgeschlagener Tag", required=False)
    at = forms.TimeField(
        label="Vorgeschlagene Uhrzeit",
        required=False,
        widget=TimeInput(),
        input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={"invalid": "Bitte schreiben Sie die Uhrzeit so: 10:30."},
    )
    words = LinesField(
        label="Worte dazu",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        said = [given.get(name) for name in ("day", "at", "words")]
        if given.get("answer") == Answer.PROPOSAL and not (any(said) or self.errors):
            self.add_error("day", "Bitte nennen Sie den Tag, die Uhrzeit oder ein paar Worte.")
        return given

    def act(self) -> str:
        given, invitation = self.cleaned_data, self.invitation
        try:
            match given["answer"]:
                case Answer.YES:
                    answering.accept(invitation)
                case Answer.NO:
                    answering.decline(invitation, given["words"])
                case _:
                    answering.propose(invitation, given["day"], given["at"], given["words"])
        except answering.TooLate:
            raise ValidationError("Dafür ist es zu spät.") from None
        return "Die Antwort ist eingetragen."


class SettleForm(ContributionForm):
    """Decide about another day or time that the partner proposed."""

    slug, label = "vorschlag", "Entscheiden"
    state = forms.ChoiceField(
        label="Wie geht es weiter?",
        choices=[
            (ContributionState.AGREED, "Passt: Der Beitrag ist zugesagt."),
            (ContributionState.ASKED, "Passt so nicht: Wir fragen noch einmal."),
            (ContributionState.DECLINED, "Passt nicht: Der Beitrag ist abgesagt."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, wie es weitergeht."},
    )
    day = forms.ModelChoiceField(
        queryset=CourseDay.objects.none(),
        label="Kurstag",
        required=False,
        empty_label="wie bisher",
        help_text="Wenn der Beitrag an einem anderen Tag des Blocks ist.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.contribution.block.days.exclude(state=DayState.CANCELLED)
        self.fields["day"].queryset = days  # type: ignore[attr-defined]

    def act(self) -> str:
        given = self.cleaned_data
        state = ContributionState(given["state"])
        answering.settle(self.invitation, state, given["day"], self.by)
        return "Der Vorschlag ist entschieden. Bitte sagen Sie dem Kooperationspartner Bescheid."
