"""The people who want to hear of the next course, as a list."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from backoffice.staff_admin import StaffAdmin
from courses.models import District
from participants.interested.interest import Interest
from participants.people.person import with_words


class InterestedDistrictFilter(SimpleListFilter):
    """The districts that somebody waits for, each with how many do."""

    title = "Stadtteil"
    parameter_name = "stadtteil"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        counted = District.objects.annotate(people=Count("interests")).filter(people__gt=0)
        return [(row.slug, f"{row} ({row.people})") for row in counted.order_by("sort_key")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        return queryset.filter(district__slug=self.value())


class WayFilter(admin.ChoicesFieldListFilter):
    """How people want to be reached, in one word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "Weg"


@admin.register(Interest)
class InterestAdmin(StaffAdmin):
    """Who wants to hear of the next course. They come by the form, and may end it by a call."""

    deletable = True
    list_display = ["who", "district", "way", "is_confirmed", "created_at", "ends_on"]
    list_filter = [InterestedDistrictFilter, ("channel", WayFilter)]
    list_select_related = ["district"]
    search_fields = ["search_key"]
    search_help_text = "Name, E-Mail-Adresse oder Telefonnummer"
    fields = [
        *("district", "name", "channel", "email", "phone_text", "street", "postal_code", "city"),
        *("language", "consent_version", "consent_text", "created_at", "confirmed_at", "ends_on"),
    ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="Name", ordering="name")
    def who(self, interest: Interest) -> str:
        return interest.name or interest.email or interest.phone_text or "ohne Namen"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return with_words(queryset, search_term), False

    @admin.display(description="Telefonnummer")
    def phone_text(self, interest: Interest) -> str:
        return interest.phone_text

    @admin.display(description="Weg", ordering="channel")
    def way(self, interest: Interest) -> str:
        return interest.get_channel_display()

    @admin.display(description="E-Mail bestätigt", ordering="confirmed_at")
    def is_confirmed(self, interest: Interest) -> str:
        if not interest.email:
            return "–"
        return "✓ ja" if interest.confirmed_at else "! noch nicht"

    def delete_model(self, request: HttpRequest, obj: Interest) -> None:
        obj.end()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Interest]) -> None:
        for interest in queryset:
            interest.end()
