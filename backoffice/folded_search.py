"""A list that is searched as people write: see `web.input.searching`."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest

from web.input.searching import search_key, search_words

if TYPE_CHECKING:
    from backoffice.staff_admin import StaffAdmin as Base
else:
    Base = object


class FoldedSearch(Base):
    """Finds in the `search_fields` whatever the spelling, order and punctuation.

    It reads the fields of all rows, so it is for lists of some thousands; people have a column for
    it. `search_fields` are names of fields, without the lookups of the stock admin."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        words = search_words(search_term)
        if not words:
            return queryset, False
        keys: defaultdict[Any, str] = defaultdict(str)
        for pk, *texts in queryset.order_by().values_list("pk", *self.search_fields):
            keys[pk] += f" {search_key(*texts)}"
        found = [pk for pk, key in keys.items() if all(word in key for word in words)]
        return queryset.filter(pk__in=found[: self.paginator.most + 1]), False
