"""Rows that belong to another row and are edited on its page: also who deletes them is compared."""

import re
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.datastructures import MultiValueDict

Data = MultiValueDict[str, Any]


class StoredInlineFormSet(BaseInlineFormSet):
    """A row that somebody deleted meanwhile is left out; one that was changed is not deleted.

    Where that was not what the page had shown, nothing is written and the page comes back once."""

    data: Data
    prefix: str

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.gone = self._leave_out() if self.is_bound else []

    def _leave_out(self) -> list[str]:
        """Take the rows that are gone out of what was sent; return what was typed in each."""
        known = {str(row.pk) for row in self.get_queryset()}
        gone = {
            number: _typed(self.data, f"{self.prefix}-{number}-")
            for number in _numbers(self.data, self.prefix, "id")
            if self.data[f"{self.prefix}-{number}-id"] not in known
        }
        if gone:
            self.data = _without(self.data, self.prefix, {*gone})
        return [typed for typed in gone.values() if typed]

    @cached_property
    def conflicts(self) -> list[str]:
        """What is different from what the page had shown, in words."""
        changed = [form for form in self.initial_forms if self._is_deleted_unseen(form)]
        return [
            *(f"Diesen Eintrag hat inzwischen jemand gelöscht: {typed}." for typed in self.gone),
            *(
                f"„{form.instance}“ hat inzwischen jemand geändert. Wenn Sie noch einmal speichern,"
                " wird der Eintrag gelöscht."
                for form in changed
            ),
        ]

    def _is_deleted_unseen(self, form: Any) -> bool:
        return bool(
            self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME) and form.outdated
        )

    def clean(self) -> None:
        super().clean()
        if self.conflicts:
            raise ValidationError(self.conflicts, code="conflict")


def _numbers(data: Data, prefix: str, name: str) -> list[str]:
    """Return the numbers of the rows that have such a field, and a value in it."""
    found = (re.fullmatch(rf"{prefix}-(\d+)-{name}", key) for key in data)
    return [match[1] for match in found if match and data[match[0]]]


def _typed(data: Data, row: str) -> str:
    """Return what was filled in, in the row with this prefix, if anything was changed in it."""
    shown = {name: data[name] for name in data if name.startswith(f"initial-{row}")}
    sent = {name: data.get(name.removeprefix("initial-"), "") for name in shown}
    return ", ".join(filter(None, sent.values())) if sent != shown else ""


def _without(data: Data, prefix: str, gone: set[str]) -> Data:
    """Return what was sent without these rows; those behind them move up."""
    total, first = (_count(data, f"{prefix}-{name}_FORMS") for name in ("TOTAL", "INITIAL"))
    kept = [str(number) for number in range(total) if str(number) not in gone]
    places = {number: str(place) for place, number in enumerate(kept)}
    left: Data = MultiValueDict()
    for name, values in data.lists():
        match = re.fullmatch(rf"((?:initial-|theirs-)?{prefix}-)(\d+)(-.+)", name)
        if match is None:
            left.setlist(name, values)
        elif match[2] in places:
            left.setlist(f"{match[1]}{places[match[2]]}{match[3]}", values)
    left[f"{prefix}-TOTAL_FORMS"] = str(len(kept))
    left[f"{prefix}-INITIAL_FORMS"] = str(first - (total - len(kept)))
    return left


def _count(data: Data, name: str) -> int:
    """Return the number; 0 for what is none, and no more than a page has rows."""
    text = str(data.get(name, ""))
    return min(int(text), 1000) if text.isdecimal() else 0
