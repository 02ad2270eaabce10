from django.contrib import admin
from django.http import HttpRequest

from backoffice.staff_admin import StaffAdmin
from certificates.models import Certificate


@admin.register(Certificate)
class CertificateAdmin(StaffAdmin):
    """To look things up; issuing has its own page at the course."""

    list_display = ["number", "kind", "printed_name", "course_title", "issued_on", "state"]
    list_filter = ["state", "kind", "year"]
    search_fields = ["code", "printed_name"]
    search_help_text = "Name oder Code"
    exclude = ["pdf", "blocks", "dates", "topic"]

    @admin.display(description="Nummer", ordering="-serial")
    def number(self, certificate: Certificate) -> str:
        return certificate.number

    def has_add_permission(self, request: HttpRequest, obj: Certificate | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Certificate | None = None) -> bool:
        return False
