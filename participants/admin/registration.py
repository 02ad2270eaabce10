"""The registrations as a list. What changes over time changes by verbs only."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from backoffice.signs import signed
from backoffice.staff_admin import StaffAdmin
from courses.course_names import district_and_year, first_day_of
from courses.staff.course_filter import CourseFilter
from participants.admin.person import matching, page_of
from participants.admin.registration_filters import AccountFilter, WishFilter
from participants.registration.models import Registration
from participants.staff.status_signs import STATUS_SIGNS

REFERENCE = re.compile(r"[A-Za-z0-9]+-\d+")


class RegistrationList(ChangeList):
    """Every line leads to the page with the verbs."""

    def url_for_result(self, result: Any) -> str:
        return page_of(result)


@admin.register(Registration)
class RegistrationAdmin(StaffAdmin):
    list_display = ["name", "reference", "course_name", "sign", "arrived_at"]
    list_filter = ["status", AccountFilter, WishFilter, CourseFilter]
    list_select_related = ["participant", "course__district"]
    search_fields = ["reference"]
    search_help_text = "Name, E-Mail-Adresse, Telefonnummer oder Anmeldenummer"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        return super().get_queryset(request).annotate(first_day=first_day_of("course"))

    @admin.display(description="Name", ordering="participant__sort_key")
    def name(self, registration: Registration) -> str:
        return registration.participant.name

    @admin.display(description="Durchlauf", ordering="course")
    def course_name(self, registration: Any) -> str:
        return district_and_year(registration.course.district, registration.first_day)

    @admin.display(description="Stand", ordering="status")
    def sign(self, registration: Registration) -> SafeString:
        style = STATUS_SIGNS.get(registration.status, "")
        return signed(registration.get_status_display(), style)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RegistrationList

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The own page of a registration is where it changes; here is only the list."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        if REFERENCE.fullmatch(search_term.strip()):
            return queryset.filter(reference__startswith=search_term.strip().upper()), False
        if search_term:
            queryset = queryset.filter(participant__in=matching(search_term))
        return queryset, False
