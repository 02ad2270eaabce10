"""The pages that staff write."""

import pytest

from pages.markdown import to_html
from pages.models import Page
from web.kept_pages import forget_kept_pages


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_kept_pages()


@pytest.mark.parametrize("slug", ["impressum", "datenschutz", "barrierefreiheit"])
def test_the_page_is_there_from_the_first_day(client, db, slug):
    content = client.get(f"/{slug}/").content.decode()
    assert content.count(f"<h1>{Page.objects.get(slug=slug).title}</h1>") == 1
    assert content.count("<h2>Das ergänzt die Bremer Heimstiftung</h2>") == 1


def test_what_staff_change_shows_at_once(client, db):
    client.get("/impressum/")
    page = Page.objects.get(slug="impressum")
    page.body = "Neuer Text"
    page.save()
    assert client.get("/impressum/").content.decode().count("<p>Neuer Text</p>") == 1


def test_html_pictures_and_scripts_stay_text():
    assert to_html("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"
    assert to_html("[x](javascript:alert)") == "<p>[x](javascript:alert)</p>\n"


def test_gaps_are_filled_with_the_foundations_contact(settings):
    settings.CONTACT_PHONE, settings.CONTACT_EMAIL = "0421 1", "a@example.org"
    settings.CONTACT_ADDRESS = "Weg 1"
    text = to_html("{telefon}, {email}, {adresse}")
    assert text == "<p>0421\N{NO-BREAK SPACE}1, a@example.org, Weg 1</p>\n"
