import re

from certificates import issuing
from certificates.models import Certificate, revoke
from certificates.numbering import code_for_people


def facts(response):
    """Return the page's text as one line."""
    main = re.search(r"<main.*?>(.*)</main>", response.content.decode(), re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>|&nbsp;", " ", main).split())


def test_the_page_confirms_the_paper_with_initials_only(client, issued):
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


def test_an_unknown_code_gets_a_friendly_404(client, db):
    response = client.get("/zertifikat/ABCD-EFGH-JKMN/")
    text = facts(response)
    assert response.status_code == 404
    assert text.startswith("Dieses Zertifikat kennen wir nicht")
    assert 'value="ABCD-EFGH-JKMN"' in response.content.decode()
    assert response.context["foundation"]["phone"] in response.content.decode()


def test_what_is_not_printed_yet_is_unknown(client, course_over, staff):
    row = issuing.start(course_over, staff)[0]
    assert client.get(f"/zertifikat/{row.code}/").status_code == 404


def test_a_revoked_paper_says_so_and_not_why(client, issued, staff):
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


def test_the_page_costs_one_query(client, issued, django_assert_num_queries):
    code = Certificate.objects.first().code
    with django_assert_num_queries(1):
        client.get(f"/zertifikat/{code}/")
