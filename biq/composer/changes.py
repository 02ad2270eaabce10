"""Who changed what in a block lately, in German sentences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from courses.models import Block, ProgrammeItem
from partners.models import Contribution

MOST = 20
# So many records of each kind are read to find what each of them changed.
_READ = 200
_NEW, _GONE = "+", "-"

# What a record of the history says, beside the one before it; empty where that is no news.
Words = Callable[[Any, Any], str]


@dataclass(frozen=True)
class Change:
    """`by` is empty where nobody noted it."""

    at: datetime
    by: str
    text: str


def changes(block: Block) -> list[Change]:
    """Return the last changes of the block, its items and its contributions, the newest first."""
    items = ProgrammeItem.history.filter(day__block=block)
    contributions = Contribution.history.filter(block=block)
    found = [
        *_told(Block.history.filter(id=block.pk), _of_block),
        *_told(items.select_related("responsible", "day"), _of_item),
        *_told(contributions.select_related("partner", "day"), _of_contribution),
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST]


def _told(records: QuerySet[Any], words: Words) -> Iterator[Change]:
    newest = records.select_related("history_user").order_by("-history_date", "-history_id")
    later: dict[int, Any] = {}
    for record in [*newest[:_READ]]:
        if record.id in later:
            yield from _change(later[record.id], record, words)
        later[record.id] = record
    for first in later.values():
        yield from _change(first, None, words)


def _change(record: Any, before: Any, words: Words) -> Iterator[Change]:
    if text := words(record, before):
        yield Change(record.history_date, str(record.history_user or ""), text)


def _of_block(record: Any, before: Any) -> str:
    if before is None:
        return ""
    names = {"title": "Titel", "subtitle": "Untertitel", "topic": "Thema", "goals": "Ziele"}
    changed = [label for name, label in names.items() if _differ(record, before, name)]
    return f"{' und '.join(changed)} geändert." if changed else ""


def _of_item(record: Any, before: Any) -> str:
    name = f"„{record.title or record.get_kind_display()}“"
    if record.history_type == _GONE:
        return f"{name} entfernt."
    if record.history_type == _NEW:
        return f"{name} neu am {record.day}, {record.minutes} Minuten."
    if before is None:
        return f"{name} geändert."
    if _differ(record, before, "day_id"):
        return f"{name} auf den {record.day} gelegt."
    if changed := _new_values(record, before):
        return f"{name}: {', '.join(changed)}."
    return f"{name} verschoben." if _differ(record, before, "position") else ""


def _new_values(record: Any, before: Any) -> list[str]:
    """Return "Dauer 45 statt 30 Minuten" and the like for everything that is different."""
    pairs = (
        (f"{label} {_said(record, name)} statt {_said(before, name)}", name)
        for name, label in _LABELS.items()
    )
    return [words for words, name in pairs if _differ(record, before, name)]


_LABELS = {
    "kind": "Art",
    "title": "Titel",
    "minutes": "Minuten",
    "starts": "fester Beginn",
    "responsible_id": "Anleitung",
    "room": "Raum",
    "material": "Material",
}


def _said(record: Any, name: str) -> str:
    if name == "kind":
        return f"„{record.get_kind_display()}“"
    if name == "starts":
        return f"{record.starts:%H:%M}" if record.starts else "offen"
    if name == "minutes":
        return str(record.minutes)
    value = record.responsible if name == "responsible_id" else getattr(record, name)
    return f"„{value}“" if value else "nichts"


def _of_contribution(record: Any, before: Any) -> str:
    name = f"„{': '.join(filter(None, (str(record.partner), record.topic)))}“"
    if record.history_type == _GONE:
        return f"Beitrag {name} entfernt."
    if record.history_type == _NEW or before is None:
        return f"Beitrag {name}: {record.get_state_display()}."
    if _differ(record, before, "state"):
        return f"Beitrag {name}: {record.get_state_display()}."
    if _differ(record, before, "day_id") or _differ(record, before, "item_id"):
        has_place = record.item_id and record.day
        where = f"am {record.day} eingeplant" if has_place else "ohne Platz im Ablauf"
        return f"Beitrag {name} {where}."
    return f"Thema geändert: Beitrag {name}." if _differ(record, before, "topic") else ""


def _differ(record: Any, before: Any, name: str) -> bool:
    return bool(getattr(record, name) != getattr(before, name))
