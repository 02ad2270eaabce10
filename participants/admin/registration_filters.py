"""By what the list of registrations can be narrowed down."""

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

from participants.ledger import undecided_wishes
from participants.registration.status import SEEKING


class AccountFilter(SimpleListFilter):
    title = "Konto"
    parameter_name = "konto"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("offen", "noch zu zahlen"), ("guthaben", "zurückzuzahlen")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        side = {"account__gt": 0} if self.value() == "offen" else {"account__lt": 0}
        return queryset.filter(**side)


class WishFilter(SimpleListFilter):
    title = "Ermäßigung"
    parameter_name = "ermaessigung"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("offen", "noch nicht entschieden")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        return queryset.filter(pk__in=undecided_wishes(SEEKING).values("registration"))
