"""Django's PostgreSQL backend with a limit on how long an answer may take, kept by us.

The server's own limits (`lock_timeout`, `statement_timeout`) help against what is slow. They do
nothing against a server that is frozen: its connection stays open and is silent."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg import errors

from web.database.patience import seconds_at_most


class ImpatientConnection(psycopg.Connection):
    """Closes itself and raises OperationalError when an answer takes too long."""

    # 0: it waits without end.
    answer_seconds: float = 0

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        limit = timeout or seconds_at_most.get() or self.answer_seconds or None
        try:
            return super().wait(gen, interval, limit)
        except errors._WaitTimeout as error:
            self.pgconn.finish()
            raise psycopg.OperationalError("The database does not answer.") from error


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the option `answer_seconds` beside those of Django."""

    def get_connection_params(self) -> dict[str, Any]:
        parameters = super().get_connection_params()
        parameters.pop("answer_seconds", None)
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> ImpatientConnection:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        connection = ImpatientConnection.connect(**conn_params)
        connection.answer_seconds = self.settings_dict["OPTIONS"].get("answer_seconds", 0)
        return connection
