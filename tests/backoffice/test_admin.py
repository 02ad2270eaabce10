from threading import Barrier, Thread

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection, transaction
from django.urls import reverse

from accounts.models import User
from correspondence.models import Message

ADD = "/verwaltung/accounts/user/add/"


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def page(user, name="change"):
    return reverse(f"admin:accounts_user_{name}", args=[user.pk])


def fields(user, **changes):
    values = {name: getattr(user, name) for name in ("name", "email", *ROLES)}
    return {name: value for name, value in (values | changes).items() if value is not False}


ROLES = ("is_leader", "is_staff", "is_superuser", "is_active")


def test_a_new_leader_gets_a_link_to_choose_a_password(as_staff, outbox, settings):
    new = {"name": "Neue", "email": "Neue@Example.org", "is_leader": "on", "is_active": "on"}
    as_staff.post(ADD, new)
    user = User.objects.get(email="neue@example.org")
    assert (user.is_leader, user.is_staff, user.has_usable_password()) == (True, False, False)
    message = Message.objects.get()
    assert (message.address, message.subject) == (user.email, "Ihr Zugang zu Bürger im Quartier")
    assert f"\n{settings.BASE_URL}/konto/password/reset/key/" in message.body


def test_staff_cannot_make_staff(as_staff, outbox):
    new = {"name": "Neue", "email": "neue@example.org", "is_staff": "on", "is_superuser": "on"}
    as_staff.post(ADD, new)
    user = User.objects.get(email="neue@example.org")
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_staff_cannot_change_the_address_of_staff(as_staff, lead):
    response = as_staff.post(page(lead), fields(lead, email="meine@example.org"))
    lead.refresh_from_db()
    assert (response.status_code, lead.email) == (403, "chefin@example.org")


def test_staff_send_a_leader_a_new_link_and_staff_none(as_staff, leader, lead, outbox):
    assert as_staff.post(page(leader, "send_link")).status_code == 302
    assert as_staff.post(page(lead, "send_link")).status_code == 403
    assert [message.address for message in Message.objects.all()] == [leader.email]


def test_two_users_cannot_share_an_address_in_another_case(as_lead, leader, stranger):
    response = as_lead.post(page(stranger), fields(stranger, email=leader.email.upper()))
    assert list(response.context["adminform"].form.errors) == ["email"]


@pytest.mark.parametrize("lost", ["is_superuser", "is_active"])
def test_the_last_lead_stays(as_lead, lead, lost):
    response = as_lead.post(page(lead), fields(lead, **{lost: False}))
    lead.refresh_from_db()
    [error] = response.context["adminform"].form.non_field_errors()
    assert error.startswith("Das ist die letzte Leitung der Verwaltung.")
    assert (lead.is_superuser, lead.is_active) == (True, True)


def test_with_a_second_lead_the_first_may_go(as_lead, lead):
    User.objects.create_superuser("zweite@example.org", name="Zweite")
    as_lead.post(page(lead), fields(lead, is_superuser=False))
    lead.refresh_from_db()
    assert (lead.is_superuser, lead.is_staff) == (False, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_leads_cannot_demote_each_other_at_once(lead):
    other = User.objects.create_superuser("zweite@example.org", name="Zweite")
    start, refused = Barrier(2), []

    def demote(user):
        start.wait(timeout=20)
        with transaction.atomic():
            if user.is_only_lead():
                refused.append(user)
            else:
                User.objects.filter(pk=user.pk).update(is_superuser=False)
        connection.close()

    threads = [Thread(target=demote, args=[user]) for user in (lead, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert User.objects.filter(is_superuser=True).count() == 1


def test_who_lost_the_phone_gets_a_fresh_start_from_the_lead(as_lead, staff):
    TOTP.activate(staff, "JBSWY3DPEHPK3PXP")
    as_lead.post(page(staff, "forget_second_factor"))
    assert Authenticator.objects.filter(user=staff).count() == 0


def test_nobody_is_deleted(as_lead, leader):
    assert as_lead.post(page(leader, "delete"), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=leader.pk).count() == 1


@pytest.mark.parametrize(
    "path", ["auth/group/", "account/emailaddress/", "mfa/authenticator/", "sites/site/"]
)
def test_what_staff_do_not_need_is_not_there(as_lead, path):
    assert as_lead.get(f"/verwaltung/{path}").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_queries_at_one_row_and_at_many(
    as_staff, number, django_assert_num_queries
):
    for index in range(number):
        User.objects.create_user(f"{index}@example.org", name=str(index))
    with django_assert_num_queries(4):
        as_staff.get("/verwaltung/accounts/user/")
