from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from backoffice.signs import GOOD, WAITING, WRONG, signed
from backoffice.staff_admin import StaffAdmin
from certificates.models import Certificate, State
from courses.course_names import district_and_year, first_day_of
from courses.staff.course_filter import CourseFilter

STATE_SIGNS: dict[str, str] = {State.VALID: GOOD, State.ISSUING: WAITING}


class CertificateList(ChangeList):
    """Every line leads to the page with the verbs."""

    def url_for_result(self, result: Model) -> str:
        return reverse("certificates:certificate_page", args=[cast(Certificate, result).code])


@admin.register(Certificate)
class CertificateAdmin(StaffAdmin):
    """To look things up; issuing has its own page at the course."""

    list_display = ["name", "number", "kind", "course_name", "sign", "issued_on"]
    list_filter = ["state", "kind", "year", CourseFilter]
    list_select_related = ["course__district"]
    search_fields = ["code", "printed_name"]
    search_help_text = "Name oder Code"
    exclude = ["pdf", "blocks", "dates", "topic"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Certificate]:
        return super().get_queryset(request).annotate(first_day=first_day_of("course"))

    @admin.display(description="Name", ordering="printed_name")
    def name(self, certificate: Certificate) -> str:
        return certificate.printed_name or "Name gelöscht"

    @admin.display(description="Durchlauf", ordering="course")
    def course_name(self, certificate: Any) -> str:
        return district_and_year(certificate.course.district, certificate.first_day)

    @admin.display(description="Stand", ordering="state")
    def sign(self, certificate: Certificate) -> SafeString:
        style = STATE_SIGNS.get(certificate.state, WRONG)
        return signed(certificate.get_state_display(), style)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CertificateList

    @admin.display(description="Nummer", ordering="-serial")
    def number(self, certificate: Certificate) -> str:
        return certificate.number

    def has_add_permission(self, request: HttpRequest, obj: Certificate | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Certificate | None = None) -> bool:
        return False
