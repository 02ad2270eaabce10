"""Lists for other programs: the registrations of a course, and its ledger, as XLSX or CSV."""

import re
from datetime import date, datetime
from decimal import Decimal

import tablib
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from import_export import fields, resources, widgets
from import_export.formats.base_formats import CSV, XLSX

from courses.models import Course
from participants.ledger import ZERO, LedgerEntry
from participants.registration.models import Registration

# The mark at the beginning tells Excel that the file is UTF-8.
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def harmless(value):
    """Return a text that no spreadsheet takes for a formula; a phone number still works."""
    if not isinstance(value, str):
        return value
    value = re.sub(r"^\s*\+(?=\d)", "00", value)
    return f"'{value}" if re.match(r"\s*[=+\-@|%]|[\t\r\n]", value) else value


def _local(moment):
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0)


class HarmlessResource(resources.Resource):
    def export_field(self, field, instance, **kwargs):
        return harmless(super().export_field(field, instance, **kwargs))


class AsItIs(widgets.Widget):
    """Leaves numbers and dates what they are, so that a spreadsheet can count with them."""

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


def _column(name, attribute=None):
    return fields.Field(column_name=name, attribute=attribute, widget=AsItIs())


class RegistrationResource(HarmlessResource):
    reference = _column("Anmeldenummer", "reference")
    name = _column("Name", "participant__name")
    sort_name = _column("Name in Listen", "participant__sort_name")
    status = _column("Stand", "get_status_display")
    arrived_at = _column("Eingang")
    channel = _column("Weg", "get_channel_display")
    email = _column("E-Mail", "participant__email")
    phone = _column("Telefon", "participant__phone_text")
    street = _column("Straße", "participant__street")
    postal_code = _column("PLZ", "participant__postal_code")
    city = _column("Ort", "participant__city")
    lives_here = _column("Wohnt im Stadtteil", "get_lives_here_display")
    needs = _column("Braucht", "needs")
    under_age = _column("Unter 18")
    guardian_name = _column("Sorgeberechtigt", "guardian_name")
    guardian_contact = _column("Kontakt Sorgeberechtigt", "guardian_contact")
    balance = _column("Offen in Euro")

    def dehydrate_arrived_at(self, registration):
        return _local(registration.arrived_at)

    def dehydrate_under_age(self, registration):
        return "ja" if registration.under_age else ""

    def dehydrate_balance(self, registration):
        return sum((entry.amount for entry in registration.ledger_entries.all()), ZERO)

    def get_queryset(self):
        rows = Registration.objects.select_related("participant")
        return rows.prefetch_related("ledger_entries").order_by("participant__sort_key", "pk")


class LedgerResource(HarmlessResource):
    booked_on = _column("Datum", "booked_on")
    reference = _column("Anmeldenummer", "registration__reference")
    name = _column("Name", "registration__participant__name")
    kind = _column("Art", "get_kind_display")
    amount = _column("Betrag in Euro", "amount")
    payer = _column("Von oder an", "payer")
    note = _column("Vermerk", "reference")
    by = _column("Durch", "by__name")
    created_at = _column("Geschrieben am")

    def dehydrate_created_at(self, entry):
        return _local(entry.created_at)

    def get_queryset(self):
        return LedgerEntry.objects.select_related("registration__participant", "by")


@never_cache
@require_safe
def export_registrations(request, slug, kind):
    course = get_object_or_404(Course, slug=slug)
    resource = RegistrationResource()
    rows = resource.get_queryset().filter(course=course)
    return _file(resource, rows, course, "anmeldungen", kind)


@never_cache
@require_safe
def export_ledger(request, slug, kind):
    course = get_object_or_404(Course, slug=slug)
    resource = LedgerResource()
    rows = resource.get_queryset().filter(registration__course=course)
    return _file(resource, rows, course, "buchungen", kind)


def _file(resource, rows, course, what, kind):
    write = {"xlsx": _xlsx, "csv": _csv}.get(kind)
    if write is None:
        raise Http404
    content, content_type = write(resource.export(rows))
    name = f"{what}-{course.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _xlsx(dataset):
    """Not by `export_data`, which turns numbers into text; `harmless` has been here already."""
    return dataset.export("xlsx", escape=True), XLSX.CONTENT_TYPE


def _csv(dataset):
    """Semicolons and decimal commas: a double click opens it in a German Excel."""
    rows = [[_in_german(cell) for cell in row] for row in dataset]
    content = tablib.Dataset(*rows, headers=dataset.headers).export("csv", delimiter=";")
    return (BOM + content).encode(), f"{CSV.CONTENT_TYPE}; charset=utf-8"


def _in_german(cell):
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell
