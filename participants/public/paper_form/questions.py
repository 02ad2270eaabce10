"""The questions of the registration form as they stand on paper: what to write on, what to tick.

Words and order are those of the form on the web; there is no second list that could differ."""

from dataclasses import dataclass, field
from typing import Any, cast

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html

from participants.people.consents import ConsentKind, current_wording
from participants.public.fields import ConsentField
from participants.public.layout_objects import Say


@dataclass(frozen=True)
class Question:
    """One question. `kind` is how it is answered: "line", "lines", "box" or "choice"."""

    name: str
    kind: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    version: str = ""


@dataclass
class Part:
    """Questions under one heading; the first of the form have none."""

    heading: str = ""
    words: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def parts(form: forms.Form, layout: Layout) -> list[Part]:
    """Return what the form asks, in the order of its layout."""
    found = [Part()]
    for item in layout.fields:
        if isinstance(item, Fieldset):
            found.append(_part(form, item))
        else:
            _add(form, item, found[0])
    return [part for part in found if part.questions]


def _part(form: forms.Form, fieldset: Fieldset) -> Part:
    part = Part(str(fieldset.legend))
    for item in fieldset.fields:
        _add(form, item, part)
    return part


def _add(form: forms.Form, item: object, part: Part) -> None:
    if isinstance(item, Say):
        part.words.append(str(item.text))
    elif isinstance(item, str) and item in form.fields and not form[item].is_hidden:
        part.questions.append(_question(item, form.fields[item]))


def _question(name: str, asked: forms.Field) -> Question:
    kind = _kind(asked)
    version = _version(asked.kind) if isinstance(asked, ConsentField) else ""
    hint = "" if kind == "line" else str(asked.help_text)
    return Question(name, kind, str(asked.label), hint, _choices(asked), version)


def _choices(asked: forms.Field) -> tuple[str, ...]:
    """Return the words to tick; nothing for a question without a choice."""
    choices = cast(Any, asked).choices if isinstance(asked, forms.ChoiceField) else ()
    return tuple(str(label) for _value, label in choices)


def _version(kind: ConsentKind) -> str:
    """Return the version of the wording, as it is also between words from right to left."""
    return format_html('<bdi dir="ltr">{}</bdi>', current_wording(kind).version)


def _kind(asked: forms.Field) -> str:
    if isinstance(asked, forms.ChoiceField):
        return "choice"
    if isinstance(asked.widget, forms.CheckboxInput):
        return "box"
    return "lines" if isinstance(asked.widget, forms.Textarea) else "line"
