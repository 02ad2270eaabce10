"""What is typed in about a block, an item, and a contribution."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Q, QuerySet
from django.forms.models import model_to_dict

from accounts.models import User
from backoffice.clock_fields import ClockField, LengthField
from backoffice.forms import VerbForm
from backoffice.stored_rows import StoredRowForm
from courses.item_order import append, lock
from courses.models import Block, CourseDay, ProgrammeItem
from courses.models.running_order import LONGEST_ITEM
from participants.public.fields import KeyField
from partners import contribution_slots
from partners.models import Contribution, Partner
from web.form_key import new_key, receipt_for, spend
from web.input.text_cleaning import LineField, LinesField

_MOST_TEXT = 5000
_USUAL_MINUTES = 60
ALREADY = "Das ist schon gespeichert. Es ist nichts doppelt dazugekommen."
_LENGTH_HELP = "In Minuten, zum Beispiel 45. Oder in Stunden: 1:30."


def is_first(form: forms.BaseForm) -> bool:
    """Use up the key of a form under the lock of its course; False when it was used before."""
    key = form.cleaned_data["key"]
    if receipt_for(key) is not None:
        return False
    spend(key, "")
    return True


class ComposerForm(StoredRowForm):
    """The form of a row of a course; the course is locked before the row is read anew."""

    course_pk: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def read_stored(self) -> None:
        """Raises ValidationError when the course is over, and when the row is gone since."""
        lock(self.course_pk)
        if self.instance.pk:
            self._refresh()
            self.initial = {**self.initial, **model_to_dict(self.instance, self._meta.fields)}

    def _refresh(self) -> None:
        try:
            self.instance.refresh_from_db()
        except ObjectDoesNotExist:
            raise ValidationError("Das hat inzwischen jemand entfernt.") from None

    def act(self) -> str:
        if self.changed_data:
            self.instance.save(update_fields=self.changed_data)
        return "Gespeichert."


class BlockForm(ComposerForm):
    topic = LinesField(
        label="Darum geht es",
        max_length=_MOST_TEXT,
        required=False,
        help_text="Das steht auch auf der öffentlichen Seite des Kurses.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    goals = LinesField(
        label="Ziele",
        max_length=_MOST_TEXT,
        required=False,
        help_text="Was die Teilnehmenden danach wissen oder können. Das lesen nur Sie.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = Block
        fields = ["topic", "goals"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course_pk = self.instance.course_id


class ItemForm(ComposerForm):
    title = LineField(
        label="Titel",
        max_length=200,
        required=False,
        help_text="Leer: Dann steht im Ablauf die Art oder der Beitrag.",
    )
    minutes = LengthField(label="Dauer", most=LONGEST_ITEM, help_text=_LENGTH_HELP)
    starts = ClockField(
        label="Fester Beginn",
        required=False,
        help_text="Nur wenn die Uhrzeit feststeht, zum Beispiel 10:30. Leer: gleich nach dem Punkt"
        " davor.",
    )
    responsible = forms.ModelChoiceField(
        User.objects.none(), label="Wer leitet an", required=False, empty_label="offen"
    )
    room = LineField(label="Raum", max_length=120, required=False)
    material = LineField(label="Material", max_length=300, required=False)

    class Meta:
        model = ProgrammeItem
        fields = ["kind", "title", "minutes", "starts", "responsible", "room", "material"]

    def __init__(self, *args: Any, day: CourseDay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course_pk = day.block.course_id
        if not self.instance.pk:
            self.instance.day = day
        responsible = cast(forms.ModelChoiceField, self.fields["responsible"])
        known = Q(led_courses=self.course_pk) | Q(pk=self.instance.responsible_id)
        responsible.queryset = User.objects.filter(known).distinct().order_by("name", "pk")


class NewItemForm(ItemForm):
    """Sent twice, by a double click say, it makes one item."""

    key = KeyField(initial=new_key)

    def act(self) -> str:
        lock(self.course_pk)
        if not is_first(self):
            return ALREADY
        item = append(self.instance)
        return f"„{item.name}“ ist im Ablauf."


class PartnerChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Partner) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class NewContributionForm(VerbForm):
    """Write down that a partner is asked; `made` is the contribution then, also the second time."""

    slug = "beitrag"
    partner = PartnerChoice(
        Partner.objects.none(), label="Kooperationspartner", empty_label="Bitte wählen"
    )
    topic = LineField(label="Thema", max_length=200, required=False)
    key = KeyField(initial=new_key)
    made: Contribution | None = None

    def __init__(
        self, *args: Any, block: Block, partners: QuerySet[Partner], **kwargs: Any
    ) -> None:
        self.block = block
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["partner"]).queryset = partners

    def act(self) -> str:
        lock(self.block.course_id)
        partner, topic = self.cleaned_data["partner"], self.cleaned_data["topic"]
        if not is_first(self):
            rows = Contribution.objects.filter(block=self.block, partner=partner, topic=topic)
            self.made = rows.last()
            return ALREADY
        self.made = contribution_slots.ask(self.block, partner, topic)
        return f"{partner} ist als „angefragt“ eingetragen. Hier können Sie die Einladung schicken."


class TopicForm(ComposerForm):
    topic = LineField(label="Thema", max_length=200, required=False)

    class Meta:
        model = Contribution
        fields = ["topic"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course_pk = self.instance.block.course_id


class PlanForm(VerbForm):
    """Where in the running orders of its block a contribution takes place."""

    slug = "einplanen"
    target = forms.ChoiceField(label="Wann", widget=forms.RadioSelect)
    minutes = LengthField(
        label="Dauer",
        most=LONGEST_ITEM,
        required=False,
        help_text=f"{_LENGTH_HELP} Ein freier Platz behält seine Dauer.",
    )

    def __init__(
        self, *args: Any, contribution: Contribution, targets: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        self.contribution = contribution
        first = targets[0][0] if targets else None
        initial = {"minutes": _USUAL_MINUTES, "target": first}
        super().__init__(*args, **{"initial": initial, **kwargs})
        cast(forms.ChoiceField, self.fields["target"]).choices = targets

    def act(self) -> str:
        kind, pk = self.cleaned_data["target"].split("-")
        if kind == "item":
            item = ProgrammeItem.objects.filter(pk=pk).first() or ProgrammeItem(pk=pk)
            planned = contribution_slots.fill(self.contribution, item)
        else:
            day = CourseDay.objects.get(pk=pk)
            minutes = self.cleaned_data["minutes"] or _USUAL_MINUTES
            planned = contribution_slots.plan(self.contribution, day, minutes)
        return f"„{planned}“ ist am {planned.day} eingeplant."
