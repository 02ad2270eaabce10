import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from correspondence.models import Message

LOGIN = "/konto/login/"
ACTIVATE = "/konto/2fa/totp/activate/"


def log_in(client, email, password="pw"):  # noqa: S107
    return client.post(LOGIN, {"login": email, "password": password})


def arrive(client):
    return client.get(reverse("accounts:arrive"))


@pytest.mark.parametrize(
    ("role", "place"),
    [("staff", "/verwaltung/"), ("both", "/verwaltung/"), ("leader", "/kursleitung/")],
)
def test_everybody_arrives_at_the_face_of_their_role(client, request, role, place):
    user = request.getfixturevalue(role)
    assert log_in(client, user.email).url == reverse("accounts:arrive")
    assert arrive(client).url == place


def test_who_has_no_role_arrives_nowhere(client, stranger):
    log_in(client, stranger.email)
    assert arrive(client).status_code == 403


def test_the_case_of_the_address_does_not_matter(client, staff):
    assert log_in(client, staff.email.upper()).status_code == 302


def test_the_staff_face_has_no_door_of_its_own(client, staff):
    page = client.get("/verwaltung/accounts/user/")
    assert page.url == "/konto/login/?next=/verwaltung/accounts/user/"
    data = {"login": staff.email, "password": "pw", "next": "/verwaltung/accounts/user/"}
    assert client.post(LOGIN, data).url == "/verwaltung/accounts/user/"
    assert client.get("/verwaltung/login/").url == "/verwaltung/"


def without_what_changes(response):
    """Return the page without the typed address, the CSRF token and nonces."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r"[\w.]+@example\.org", "", text)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, staff):
    known = log_in(client, staff.email, "falsch")
    unknown = log_in(client, "wer@example.org", "falsch")
    assert known.status_code == unknown.status_code == 200
    assert without_what_changes(known) == without_what_changes(unknown)


def test_known_and_unknown_people_get_the_same_answer_when_they_forgot_it(client, staff, outbox):
    answers = [
        client.post("/konto/password/reset/", {"email": email})
        for email in (staff.email, "wer@example.org")
    ]
    assert [answer.url for answer in answers] == ["/konto/password/reset/done/"] * 2
    assert [message.address for message in Message.objects.all()] == [staff.email]


def test_who_forgot_it_thirty_times_an_hour_waits(client, staff, outbox):
    def ask(number):
        return client.post("/konto/password/reset/", {"email": f"wer{number}@example.org"})

    assert {ask(number).status_code for number in range(30)} == {302}
    answer = ask(31)
    assert answer.status_code == 429
    assert "<h1>Bitte warten Sie etwas</h1>" in answer.content.decode()
    assert Message.objects.count() == 0


def test_nobody_fills_the_mailbox_of_somebody_else(client, staff, outbox):
    for _ in range(9):
        client.post("/konto/password/reset/", {"email": staff.email})
    assert Message.objects.count() == 6


def test_a_forgotten_password_is_replaced_through_the_link(client, staff, outbox, settings):
    client.post("/konto/password/reset/", {"email": staff.email})
    body = Message.objects.get(address=staff.email).body
    [link] = re.findall(rf"^{re.escape(settings.BASE_URL)}(/konto/\S+)$", body, re.MULTILINE)
    page = client.get(link, follow=True)
    new = {"password1": "Probe-Sonne-7", "password2": "Probe-Sonne-7"}
    client.post(page.request["PATH_INFO"], new)
    assert log_in(client, staff.email, "Probe-Sonne-7").status_code == 302
    assert client.get(link, follow=True).context["token_fail"] is True


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "confirm-email/x/", "password/set/"]
)
def test_what_is_not_offered_is_not_there(client, as_staff, path):
    assert client.get(f"/konto/{path}").status_code == 404
    assert as_staff.post(f"/konto/{path}").status_code == 404


def test_nobody_logs_out_by_a_link(as_staff):
    as_staff.get("/konto/logout/")
    assert arrive(as_staff).url == "/verwaltung/"
    as_staff.post("/konto/logout/")
    assert arrive(as_staff).url.startswith(LOGIN)


def test_the_first_lead_comes_from_the_command_line(db):
    call_command("createsuperuser", "--noinput", email="Erste@Example.org", name="Erste")
    user = User.objects.get()
    assert (user.email, user.is_staff, user.is_superuser) == ("erste@example.org", True, True)


def current_code(secret):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_staff_set_up_their_second_factor_with_an_app(client, staff, settings):
    settings.STAFF_NEED_SECOND_FACTOR = True
    log_in(client, staff.email)
    asked = client.get("/verwaltung/", follow=True)
    assert asked.request["PATH_INFO"] == "/konto/reauthenticate/"
    again = {"password": "pw", "next": ACTIVATE}
    page = client.post("/konto/reauthenticate/", again, follow=True)
    assert page.request["PATH_INFO"] == ACTIVATE
    client.post(ACTIVATE, {"code": current_code(page.context["form"].secret)})
    assert client.get("/verwaltung/").status_code == 200


def test_who_set_it_up_does_not_come_in_with_the_password_alone(client, staff):
    totp.TOTP.activate(staff, "JBSWY3DPEHPK3PXP")
    assert log_in(client, staff.email).url == "/konto/2fa/authenticate/"
    assert arrive(client).url.startswith(LOGIN)
    client.post("/konto/2fa/authenticate/", {"code": current_code("JBSWY3DPEHPK3PXP")})
    assert arrive(client).url == "/verwaltung/"
