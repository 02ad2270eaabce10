import pytest
from django.test import RequestFactory

from web.post_only import PostOnlyMiddleware, page_of


@pytest.mark.parametrize(
    ("verb", "page"),
    [
        ("/verwaltung/anmeldungen/HEM27-001/zahlung/", "/verwaltung/anmeldungen/HEM27-001/"),
        ("/verwaltung/anrufe/7/erreicht/", "/verwaltung/anrufe/"),
        (
            "/verwaltung/kurse/hemelingen/zertifikate/probedruck/",
            "/verwaltung/kurse/hemelingen/zertifikate/",
        ),
        ("/anmeldung/aaaaaaaaaaaaaaaaaaaaaa/platz-annehmen/", "/anmeldung/aaaaaaaaaaaaaaaaaaaaaa/"),
        ("/kurse/hemelingen/anmelden/ohne/1/", "/kurse/hemelingen/anmelden/"),
        ("/verwaltung/logout/", "/verwaltung/"),
    ],
)
def test_a_verb_belongs_to_the_nearest_page_above(verb, page):
    assert page_of(verb) == page


def test_a_post_that_is_not_allowed_stays_refused(client):
    assert client.put("/verwaltung/logout/").status_code in (302, 405)
    refused = PostOnlyMiddleware(lambda request: type("R", (), {"status_code": 405})())
    assert refused(RequestFactory().post("/anmeldung/x/")).status_code == 405
