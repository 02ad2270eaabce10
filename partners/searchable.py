"""Rows that a free text search finds, whatever the spelling: see `web.input.searching`."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from web.input.searching import search_key


class Searchable(models.Model):
    """A row that keeps the words it is found by in `search_key`."""

    KEYS: ClassVar[tuple[str, ...]] = ("search_key",)

    search_key = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.KEYS}
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Derive what is searched in from the other columns."""
        self.search_key = search_key(*self.searched_in())

    def searched_in(self) -> Iterable[str]:
        raise NotImplementedError


def with_keys(rows: Iterable[Any]) -> list[Any]:
    """Return the rows with their keys filled in: what `bulk_create` writes was never saved."""
    filled = list(rows)
    for row in filled:
        row.fill_keys()
    return filled
