"""What somebody typed into a form of staff or leaders, in the words of that form.

A form that was sent names its fields and says nothing of their labels. They are found where the
form was made: in the admin, in what a view says of itself (`describe_typed`), or else in the form
class of ours that has most of the fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.urls import resolve

from accounts.kept.post import KeptPost

Pairs = list[tuple[str, str]]
Fields = Mapping[str, forms.Field]

# What stands before the name of a field, and its prefix, where a page sends along what it showed,
# or the tick that takes the newer value: see `web.stored_values`.
_BESIDE_A_FIELD = ("initial-", "theirs-")


def described_by(describe: Callable[..., Pairs]) -> Callable[[Any], Any]:
    """Decorate a view whose form names its fields after rows: `describe` puts it into words.

    It is called with the request, what was sent, and the parts of the address."""

    def mark(view: Any) -> Any:
        view.describe_typed = describe
        return view

    return mark


def typed(request: HttpRequest, post: KeptPost) -> Pairs:
    """Return (label, value) of everything that somebody typed or chose, as the form showed it.

    Call it only for who may see the form: a chosen row is looked up to name it."""
    match = resolve(post.page)
    describe: Callable[..., Pairs] | None = getattr(match.func, "describe_typed", None)
    if describe:
        return describe(request, _as_data(post), *match.args, **match.kwargs)
    admin_page = getattr(match.func, "model_admin", None)
    fields = _fields_of_admin(admin_page, request) if admin_page else _fields_of_form(post)
    return in_words(fields, post.fields)


def in_words(fields: Fields, sent: Iterable[tuple[str, str]]) -> Pairs:
    """Return (label, value) of the names and values that were sent for fields that are seen."""
    filled = [(name, value) for name, value in sent if value]
    named = [(_last_part(name), value) for name, value in filled if _is_typed(name)]
    return [
        (str(fields[name].label or name), _shown(fields[name], value))
        for name, value in named
        if name in fields and not fields[name].widget.is_hidden
    ]


def _as_data(post: KeptPost) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in post.fields:
        data.appendlist(name, value)
    return data


def _is_typed(name: str) -> bool:
    return not name.startswith(_BESIDE_A_FIELD)


def _last_part(name: str) -> str:
    """Return the name of a field without what tells the forms of one page apart."""
    return name.rsplit("-", 1)[-1]


def _fields_of_admin(page: Any, request: HttpRequest) -> Fields:
    inlines = [inline.get_formset(request).form for inline in page.get_inline_instances(request)]
    found = [*reversed(inlines), page.get_form(request)]
    return {name: field for form in found for name, field in form.base_fields.items()}


def _fields_of_form(post: KeptPost) -> Fields:
    """Return the fields of the form that has most of the names and fewest others."""
    names = {_last_part(name) for name, _value in post.fields}

    def fits(fields: Fields) -> tuple[int, int]:
        return len(names & set(fields)), -len(fields)

    return max((form.base_fields for form in _forms(forms.BaseForm)), key=fits)


def _forms(form: type) -> Iterator[Any]:
    """Return all classes of forms that are loaded and have fields."""
    below: Any
    for below in form.__subclasses__():
        yield from _forms(below)
        if getattr(below, "base_fields", None):
            yield below


def _shown(field: forms.Field, value: str) -> str:
    """Return the value as a person reads it."""
    if isinstance(field, forms.BooleanField):
        return "ja"
    if isinstance(field, forms.ModelChoiceField):
        return _name_of_row(field, value)
    if isinstance(field, forms.DateField):
        return _as_date(field, value)
    return dict(_flat(getattr(field, "choices", ()))).get(value, value)


def _as_date(field: forms.DateField, value: str) -> str:
    try:
        return f"{field.to_python(value):%d.%m.%Y}"
    except ValidationError:
        return value


def _name_of_row(field: forms.ModelChoiceField, value: str) -> str:
    key = field.to_field_name or "pk"
    try:
        row = field.queryset.filter(**{key: value}).first() if field.queryset is not None else None
    except (ValidationError, TypeError, ValueError):
        row = None
    return field.label_from_instance(row) if row else value


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), str(label)
