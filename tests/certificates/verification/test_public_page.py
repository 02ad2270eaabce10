import re
from dataclasses import replace
from datetime import timedelta

import pytest

from certificates.design import rendering
from certificates.issuing import issuance
from certificates.models import Certificate, revoke
from certificates.numbering import ALPHABET, CODE_LENGTH, code_for_people
from certificates.verification import views
from web.limits import Limit


def facts(response):
    """Return the page's text as one line."""
    main = re.search(r"<main.*?>(.*)</main>", response.content.decode(), re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>|&nbsp;", " ", main).split())


def test_the_page_confirms_the_certificate_with_initials_only(client, issued):
    row = Certificate.objects.get(printed_name="Gülşen Işık")
    response = client.get(f"/zertifikat/{row.code}/")
    text = facts(response)
    shown = [
        part in text
        for part in (
            f"Zertifikat Nr. {row.number}",
            "Dieses Papier ist gültig.",
            "G. I.",
            row.course_title,
            "Hemelingen",
            row.code_text,
        )
    ]
    assert (response.status_code, shown) == (200, [True] * 6)
    assert [word in text for word in ("Gülşen", "Işık")] == [False, False]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_code_may_be_typed_in_small_letters_and_groups(client, issued):
    row = Certificate.objects.first()
    typed = code_for_people(row.code).lower()
    assert client.get(f"/zertifikat/{typed}/").status_code == 200
    response = client.get("/zertifikat/", {"code": f" {typed.replace('-', ' ')} "})
    assert (response.status_code, response.url) == (302, f"/zertifikat/{row.code}/")


@pytest.mark.parametrize(
    "link",
    [
        "https://biq.example.org/z/{}",
        "HTTPS://BIQ.EXAMPLE.ORG/Z/{}",
        "biq.example.org/z/{}/",
        "https://biq.example.org/en/zertifikat/{}/?x=1",
    ],
)
def test_the_whole_link_may_be_pasted_as_the_code(client, issued, link):
    row = Certificate.objects.first()
    response = client.get("/zertifikat/", {"code": link.format(code_for_people(row.code))})
    assert (response.status_code, response.url) == (302, f"/zertifikat/{row.code}/")


@pytest.mark.parametrize("address", ["/z/{}", "/z/{}/"])
def test_the_short_address_works_with_and_without_a_slash(client, issued, address):
    row = Certificate.objects.first()
    response = client.get(address.format(code_for_people(row.code)))
    assert (response.status_code, response.url) == (302, f"/zertifikat/{row.code}/")


def test_an_unknown_code_gets_a_friendly_404(client, db):
    response = client.get("/zertifikat/ABCD-EFGH-JKMN/")
    text = facts(response)
    assert response.status_code == 404
    assert text.startswith("Dieses Zertifikat kennen wir nicht")
    assert 'value="ABCD-EFGH-JKMN"' in response.content.decode()
    assert response.context["foundation"]["phone"] in response.content.decode()


def test_what_is_not_printed_yet_is_unknown(client, course_over, staff):
    row = issuance.end_and_issue(course_over, staff)[0]
    assert client.get(f"/zertifikat/{row.code}/").status_code == 404


def test_a_revoked_certificate_says_so_and_not_why(client, issued, staff):
    row = revoke(Certificate.objects.first(), "streng vertraulich", staff)
    text = facts(client.get(f"/zertifikat/{row.code}/"))
    assert "Dieses Papier ist nicht mehr gültig." in text
    assert "vertraulich" not in text


def test_an_empty_code_says_what_to_do(client, db):
    response = client.get("/zertifikat/", {"code": " - "})
    assert response.context["form"].errors == {
        "code": ["Bitte schreiben Sie den Code vom Papier ab."]
    }
    assert "<title>Fehler:" in response.content.decode()


def test_the_page_costs_one_query_and_one_for_the_tally(client, issued, django_assert_num_queries):
    code = Certificate.objects.first().code
    with django_assert_num_queries(2):
        client.get(f"/zertifikat/{code}/")


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/z/", "/zertifikat/"),
        ("/z/ABCDEFGHJKMN", "/zertifikat/ABCDEFGHJKMN/"),
        ("/z/abcd-efgh%20jkmn", "/zertifikat/ABCDEFGHJKMN/"),
        ("/z/---", "/zertifikat/"),
        ("/tr/z/abcdefghjkmn", "/tr/zertifikat/ABCDEFGHJKMN/"),
    ],
)
def test_the_address_to_type_is_short(client, typed, leads_to):
    response = client.get(typed)
    assert (response.status_code, response.url) == (302, leads_to)


def test_what_stands_on_the_certificate_leads_there(settings, issued):
    settings.BASE_URL = "https://biq.example.org"
    row = Certificate.objects.first()
    assert rendering.short_address() == "biq.example.org/z"
    assert rendering.verification_url(row) == f"https://biq.example.org/z/{row.code}"


def limit_household(monkeypatch, most):
    household = Limit("certificate household", most, timedelta(hours=1))
    monkeypatch.setattr(views, "SENDER", replace(views.SENDER, household=household))


def test_who_tries_very_many_codes_is_asked_to_call(client, issued, monkeypatch):
    limit_household(monkeypatch, 2)
    code = Certificate.objects.first().code
    statuses = [client.get(f"/zertifikat/{code}/").status_code for _ in range(2)]
    response = client.get("/zertifikat/ABCDEFGHJKMN/")
    assert (statuses, response.status_code, response["Retry-After"]) == ([200, 200], 429, "3600")
    assert response.context["foundation"]["phone"] in response.content.decode()
    assert client.get("/zertifikat/").status_code == 200


def test_others_are_not_held_up(client, issued, monkeypatch):
    limit_household(monkeypatch, 1)
    address = f"/zertifikat/{Certificate.objects.first().code}/"
    callers = ("192.0.2.1", "192.0.2.1", "192.0.2.2")
    answers = [client.get(address, REMOTE_ADDR=caller).status_code for caller in callers]
    assert answers == [200, 429, 200]


def test_neither_the_page_nor_a_miss_is_kept_or_found_by_search_engines(client, issued):
    for code in (Certificate.objects.first().code, "ABCDEFGHJKMN"):
        response = client.get(f"/zertifikat/{code}/")
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]


def test_a_code_has_no_letters_that_look_alike():
    assert set("0O1IL") & set(ALPHABET) == set()
    assert len(ALPHABET) ** CODE_LENGTH > 2**59


def test_without_a_key_there_is_no_credential(client, issued):
    row = Certificate.objects.first()
    assert "open-badge" not in client.get(f"/zertifikat/{row.code}/").content.decode()
    assert client.get(f"/zertifikat/{row.code}/open-badge.jwt").status_code == 404
