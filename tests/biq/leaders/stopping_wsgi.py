"""Our site for a web server that is to be killed: it stops in the middle of a sync.

`STOPS` says when: "storing" with rows written and nothing committed, "answering" after the commit;
empty: never. Where it stopped, the file `STOPPED` lies."""

import os
from pathlib import Path
from threading import Event

from django.db import connection

from biq.wsgi import application as site

STOPS = os.environ["STOPS"]
LAST_ROWS = 'INSERT INTO "participants_receivedmark"'


def application(environ, start_response):
    if not environ["PATH_INFO"].endswith("/anwesenheit/senden/"):
        return site(environ, start_response)
    with connection.execute_wrapper(stop_while_storing):
        answer = site(environ, start_response)
    if STOPS == "answering":
        stop()
    return answer


def stop_while_storing(execute, sql, params, many, context):
    found = execute(sql, params, many, context)
    if STOPS == "storing" and sql.startswith(LAST_ROWS):
        stop()
    return found


def stop():
    Path(os.environ["STOPPED"]).touch()
    Event().wait()
