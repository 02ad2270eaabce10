"""Queries that are asked at every turn: put together once, and planned once for each connection.

Django needs many times as long to write a query with subqueries as the database to answer it, and
PostgreSQL longer to plan it than to carry it out.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from psycopg import Cursor


class PrecompiledQuery:
    """One row of a query that differs in one value only.

    `build(value)` returns the query set, a `values_list`; `gap` is a value of the right type that
    occurs nowhere else in it. It stands where the real value goes."""

    def __init__(self, build: Callable[[Any], QuerySet[Any, Any]], gap: object) -> None:
        self._build = build
        self._gap = gap

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        return self._build(self._gap).query.get_compiler(connection=connection).as_sql()

    def row(self, value: Any) -> tuple[Any, ...]:
        """Return the row; the empty tuple when there is none."""
        sql, params = self._statement
        with _planning_cursor() as cursor:
            cursor.execute(sql, [value if param == self._gap else param for param in params])
            return cursor.fetchone() or ()


def _planning_cursor() -> CursorWrapper:
    """Return a cursor whose statements the database may keep planned.

    Django writes the values into the statement, so no two are the same to PostgreSQL. Here they
    travel beside it; psycopg has it prepared once it was asked `prepare_threshold` times."""
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        cursor.cursor = Cursor(connection.connection)
    return cursor
