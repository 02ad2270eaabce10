"""What a browser sends for a field, what that means, and how people read it.

A sent value is a list of texts, as in a query string: empty for a box without a tick."""

import datetime
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.choices import flatten_choices
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

Sent = list[str]


def has_several(field: forms.Field) -> bool:
    """Return whether several values may be chosen for the field."""
    return getattr(_widget(field), "allow_multiple_selected", False)


def _widget(field: forms.Field) -> forms.Widget:
    """Return the widget itself, also where the admin puts links around it."""
    inner: Any = getattr(field.widget, "widget", field.widget)
    return inner


def _is_box(field: forms.Field) -> bool:
    return isinstance(_widget(field), forms.CheckboxInput)


def as_sent(field: forms.Field, value: Any) -> Sent:
    """Return what comes back from a page that shows the value, when nobody touches it."""
    if _is_box(field):
        return ["on"] if value else []
    widget = _widget(field)
    widget.is_localized = field.localize
    shown = widget.format_value(field.prepare_value(value))
    if isinstance(shown, list | tuple):
        return [str(one) for one in shown]
    return ["" if shown is None else str(shown)]


def packed(field: forms.Field, sent: Sent) -> str:
    """Return the sent value as the one text of a hidden field."""
    return json.dumps(sent) if has_several(field) else "".join(sent[:1])


def unpacked(field: forms.Field, text: str) -> Sent:
    """Return what `packed` put together; what cannot be read is no value."""
    if not has_several(field):
        return [text] if text or not _is_box(field) else []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


def taken(field: forms.Field, sent: Sent) -> Any:
    """Return the sent value as the field takes it."""
    data: MultiValueDict[str, str] = MultiValueDict({"value": list(sent)})
    return _widget(field).value_from_datadict(data, MultiValueDict(), "value")


def _read(field: forms.Field, sent: Sent) -> Any:
    """Return the value that was meant; what the field cannot read as it was taken."""
    value = taken(field, sent)
    with suppress(ValidationError):
        return field.to_python(value)
    return value


def meaning(field: forms.Field, sent: Sent) -> Any:
    """Return what tells this value from another: how it was written does not count.

    Of what the field cannot read that is the text itself."""
    value = _read(field, sent)
    if isinstance(value, list | tuple | QuerySet):
        return {str(getattr(one, "pk", one)) for one in value}
    return "" if value is None else value


def in_words(field: forms.Field, sent: Sent) -> str:
    """Return the value as people read it; a word for what is empty."""
    return _worded(field, _read(field, sent), "".join(sent)) or _("leer")


def _worded(field: forms.Field, value: Any, text: str) -> str:
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(_worded(field, one, str(one)) for one in value)
    for kind, write in _WRITTEN.items():
        if isinstance(value, kind):
            return write(field, value)
    return _labels(field).get(str(value), text)


def _labels(field: forms.Field) -> dict[str, str]:
    """Return {value: label} of plain choices; those of rows have their labels from the row."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return {}
    choices: Any = field.choices
    flat: Any = flatten_choices(choices)
    return {str(value): str(label) for value, label in flat if value not in ("", None)}


def _row(field: Any, row: Model) -> str:
    return field.label_from_instance(row)


_WRITTEN: dict[type, Callable[[Any, Any], str]] = {
    Model: _row,
    datetime.date: lambda field, value: f"{value:%d.%m.%Y}",
    datetime.time: lambda field, value: f"{value:%H:%M}",
}
