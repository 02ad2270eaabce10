"""The registration form on paper: the questions of the web, large, and the way back to us."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from documents import printed_once
from participants.people.consents import WORDINGS
from participants.public.form.application_form import ApplicationForm
from participants.public.form.layout import registration_layout
from participants.public.paper_form import views
from participants.public.paper_form.questions import parts
from web.kept_pages import forget_kept_pages

PIXEL = 0.75  # of a point


@pytest.fixture
def address(course):
    return f"/kurse/{course.slug}/anmeldeformular.pdf"


def asked(course):
    found = parts(ApplicationForm(course=course), registration_layout().layout)
    return [question for part in found for question in part.questions]


def test_paper_and_web_ask_the_same_questions_in_the_same_order(client, course):
    page = client.get(f"/kurse/{course.slug}/anmelden/").content.decode()
    names = re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', page)
    hidden = {"csrfmiddlewaretoken", "key", "website"}
    on_the_web = [name for name in dict.fromkeys(names) if name not in hidden]
    assert [question.name for question in asked(course)] == on_the_web


@pytest.mark.parametrize("language", ["de", "en", "tr", "ru", "uk", "ar", "pl"])
def test_the_sheet_says_every_question_in_its_language(course, language):
    with override(language):
        sheet = plain(views.sheet_html(course))
        labels = [question.label for question in asked(course)]
        places = [sheet.find(label) for label in labels]
    assert -1 not in places
    assert places[:-4] == sorted(places[:-4])


def plain(html):
    words = re.sub(r"</?bdi[^>]*>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


def test_each_consent_stands_with_the_version_of_its_wording(course):
    sheet = plain(views.sheet_html(course))
    assert [f"{wording.text} (Fassung 2026-11)" in sheet for wording in WORDINGS] == [True] * 4
    assert sheet.count("(Fassung 2026-11)") == 4


def test_the_sheet_names_the_course_its_first_day_the_fee_and_the_way_back(course, settings):
    settings.BASE_URL = "https://biq.example.org"
    sheet = plain(views.sheet_html(course))
    for words in (
        "Anmeldung zum Kurs in Hemelingen",
        "Kurzzeichen: HEM1",
        "biq.example.org/k/hem1",
        "Erster Tag:",
        "Bürgerhaus Probe, Probeweg 1, 28309 Bremen",
        "Der ganze Kurs kostet 50 €.",
        "Wir möchten nur gemeinsam teilnehmen mit:",
        "Ort und Datum",
        "Unterschrift",
        "Bremer Heimstiftung, Bürger im Quartier, Ellener Dorfstr. 9, 28325 Bremen",
        "030 23125000",
    ):
        assert words in sheet


@pytest.mark.parametrize("language", ["", "/en", "/tr", "/ru", "/uk", "/ar", "/pl"])
def test_it_is_a_tagged_pdf_of_two_pages_in_every_language(client, address, language):
    answer = client.get(language + address)
    assert answer["Content-Disposition"] == 'inline; filename="Anmeldung-HEM1.pdf"'
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.Root.Lang == (language[1:] or "de")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert {"/H1", "/H2"} <= set(tags(pdf.Root.StructTreeRoot))


def tags(element):
    """Yield the kinds of all elements of the structure tree."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from tags(child)
    elif isinstance(element, pikepdf.Dictionary):
        yield str(element.get("/S"))
        yield from tags(element.get("/K"))


def test_no_letter_is_smaller_than_14_points(client, address):
    assert sorted(sizes_in(client.get(address).content)) == [14, 16, 21]


