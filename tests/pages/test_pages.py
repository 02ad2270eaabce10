"""The pages that staff write."""

import pytest

from pages.first_texts import PAGES, QUESTIONS
from pages.markdown import to_html, without_open_points
from pages.models import Page, Question
from web.kept_pages import forget_kept_pages


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_kept_pages()


@pytest.mark.parametrize("slug", ["impressum", "datenschutz", "barrierefreiheit"])
def test_the_page_is_there_from_the_first_day(client, db, slug):
    content = client.get(f"/{slug}/").content.decode()
    assert content.count(f"<h1>{Page.objects.get(slug=slug).title}</h1>") == 1


@pytest.mark.parametrize("language", ["", "/en", "/tr", "/ar", "/ru", "/uk", "/pl"])
@pytest.mark.parametrize("slug", ["impressum", "datenschutz", "barrierefreiheit"])
def test_visitors_never_read_what_staff_still_have_to_write(client, db, slug, language):
    content = client.get(f"{language}/{slug}/").content.decode()
    body = content[content.index("<main") : content.index("</main>")]
    assert body.count("<h2>") == PAGES[slug][1].count("## ") - 1


def test_only_the_section_with_the_open_points_is_left_out():
    text = "## Eins\na\n\n## Das ergänzt die Bremer Heimstiftung\n\n- b\n\n## Zwei\nc"
    assert without_open_points(text) == "## Eins\na\n\n## Zwei\nc"


@pytest.mark.parametrize("part", ["question", "answer"])
def test_a_question_that_staff_changed_is_german_as_a_whole(client, db, part):
    question = Question.objects.get(question="Was ist BIQ?")
    setattr(question, part, "Neue Worte?")
    question.save()
    content = client.get("/en/").content.decode()
    entry = content.split('<details class="question" lang="de" dir="ltr">')[1].split("</details")[0]
    german = {"question": "Was ist BIQ?", "answer": "BIQ heißt <strong>Bürger im Quartier"}
    words = german | {part: "Neue Worte?"}
    assert [entry.count(one) for one in words.values()] == [1, 1]
    assert content.count('<details class="question" lang="de"') == 1
    assert client.get("/").content.decode().count('<details class="question" lang="de"') == 0


def test_a_page_with_another_title_is_german_as_a_whole(client, db):
    Page.objects.filter(slug="impressum").update(title="Über uns")
    content = client.get("/en/impressum/").content.decode()
    assert content.count('<div lang="de" dir="ltr">\n  <h1>Über uns</h1>') == 1
    assert content.count("Wer diese Seiten macht") == 1


@pytest.mark.parametrize(("answer", "warned"), [("Ganz neu", 1), (QUESTIONS[0][1], 0)])
def test_staff_are_told_that_the_other_languages_are_german_now(as_staff, answer, warned):
    question = Question.objects.get(question="Was ist BIQ?")
    address = f"/verwaltung/biq/question/{question.pk}/change/"
    fields = {"question": question.question, "answer": answer, "order": 1}
    content = as_staff.post(address, fields, follow=True).content.decode()
    assert content.count("ist jetzt nur noch auf Deutsch zu lesen") == warned


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
