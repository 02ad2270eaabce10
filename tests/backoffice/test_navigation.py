import pytest
from django.contrib import admin

from backoffice.navigation import places

LABELS = ["Was zu tun ist", "Durchläufe", "Personen", "Geld", "Partner", "Nachrichten", "Mehr"]


def present(client, address):
    shown = client.get(address).context["places"]
    return [place.label for place in shown if place.is_here]


def test_every_page_of_the_staff_shows_the_places_and_the_search(as_staff, course):
    for address in (
        "/verwaltung/",
        "/verwaltung/courses/venue/",
        f"/verwaltung/kurse/{course.slug}/",
    ):
        page = as_staff.get(address)
        assert [place.label for place in page.context["places"]] == LABELS
        assert page.content.decode().count('role="search" aria-label="Person oder Anmeldung"') == 1


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/verwaltung/", "Was zu tun ist"),
        ("/verwaltung/courses/course/", "Durchläufe"),
        ("/verwaltung/courses/venue/add/", "Durchläufe"),
        ("/verwaltung/kurse/hemelingen-2027/telefon/", "Durchläufe"),
        ("/verwaltung/kurse/hemelingen-2027/zertifikate/", "Durchläufe"),
        ("/verwaltung/participants/registration/?q=ada", "Personen"),
        ("/verwaltung/participants/interest/", "Personen"),
        ("/verwaltung/geld/", "Geld"),
        ("/verwaltung/partners/contribution/", "Partner"),
        ("/verwaltung/anrufe/", "Nachrichten"),
        ("/verwaltung/correspondence/message/", "Nachrichten"),
        ("/verwaltung/certificates/certificate/", "Mehr"),
        ("/verwaltung/zertifikat-vorlage/", "Mehr"),
        ("/verwaltung/accounts/user/add/", "Mehr"),
        ("/verwaltung/mehr/", "Mehr"),
    ],
)
def test_the_present_place_is_marked(as_staff, course, address, place):
    assert present(as_staff, address) == [place]


def test_the_mark_is_for_those_who_hear_the_page_too(as_staff, db):
    page = as_staff.get("/verwaltung/partners/contribution/").content.decode()
    assert '<a href="/verwaltung/partners/partner/" aria-current="true">Partner</a>' in page
    assert '<a href="/verwaltung/partners/contribution/" aria-current="page">Beiträge</a>' in page


def test_every_list_is_reached_from_a_place(as_staff, rf, staff):
    request = rf.get("/verwaltung/")
    request.user = staff
    lists = {
        model["admin_url"] for app in admin.site.get_app_list(request) for model in app["models"]
    }
    shown = as_staff.get("/verwaltung/mehr/").context["places"]
    assert lists - {page.url for place in shown for page in place.pages} == set()


def test_an_address_that_belongs_nowhere_marks_nothing():
    assert [place for place in places("/verwaltung/password_change/") if place.is_here] == []


def test_whoever_logs_in_can_type_at_once(client, db):
    page = client.get("/konto/login/")
    assert page.context["form"].fields["login"].widget.attrs["autofocus"] is True
    assert page.content.decode().count("autofocus") == 1