def sizes_in(pdf):
    """Return the sizes of type in a PDF, in points."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            round(float(instruction.operands[1]) * PIXEL)
            for page in document.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "Tf"
        }


def test_a_language_of_many_words_is_set_closer_and_no_smaller(course, monkeypatch):
    html = views.sheet_html

    def longer(course, **how):
        return html(course, **how).replace("</p>", " und mehr</p>")

    monkeypatch.setattr(views, "sheet_html", longer)
    pdf = views._print(course)
    both = (views.print_pdf(longer(course)), pdf)
    assert [views.number_of_pages(each) for each in both] == [3, 2]
    assert sorted(sizes_in(pdf)) == [14, 15, 18]


def test_a_hundred_requests_print_once(client, address, monkeypatch):
    forget_kept_pages()
    printed = []
    monkeypatch.setattr(views, "_print", lambda course: printed.append(course) or b"%PDF")
    answers = {client.get(address).content for _ in range(100)}
    assert (answers, len(printed)) == ({b"%PDF"}, 1)


def test_those_who_ask_in_one_moment_wait_for_one_print(course, monkeypatch):
    forget_kept_pages()
    printed = []
    monkeypatch.setattr(views, "_print", lambda course: printed.append(course) or b"%PDF")
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda _: views._printed(course, 1), range(8)))
    assert (answers, len(printed)) == ([b"%PDF"] * 8, 1)


def test_what_staff_change_stands_on_the_next_sheet(client, address, course, monkeypatch):
    monkeypatch.setattr(views, "_print", lambda course: course.title.encode())
    client.get(address)
    course.title = "Anderer Titel"
    course.save()
    assert client.get(address).content.decode() == "Anderer Titel"


def test_a_kept_sheet_costs_one_query(client, address, django_assert_num_queries):
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_a_closed_course_says_so_in_friendly_words(client, address, course):
    course.registration_closes = timezone.localdate() - timedelta(days=1)
    course.save()
    answer = client.get(address)
    assert (answer.status_code, answer.context["closed"].title) == (
        200,
        "Die Anmeldung ist zu Ende.",
    )


def test_what_no_font_has_leads_to_the_phone_number(client, address, course):
    course.title = "Kurs \U0001f9a9"
    course.save()
    answer = client.get(address)
    assert answer.status_code == 503
    assert "030" in answer.content.decode()


def test_who_waits_too_long_for_other_papers_is_told_to_call(client, address, monkeypatch):
    monkeypatch.setattr(printed_once, "PATIENCE", 0)
    monkeypatch.setattr(views, "_print", lambda course: b"%PDF")
    with printed_once._printing:
        assert client.get(address).status_code == 503
    assert client.get(address).status_code == 200
    with printed_once._printing:
        assert client.get(address).status_code == 200


def test_html_in_a_title_is_printed_as_text(course):
    course.title = "<b>O’Neill</b> & Sohn"
    assert "&lt;b&gt;O’Neill&lt;/b&gt; &amp; Sohn" in views.sheet_html(course)


@pytest.mark.parametrize("code", ["HEM1", "hem1", "Hem1"])
def test_the_short_address_leads_to_the_course(client, course, code):
    assert client.get(f"/k/{code}/").url == f"/kurse/{course.slug}/"
    assert client.get(f"/ar/k/{code}/").url == f"/ar/kurse/{course.slug}/"


def test_the_short_address_of_a_draft_is_not_found(client, make_course):
    draft = make_course("entwurf", publish=False)
    assert client.get(f"/k/{draft.code}/").status_code == 404
    assert client.get("/k/gibt-es-nicht/").status_code == 404


@pytest.mark.parametrize("page", ["", "anmelden/"])
def test_the_pages_of_the_course_lead_to_the_sheet(client, course, address, page):
    assert f'href="{address}"' in client.get(f"/kurse/{course.slug}/{page}").content.decode()


# Above the line that people write on stands a label of 14 points, in millimetres.
LABEL = 14 * 25.4 / 72


@pytest.mark.parametrize(("beginning", "leading"), [("", 1.24), (".tight ", 1.14)])
@pytest.mark.parametrize("kind", ["", ".free", ".half"])
def test_every_line_leaves_nine_millimetres_to_write(beginning, leading, kind):
    css = (settings.BASE_DIR / "static/documents/paper.css").read_text()
    name = ".half" if kind == ".half" else f".write{kind}"
    [rule] = re.findall(rf"^{re.escape(beginning + name)} {{(.*?)}}", css, re.M | re.S)
    height = float(re.search(r"(?<!-)height: ([\d.]+)mm", rule)[1])
    label = 0 if kind == ".free" else LABEL * leading + 0.4
    assert height - label - 0.3 >= 8.95
