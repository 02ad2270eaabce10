import pytest

PHONE = "030\N{NO-BREAK SPACE}23125000"


@pytest.mark.parametrize(
    "address",
    [
        "/anmeldung/%00/",
        "/anmeldung/abcdefghij%00/",
        "/kurse/%00/",
        "/zertifikat/%00/",
        "/zertifikat/?code=%00",
        "/verwaltung/anmeldungen/%00/",
        "/verwaltung/participants/registration/?kurs=%00",
        "/verwaltung/participants/participant/?q=%00",
        "/verwaltung/courses/venue/%00/change/",
    ],
)
def test_an_address_with_nul_is_not_understood(as_staff, address):
    answer = as_staff.get(address)
    page = answer.content.decode()
    assert (answer.status_code, PHONE in page) == (400, True)
    assert "<h1>Das haben wir nicht verstanden</h1>" in page


def test_a_cookie_with_nul_is_not_understood(client, db):
    cookie = 'sessionid="' + r"\000" * 32 + '"'
    assert client.get("/kursleitung/", headers={"cookie": cookie}).status_code == 400


@pytest.mark.parametrize("address", ["/anmeldung/kurz/", "/anmeldung/%C3%BC%20falsch%20falsch/"])
def test_what_is_no_token_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_a_percent_sign_is_no_nul(client, db):
    assert client.get("/zertifikat/?code=%2500").status_code == 302
