"""The version of the public pages: a number that every change of what they show renews.

Pages that are kept ready are kept under this number and never by time, so none is ever stale: who
reads the new number also sees the change, because both are written in one transaction.
"""

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models, transaction

from web.database.precompiled_query import PrecompiledQuery

Row = TypeVar("Row", bound=models.Model, covariant=True)

_within = ContextVar("within a change of what public pages show", default=False)


@contextmanager
def new_public_version() -> Iterator[None]:
    """Surround one change, in one transaction, of what public pages show; it decorates verbs too.

    The number is renewed once, as the very last thing, also where one such change is part of
    another: everybody locks the rows first and the version last, so nobody waits in a circle."""
    with transaction.atomic():
        if _within.get():
            yield
            return
        token = _within.set(True)
        try:
            yield
        finally:
            _within.reset(token)
        PublicVersion.bump()


class PublicVersion(models.Model):
    """The one row that holds the version (Auflage) of the public pages.

    The number is the clock's, in nanoseconds: unlike 1, 2, 3 … it does not come a second time after
    a rollback or a restored backup, when a page may still be kept under it."""

    number = models.PositiveBigIntegerField(default=time.time_ns)

    class Meta:
        app_label = "accounts"
        db_table = "accounts_edition"

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the version that the database holds now; the first call makes the row."""
        return next(iter(_number.row(1)), None) or cls.objects.get_or_create(pk=1)[0].number

    @classmethod
    def bump(cls) -> None:
        """Make every page that is kept ready out of date.

        It locks the row until the transaction ends: call it last, or change within
        `new_public_version`."""
        if not cls.objects.filter(pk=1).update(number=time.time_ns()):
            cls.objects.get_or_create(pk=1)


_number = PrecompiledQuery(lambda pk: PublicVersion.objects.filter(pk=pk).values_list("number"), -1)


class PublicContentQuerySet(models.QuerySet[Row]):
    """Bulk changes are changes too."""

    def update(self, **values: Any) -> int:
        with new_public_version():
            return super().update(**values)

    def bulk_create(
        self,
        objs: Iterable[Row],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Row]:
        with new_public_version():
            return super().bulk_create(
                objs,
                batch_size,
                ignore_conflicts,
                update_conflicts,
                update_fields,
                unique_fields,
            )

    def delete(self) -> tuple[int, dict[str, int]]:
        with new_public_version():
            return super().delete()


class PublicContent(models.Model):
    """Something that public pages show.

    Changed many-to-many relations need `PublicVersion.bump()`."""

    objects = PublicContentQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with new_public_version():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with new_public_version():
            return super().delete(*args, **kwargs)
