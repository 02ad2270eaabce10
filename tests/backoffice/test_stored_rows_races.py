"""Two send the same page of the admin in the same moment: neither undoes the other."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from courses.models import Course
from tests.sent_form import sent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def send_at_once(user, address, *changes):
    """Open a page once for each of the changes, send all at once and return the statuses."""
    clients = [Client() for _ in changes]
    for client in clients:
        client.force_login(user)
    forms = [
        sent(client.get(address), **mine) for client, mine in zip(clients, changes, strict=True)
    ]
    start, statuses = Barrier(len(clients)), []

    def post(client, form):
        start.wait(timeout=20)
        statuses.append(client.post(address, form).status_code)
        connection.close()

    threads = [Thread(target=post, args=pair) for pair in zip(clients, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def test_different_fields_come_together(course, staff):
    address = f"/verwaltung/courses/course/{course.pk}/change/"
    for number in range(ROUNDS):
        mine = [{"capacity": str(20 + number)}, {"contact_name": f"Büro {number}"}]
        assert send_at_once(staff, address, *mine) == [302, 302]
        now = Course.objects.get()
        assert (now.capacity, now.contact_name) == (20 + number, f"Büro {number}")


def test_of_two_values_for_one_field_one_is_asked_about(course, staff):
    address = f"/verwaltung/courses/course/{course.pk}/change/"
    for number in range(ROUNDS):
        mine = [{"capacity": str(20 + number)}, {"capacity": str(40 + number)}]
        assert send_at_once(staff, address, *mine) == [302, 409]


def test_two_leads_who_demote_each_other_wait_in_no_circle(lead):
    other = User.objects.create_superuser("zweite@example.org", name="Zweite")
    pages = [f"/verwaltung/accounts/user/{user.pk}/change/" for user in (lead, other)]
    clients = [Client(), Client()]
    for client, user in zip(clients, (other, lead), strict=True):
        client.force_login(user)
    forms = [
        sent(client.get(page), is_superuser=None)
        for client, page in zip(clients, pages, strict=True)
    ]
    start, statuses = Barrier(2), []

    def post(client, page, form):
        start.wait(timeout=20)
        statuses.append(client.post(page, form).status_code)
        connection.close()

    threads = [Thread(target=post, args=row) for row in zip(clients, pages, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(is_superuser=True).count() == 1
    assert max(statuses) < 500
