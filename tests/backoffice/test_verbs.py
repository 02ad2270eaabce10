"""The buttons on a page of the admin: shown, guarded and answered as the page says."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from backoffice.admin import UserAdmin
from backoffice.verbs import verb
from correspondence.models import Message


def page(user, name="change"):
    return reverse(f"admin:accounts_user_{name}", args=[user.pk])


def buttons(client, user):
    return client.get(page(user)).context["verbs"]


def test_a_verb_that_works_now_is_a_button(as_staff, leader):
    assert buttons(as_staff, leader) == [
        {"label": "Link für ein neues Passwort schicken", "url": page(leader, "send_link")}
    ]
    assert page(leader, "send_link") == f"/verwaltung/accounts/user/{leader.pk}/passwort-link/"


def test_a_verb_that_does_not_work_has_no_button_and_is_refused(as_staff, leader, outbox):
    leader.is_active = False
    leader.save()
    assert buttons(as_staff, leader) == []
    assert as_staff.post(page(leader, "send_link")).status_code == 403


def test_a_new_row_has_no_verbs(as_staff):
    assert as_staff.get("/verwaltung/accounts/user/add/").context["verbs"] == []


def test_a_verb_is_never_a_link(as_staff, leader, outbox):
    assert as_staff.get(page(leader, "send_link")).url == f"/verwaltung/accounts/user/{leader.pk}/"
    assert Message.objects.count() == 0


def test_a_verb_leads_back_to_its_page_and_says_what_it_did(as_staff, leader, outbox):
    answer = as_staff.post(page(leader, "send_link"))
    said = [(message.level_tag, str(message)) for message in get_messages(answer.wsgi_request)]
    words = f"{leader} bekommt eine E-Mail mit einem Link, um ein Passwort zu wählen."
    assert (answer.url, said) == (page(leader), [("info", words)])


def test_a_verb_that_refuses_says_why(as_staff, leader, monkeypatch):
    @verb("passwort-link", "Link schicken")
    def refuse(self, request, user):
        raise ValidationError(["Das geht nicht.", "Noch nicht."])

    monkeypatch.setattr(UserAdmin, "send_link", refuse)
    answer = as_staff.post(page(leader, "send_link"))
    said = [(message.level_tag, str(message)) for message in get_messages(answer.wsgi_request)]
    assert said == [("error", "Das geht nicht. Noch nicht.")]


@pytest.mark.parametrize("key", ["4711", "x"])
def test_a_row_that_is_not_there_is_not_found(as_staff, key):
    assert as_staff.post(f"/verwaltung/accounts/user/{key}/passwort-link/").status_code == 404
