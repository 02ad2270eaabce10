"""A block, or some of its items, is taken over from another course."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404

from accounts.kept.typed import described_by
from backoffice.forms import VerbForm
from biq.composer.access import ComposerRequest, block_of, courses_of
from biq.composer.editing import described, form_answer
from biq.composer.forms import ALREADY, is_first
from biq.composer.items import EDIT
from courses.item_copies import Copies, copy_items, counterparts
from courses.item_order import lock
from courses.models import Block, ProgrammeItem
from participants.public.fields import KeyField
from partners.models import Contribution
from partners.taking_over import ask_these
from web.counting import counted
from web.form_key import new_key
from web.public_version import new_public_version

_LONGEST_KEY = 18


class TakeOverForm(VerbForm):
    """What comes along from a block of another course; at first everything is ticked."""

    slug = "uebernehmen"
    items = forms.MultipleChoiceField(
        label="Programmpunkte", required=False, widget=forms.CheckboxSelectMultiple
    )
    contributions = forms.MultipleChoiceField(
        label="Diese Partner wieder anfragen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sie stehen dann als „angefragt“ da. Eine Nachricht bekommt noch niemand.",
    )
    key = KeyField(initial=new_key)

    def __init__(self, *args: Any, block: Block, source: Block, **kwargs: Any) -> None:
        self.block, self.source = block, source
        self.days = list(source.days.prefetch_related("items__contribution__partner"))
        everything = [item for day in self.days for item in day.items.all()]
        again = Contribution.objects.to_ask_again().filter(block=source)
        asked = list(again.select_related("partner"))
        initial = {
            "items": [item.pk for item in everything],
            "contributions": [one.pk for one in asked],
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        self._offer("items", [(item.pk, _item_words(item)) for item in everything])
        self._offer("contributions", [(one.pk, str(one)) for one in asked])

    def _offer(self, name: str, choices: list[tuple[int, str]]) -> None:
        if choices:
            cast(forms.MultipleChoiceField, self.fields[name]).choices = choices
        else:
            del self.fields[name]

    @new_public_version()
    def act(self) -> str:
        course = lock(self.block.course_id)
        if not is_first(self):
            return ALREADY
        copies = self._copy_items(set(map(int, self.cleaned_data.get("items", ()))))
        chosen = self.cleaned_data.get("contributions", ())
        contributions = Contribution.objects.filter(pk__in=chosen, block=self.source)
        ask_these(contributions, self.block, copies)
        taken = counted(len(copies), "Programmpunkt", "Programmpunkte")
        return f"Übernommen aus „{self.source.course}“: {taken} in „{course}“."

    def _copy_items(self, chosen: set[int]) -> Copies:
        days = counterparts(self.days, self.block.days.all())
        leaders = set(self.block.course.leaders.all())
        same_houses = self.source.course.district_id == self.block.course.district_id
        copies: Copies = {}
        for day in self.days:
            wanted = [item for item in day.items.all() if item.pk in chosen]
            if wanted and day.pk in days:
                copies |= copy_items(wanted, days[day.pk], leaders, with_room=same_houses)
        return copies


def _item_words(item: ProgrammeItem) -> str:
    return f"{item.name} ({counted(item.minutes, 'Minute', 'Minuten')})"


def _sources(request: ComposerRequest, block: Block) -> QuerySet[Block]:
    """Return the blocks of other courses of the user that have something to take over."""
    blocks = Block.objects.filter(course__in=courses_of(request)).exclude(course=block.course_id)
    filled = blocks.filter(days__items__isnull=False) | blocks.filter(contributions__isnull=False)
    return filled.distinct().select_related("course__district").order_by("-course", "number")


def _source(request: ComposerRequest, block: Block, key: str) -> Block | None:
    """Return the block that was chosen; None while none is. Raises Http404 for one out of reach."""
    if not key.isdecimal() or len(key) > _LONGEST_KEY:
        return None
    return get_object_or_404(_sources(request, block), pk=key)


def describe(
    request: ComposerRequest, data: QueryDict, slug: str, number: int
) -> list[tuple[str, str]]:
    block = block_of(request, slug, number)
    source = _source(request, block, data.get("quelle", ""))
    return described(TakeOverForm(block=block, source=source), data) if source else []


@described_by(describe)
@EDIT
def take_over(request: ComposerRequest, slug: str, number: int) -> HttpResponse:
    """Ask on GET from which block, then what of it; a POST takes it over."""
    block = block_of(request, slug, number)
    sent = request.POST if request.method == "POST" else request.GET
    source = _source(request, block, sent.get("quelle", ""))
    data = request.POST if request.method == "POST" and source else None
    form: Any = TakeOverForm(data, block=block, source=source) if source else forms.Form()
    context = {
        "title": "Aus einem anderen Kurs übernehmen",
        "button": "Übernehmen",
        "source": source,
        "sources": _by_course(_sources(request, block)),
    }
    return form_answer(request, block, form, context, "", "composer/take_over.html")


def _by_course(blocks: Iterable[Block]) -> Mapping[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for block in blocks:
        found.setdefault(str(block.course), []).append(block)
    return found
