"""Tables for spreadsheets, which count with numbers and dates and take no text for a formula."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import tablib
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from import_export import fields, resources, widgets
from import_export.formats.base_formats import CSV, XLSX

# The mark at the beginning tells Excel that the file is UTF-8.
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


# A sign before a number and words, as in "+1 Begleitperson": no spreadsheet can reckon with that.
_ONLY_WORDS = re.compile(r"[+-]\s?\d+ [\w\s.,]*")
_FORMULA = re.compile(r"\s*[=+\-@|%]|[\t\r\n]")
_NUMBER_FROM_ABROAD = re.compile(r"\+[\d\s/().–-]+")


def without_formula(value: Any) -> Any:
    """Return a text that no spreadsheet takes for a formula, and anything else as it is."""
    if not isinstance(value, str) or _ONLY_WORDS.fullmatch(value):
        return value
    return f"'{value}" if _FORMULA.match(value) else value


class CellWidget(widgets.Widget):
    """Leaves numbers and dates what they are; a moment is the local one, a yes is "ja"."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, datetime):
            return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
        if isinstance(value, bool):
            return "ja" if value else ""
        return "" if value is None else value


class PhoneWidget(CellWidget):
    """A number from abroad can still be dialled: its plus, which begins formulas, becomes 00."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        text = super().render(value, obj, **kwargs)
        return f"00{text[1:]}" if _NUMBER_FROM_ABROAD.fullmatch(text) else text


def phone_column(heading: str, attribute: str) -> fields.Field:
    """Return the column of a text that may be a phone number."""
    return fields.Field(column_name=heading, attribute=attribute, widget=PhoneWidget())


def column(heading: str, attribute: str | None = None) -> fields.Field:
    """Return a column; `attribute` is where its value is found, as in a lookup of a query.

    None: the sheet has a method `dehydrate_…` for it."""
    return fields.Field(column_name=heading, attribute=attribute, widget=CellWidget())


class Spreadsheet(resources.Resource):
    """The columns of a table, in their order; a subclass names them."""

    def export_field(self, field: fields.Field, instance: Any, **kwargs: Any) -> Any:
        return without_formula(super().export_field(field, instance, **kwargs))


def write(sheet: Spreadsheet, rows: QuerySet, kind: str) -> tuple[bytes, str]:
    """Return the file of this kind, "xlsx" or "csv", and its content type.

    Raises Http404 for another kind."""
    if kind == "xlsx":
        # Not by `export_data`, which turns numbers into text.
        return sheet.export(rows).export("xlsx", escape=True), XLSX.CONTENT_TYPE
    if kind == "csv":
        return _csv(sheet.export(rows)), f"{CSV.CONTENT_TYPE}; charset=utf-8"
    raise Http404


def _csv(table: tablib.Dataset) -> bytes:
    """Semicolons and decimal commas: a double click opens it in a German Excel."""
    rows = [[_in_german(cell) for cell in row] for row in table]
    content = tablib.Dataset(*rows, headers=table.headers).export("csv", delimiter=";")
    return (BOM + content).encode()


def _in_german(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell
