"""Forms of one row of the database, and who changed which of its fields last.

Programme and settings have a history of their own. For the rest there is the admin's log: it holds
who changed which field, and no values.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from accounts.models import User
from web.stored_values import EditsStored, LastChange

MOST = 50


class StoredRowForm(EditsStored, forms.ModelForm):
    """The form of a row; while there is no row yet, it shows nothing that could be outdated."""

    def shows_stored(self, name: str) -> bool:
        return self.instance.pk is not None and super().shows_stored(name)

    def last_change(self, name: str) -> LastChange | None:
        label = str(self.fields[name].label or name)
        return last_change(self.instance, name, label, logged_with=self.logged_with())

    def logged_with(self) -> Model:
        """Return the row whose entries in the log tell of this one."""
        return self.instance


def last_change(
    row: Model, name: str, label: str, logged_with: Model | None = None
) -> LastChange | None:
    """Return who changed the field last, by the row's history or else by the log; None: unknown.

    `label` is what the field is called on the page."""
    return _in_history(row, name) or _in_log(row, label, logged_with or row)


def _in_history(row: Model, name: str) -> LastChange | None:
    """Return the change after which the field was as it is; None where no history tells."""
    records: Any = getattr(row, "history", None)
    columns = {field.name: field.attname for field in records.model._meta.fields} if records else {}
    if name not in columns:
        return None
    newest = list(records.select_related("history_user").order_by("-history_date", "-pk")[:MOST])
    for record, before in pairwise(newest):
        if getattr(record, columns[name]) != getattr(before, columns[name]):
            return _by(record.history_user, record.history_date)
    return None


def _in_log(row: Model, label: str, page: Model) -> LastChange | None:
    """Return the last change of the row on the page of `page`: that of the row, or of its owner."""
    kind = ContentType.objects.get_for_model(page)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(page.pk), action_flag=CHANGE)
    part = "" if row == page else str(row)
    for entry in entries.select_related("user").order_by("-action_time", "-pk")[:MOST]:
        if label in _labels(entry.change_message, part):
            return _by(entry.user, entry.action_time)
    return None


def _labels(message: str, part: str) -> set[str]:
    """Return the labels of the fields that an entry of the log names, of the page's own row or of
    the `part` with that name."""
    try:
        parts = json.loads(message)
    except ValueError:  # an entry in words
        return set()
    changes = (part.get("changed", {}) for part in parts if isinstance(part, dict))
    of_part = (change for change in changes if change.get("object", "") == part)
    return {label for change in of_part for label in change.get("fields", ())}


def _by(user: User | None, at: datetime) -> LastChange | None:
    return LastChange(str(user), at) if user else None


def note_change(row: Model, labels: Iterable[str], by: User) -> None:
    """Note in the admin's log that somebody changed these fields on a page of our own."""
    message: list[dict[str, Any]] = [{"changed": {"fields": list(labels)}}]
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, change_message=message, single_object=True)
