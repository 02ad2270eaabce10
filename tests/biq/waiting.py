"""Waiting for the database: somebody to register, other connections, and what people read."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

PHONE = "030\N{NO-BREAK SPACE}23125000"
PERSON = {"name": "Ada Beispiel", "phone": "0421 361 0", "channel": "phone"}


def server_limits(**milliseconds):
    return {"options": " ".join(f"-c {name}={value}" for name, value in milliseconds.items())}


def in_thread(action):
    """Do it in a thread with a connection of its own; return its future."""

    def act():
        try:
            return action()
        finally:
            connections.close_all()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(act)
    pool.shutdown(wait=False)
    return future


def says_when_to_come_back(answer):
    page = answer.content.decode()
    return answer.status_code, answer["Retry-After"], PHONE in page


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
