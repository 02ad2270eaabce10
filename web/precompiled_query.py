"""Queries that are asked at every turn: their SQL is put together once and not once a request.

Django needs many times as long to write a query with subqueries as the database to answer it.
"""

from functools import cached_property

from django.db import connection


class PrecompiledQuery:
    """One row of a query that differs in one value only.

    `build(value)` returns the query set, a `values_list`; `gap` is a value of the right type that
    occurs nowhere else in it. It stands where the real value goes."""

    def __init__(self, build, gap):
        self._build = build
        self._gap = gap

    @cached_property
    def _statement(self):
        return self._build(self._gap).query.get_compiler(connection=connection).as_sql()

    def row(self, value):
        """Return the row as a tuple; None when there is none."""
        sql, params = self._statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if param == self._gap else param for param in params])
            return cursor.fetchone()
