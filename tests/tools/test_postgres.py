"""The PostgreSQL of our own comes and goes, and tests marked for it run on it."""

from pathlib import Path

import environ
import psycopg
import pytest
from django.db import connection

from tools import postgres


def test_a_temporary_server_answers_and_leaves_nothing_behind():
    with postgres.temporary() as url:
        server = environ.Env.db_url_config(url)
        with psycopg.connect(host=server["HOST"], user=server["USER"], dbname="biq") as session:
            assert session.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    assert Path(server["HOST"]).exists() is False


def test_a_temporary_server_ends_when_the_work_fails():
    with pytest.raises(ZeroDivisionError), postgres.temporary() as url:
        raise ZeroDivisionError
    assert Path(environ.Env.db_url_config(url)["HOST"]).exists() is False


@pytest.mark.postgres
@pytest.mark.django_db
def test_what_is_marked_for_postgresql_runs_on_it():
    assert connection.vendor == "postgresql"
