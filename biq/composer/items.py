"""Items of a running order: written down, changed, moved, removed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from accounts.kept.typed import described_by
from biq.composer.access import ComposerRequest, block_of, day_of, items_of
from biq.composer.editing import described, form_answer, verb_answer
from biq.composer.forms import BlockForm, ItemForm, NewItemForm
from courses import item_order
from courses.models import Block, CourseDay, DayState, ProgrammeItem, running_order

_GONE = "Diesen Programmpunkt gibt es nicht mehr."
_NOWHERE = "Bitte sagen Sie, wohin der Programmpunkt soll."
_LONGEST_KEY = 18  # no primary key has more digits
EDIT = require_http_methods(["GET", "HEAD", "POST"])


@EDIT
def block_words(request: ComposerRequest, slug: str, number: int) -> HttpResponse:
    block = block_of(request, slug, number)
    form = BlockForm(request.POST if request.method == "POST" else None, instance=block)
    context = {"title": "Thema und Ziele", "button": "Speichern"}
    return form_answer(request, block, form, context, "thema")


def describe_new_item(
    request: ComposerRequest, data: QueryDict, slug: str, number: int, day: int
) -> list[tuple[str, str]]:
    found = day_of(block_of(request, slug, number), day)
    return described(NewItemForm(day=found), data)


@described_by(describe_new_item)
@EDIT
def add_item(request: ComposerRequest, slug: str, number: int, day: int) -> HttpResponse:
    block = block_of(request, slug, number)
    found = day_of(block, day)
    form = NewItemForm(request.POST if request.method == "POST" else None, day=found)
    context = {"title": "Programmpunkt hinzufügen", "button": "Hinzufügen", "day": found}
    return form_answer(request, block, form, context, f"tag-{found.pk}")


def describe_item(
    request: ComposerRequest, data: QueryDict, slug: str, number: int, item: int
) -> list[tuple[str, str]]:
    found = _item(block_of(request, slug, number), item)
    return described(ItemForm(instance=found, day=found.day), data)


@described_by(describe_item)
@EDIT
def item(request: ComposerRequest, slug: str, number: int, item: int) -> HttpResponse:
    block = block_of(request, slug, number)
    found = _item(block, item)
    data = request.POST if request.method == "POST" else None
    form = ItemForm(data, instance=found, day=found.day)
    context = {
        "title": "Programmpunkt ändern",
        "about": found.name,
        "button": "Speichern",
        "day": found.day,
        "item": found,
        "other_days": block.days.exclude(pk=found.day_id).exclude(state=DayState.CANCELLED),
    }
    section = f"punkt-{found.pk}"
    return form_answer(request, block, form, context, section, "composer/item.html")


def _item(block: Block, pk: int) -> ProgrammeItem:
    found = items_of(block).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


# What a verb does with an item and what was sent; it returns what to tell.
ItemVerb = Callable[[ProgrammeItem, QueryDict], str]


def _verb(act: ItemVerb) -> Callable[..., HttpResponse]:
    """Return the view of a verb. Of an item that is gone since, the page of its block says so."""

    @require_POST
    def view(request: ComposerRequest, slug: str, number: int, item: int) -> HttpResponse:
        block = block_of(request, slug, number)
        found = items_of(block).filter(pk=item).first()
        if found is None and not _was_here(block, item):
            raise Http404

        def do() -> str:
            if found is None:
                raise ValidationError(_GONE)
            return act(found, request.POST)

        return verb_answer(request, block, do, f"punkt-{item}")

    return view


def _was_here(block: Block, pk: int) -> bool:
    return bool(ProgrammeItem.history.filter(id=pk, day__block=block).exists())


def _move_up(item: ProgrammeItem, data: QueryDict) -> str:
    return _begins(item_order.move_before(item, _named(data, "vor")))


def _move_down(item: ProgrammeItem, data: QueryDict) -> str:
    return _begins(item_order.move_after(item, _named(data, "nach")))


def _move_to_day(item: ProgrammeItem, data: QueryDict) -> str:
    day = CourseDay.objects.filter(pk=_named(data, "tag"), block=item.day.block_id).first()
    if day is None:
        raise ValidationError(_NOWHERE)
    return _begins(item_order.move_to_day(item, day))


def _remove(item: ProgrammeItem, data: QueryDict) -> str:
    name = item.name
    item_order.remove(item)
    return f"„{name}“ ist nicht mehr im Ablauf."


def _named(data: QueryDict, name: str) -> int:
    """Return the primary key that was sent. Raises ValidationError when there is none."""
    sent = data.get(name, "")
    if not sent.isdecimal() or len(sent) > _LONGEST_KEY:
        raise ValidationError(_NOWHERE)
    return int(sent)


def _begins(item: ProgrammeItem) -> str:
    slots: Any = (slot for slot in running_order(item.day) if slot.item.pk == item.pk)
    return f"„{item.name}“ beginnt jetzt am {item.day} um {next(slots).starts:%H:%M} Uhr."


item_up = _verb(_move_up)
item_down = _verb(_move_down)
item_to_day = _verb(_move_to_day)
remove_item = _verb(_remove)
