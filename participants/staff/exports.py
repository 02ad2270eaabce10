"""Lists for other programs: the registrations of a course, and its ledger, as XLSX or CSV.

Their views, which guard the addresses, are in `downloads`."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access_log import AccessKind, record
from backoffice.staff_pages import StaffRequest
from courses.course_names import district_and_year
from courses.models import Course
from participants.ledger import ZERO, LedgerEntry
from participants.registration.models import Registration
from participants.staff.spreadsheet import Spreadsheet, column, phone_column, write


class RegistrationSheet(Spreadsheet):
    reference = column("Anmeldenummer", "reference")
    name = column("Name", "participant__name")
    sort_name = column("Name in Listen", "participant__sort_name")
    status = column("Stand", "get_status_display")
    arrived_at = column("Eingang", "arrived_at")
    channel = column("Weg", "get_channel_display")
    email = column("E-Mail", "participant__email")
    phone = phone_column("Telefon", "participant__phone_text")
    street = column("Straße", "participant__street")
    postal_code = column("PLZ", "participant__postal_code")
    city = column("Ort", "participant__city")
    lives_here = column("Wohnt im Stadtteil", "get_lives_here_display")
    needs = column("Braucht", "needs")
    under_age = column("Unter 18", "under_age")
    guardian_name = column("Sorgeberechtigt", "guardian_name")
    guardian_contact = phone_column("Kontakt Sorgeberechtigt", "guardian_contact")
    account = column("Offen in Euro", "account")


class LedgerSheet(Spreadsheet):
    booked_on = column("Datum", "booked_on")
    reference = column("Anmeldenummer", "registration__reference")
    name = column("Name", "registration__participant__name")
    kind = column("Art", "get_kind_display")
    amount = column("Betrag in Euro", "amount")
    payer = column("Von oder an", "payer")
    note = column("Vermerk", "reference")
    by = column("Durch", "by__name")
    created_at = column("Geschrieben am", "created_at")


class AccountSheet(Spreadsheet):
    reference = column("Anmeldenummer", "reference")
    name = column("Name", "participant__name")
    course = column("Durchlauf")
    status = column("Stand", "get_status_display")
    email = column("E-Mail", "participant__email")
    phone = phone_column("Telefon", "participant__phone_text")
    amount = column("Betrag in Euro")

    def dehydrate_course(self, registration: Any) -> str:
        return district_and_year(registration.course.district, registration.first_day)

    def dehydrate_amount(self, registration: Any) -> object:
        return abs(registration.account).quantize(ZERO)


def export_registrations(request: StaffRequest, slug: str, kind: str) -> HttpResponse:
    course = get_object_or_404(Course, slug=slug)
    rows = Registration.objects.filter(course=course).order_by("participant__sort_key", "pk")
    rows = rows.select_related("participant")
    return download(request, RegistrationSheet(), rows, f"anmeldungen-{slug}", kind)


def export_ledger(request: StaffRequest, slug: str, kind: str) -> HttpResponse:
    course = get_object_or_404(Course, slug=slug)
    rows = LedgerEntry.objects.filter(registration__course=course)
    rows = rows.select_related("registration__participant", "by")
    return download(request, LedgerSheet(), rows, f"buchungen-{slug}", kind)


def download(
    request: StaffRequest, sheet: Spreadsheet, rows: QuerySet, name: str, kind: str
) -> HttpResponse:
    """Return the sheet as a file of today, and note that it left the house.

    Raises Http404 for an unknown kind of file."""
    content, content_type = write(sheet, rows, kind)
    file = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    record(request, AccessKind.EXPORTED, request.user, subject=file)
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )
