"""Programme, flyer and poster of a course: public facts, in seven languages, printed once."""

import re
import subprocess
from datetime import time

import pytest
from django.utils.translation import override

from biq.papers import course_sheets
from biq.papers.course_facts import course_facts
from biq.papers.course_sheets import SHEETS, STEPS, print_sheet, sheet_html
from courses.models import CourseStatus, ProgrammeItem, Venue
from documents import printed_once
from documents.errors import Unprintable
from participants.public.paper_form.views import number_of_pages
from partners.models import Contribution, Partner
from web.kept_pages import forget_kept_pages

PROGRAMME, FLYER, LEAFLET, POSTER_A4, POSTER_A3 = SHEETS


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def contribute(course):
    def contribute(name, state="agreed", day=None, item=None, topic="", block=None):
        partner = Partner.objects.get_or_create(name=name, world="civil", kind="club")[0]
        block = block or (day.block if day else course.blocks.first())
        return Contribution.objects.create(
            partner=partner, block=block, day=day, item=item, state=state, topic=topic
        )

    return contribute


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("language", ["de", "en", "tr", "ru", "uk", "ar", "pl"])
def test_every_sheet_says_all_that_people_need_in_every_language(
    course, sheet, language, contribute, settings
):
    settings.BASE_URL = "https://biq.example.org"
    contribute("Verein Probe")
    with override(language):
        html = plain(sheet_html(course, sheet))
    prefix = "" if language == "de" else f"/{language}"
    for words in (
        course.title,
        "030 23125000",
        f"biq.example.org{prefix}/k/{course.code.lower()}",
        "Bürgerhaus Probe",
        "Verein Probe",
    ):
        assert words in html
    assert html.count("2027") + html.count("2026") >= 12


@pytest.mark.parametrize("sheet", [FLYER, LEAFLET, POSTER_A4], ids=lambda sheet: sheet.name)
def test_who_invites_says_that_nobody_stays_away_for_money(course, sheet):
    html = plain(sheet_html(course, sheet))
    assert "Der ganze Kurs kostet 50 €." in html
    assert "Niemand soll wegen des Geldes wegbleiben." in html


def test_a_course_without_fee_says_so(course):
    course.fee = 0
    html = plain(sheet_html(course, POSTER_A4))
    assert "Der Kurs kostet nichts." in html
    assert "wegen des Geldes" not in html


def test_only_what_was_agreed_is_public_and_in_the_order_of_the_days(course, contribute):
    first, second = course.days()[:2]
    late = ProgrammeItem.objects.create(day=second, position=1, minutes=30, starts=time(14))
    early = ProgrammeItem.objects.create(day=second, position=2, minutes=30, starts=time(11))
    ProgrammeItem.objects.create(day=second, position=0, minutes=30, title="Geheim")
    contribute("Ohne Tag")
    contribute("Vierter", day=second, item=None)
    contribute("Dritter", day=second, item=late)
    contribute("Zweiter", day=second, item=early)
    contribute("Erster", day=first)
    contribute("Nur gefragt", "asked", day=first)
    contribute("Sagt ab", "declined", day=first)
    html = plain(sheet_html(course, PROGRAMME))
    found = re.findall("Erster|Zweiter|Dritter|Vierter|Ohne Tag|Nur gefragt|Sagt ab|Geheim", html)
    assert found == ["Erster", "Zweiter", "Dritter", "Vierter", "Ohne Tag"]


def test_a_cancelled_day_stands_nowhere(course):
    day = course.days()[0]
    day.cancel()
    facts = course_facts(course)
    assert (len(facts.days), day in facts.days) == (11, False)


def test_several_places_stand_beside_their_days(course, venue):
    other = Venue.objects.create(name="Anderer Saal", step_free="no")
    day = course.days()[1]
    day.venue = other
    day.save()
    assert course_facts(course).venues == [venue, other]
    html = plain(sheet_html(course, POSTER_A4))
    assert "An mehreren Orten. Sie stehen bei den Tagen." in html
    assert html.count("Anderer Saal") == 2


def test_html_in_a_title_is_printed_as_text(course):
    course.title = "<b>O’Neill</b>"
    assert "&lt;b&gt;O’Neill&lt;/b&gt;" in sheet_html(course, FLYER)


def test_a_poster_in_arabic_runs_from_right_to_left_on_one_page(course):
    with override("ar"):
        pdf = print_sheet(course, POSTER_A3)
        assert 'dir="rtl"' in sheet_html(course, POSTER_A3)
    size = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True).stdout.decode()
    assert "(A3)" in size
    assert (number_of_pages(pdf), len(pdf) < 60_000) == (1, True)


def test_the_longest_titles_are_set_closer_and_stay_on_one_page(course):
    for block in course.blocks.all():
        block.title = ("Ein langer Titel über das Zusammenleben in der Nachbarschaft " * 2)[:120]
        block.save()
    course.title = ("Bürger im Quartier am Fluss und in der Nachbarschaft dahinter " * 2)[:120]
    course.save()
    pdf = print_sheet(course, FLYER)
    assert (number_of_pages(pdf), len(pdf) < 60_000) == (2, True)


def test_closer_type_is_tried_until_the_pages_suffice(course, monkeypatch):
    tried = []
    pages = iter([3, 3, 2])
    monkeypatch.setattr(course_sheets, "print_pdf", lambda html: tried.append(html) or b"%PDF")
    monkeypatch.setattr(course_sheets, "number_of_pages", lambda pdf: next(pages))
    print_sheet(course, FLYER)
    assert [re.search(r'class="flyer (\w+)"', html)[1] for html in tried] == [*STEPS[:3]]


@pytest.fixture
def printed(monkeypatch):
    """Return a list of what was printed, by name; nothing is."""
    forget_kept_pages()
    sheets = []
    monkeypatch.setattr(
        course_sheets, "print_sheet", lambda course, sheet: sheets.append(sheet.name) or b"%PDF"
    )
    return sheets


def test_a_kept_sheet_costs_one_query_and_is_printed_once(
    client, course, printed, django_assert_num_queries
):
    client.get(f"/kurse/{course.slug}/flyer.pdf")
    with django_assert_num_queries(1):
        answer = client.get(f"/kurse/{course.slug}/flyer.pdf")
    assert (answer.content, printed) == (b"%PDF", ["flyer"])
    assert answer["Content-Disposition"] == f'inline; filename="flyer-{course.code}.pdf"'


def test_what_staff_change_is_printed_anew(client, course, printed):
    client.get(f"/kurse/{course.slug}/programm.pdf")
    course.title = "Anderer Titel"
    course.save()
    client.get(f"/kurse/{course.slug}/programm.pdf")
    client.get(f"/ar/kurse/{course.slug}/programm.pdf")
    assert printed == ["course_programme"] * 3


@pytest.mark.parametrize("status", [CourseStatus.DRAFT, CourseStatus.CANCELLED])
def test_nobody_is_invited_to_a_draft_or_a_course_that_was_called_off(client, course, status):
    type(course).objects.filter(pk=course.pk).update(status=status)
    assert client.get(f"/kurse/{course.slug}/plakat-a4.pdf").status_code == 404


def test_what_cannot_be_printed_leads_to_the_phone_number(client, course, monkeypatch):
    def fail(course, sheet):
        raise Unprintable("Probe")

    forget_kept_pages()
    monkeypatch.setattr(course_sheets, "print_sheet", fail)
    answer = client.get(f"/kurse/{course.slug}/flyer.pdf")
    assert answer.status_code == 503
    assert "030" in answer.content.decode()


def test_who_waits_too_long_is_told_to_call_and_kept_sheets_wait_for_nobody(
    client, course, printed, monkeypatch
):
    monkeypatch.setattr(printed_once, "PATIENCE", 0)
    address = f"/kurse/{course.slug}/programm.pdf"
    assert client.get(address).status_code == 200
    with printed_once._printing:
        assert client.get(address).status_code == 200
        assert client.get(f"/kurse/{course.slug}/flyer.pdf").status_code == 503
    assert client.get(f"/kurse/{course.slug}/flyer.pdf").status_code == 200
    assert len(printed) == 2


def test_the_page_of_the_course_leads_to_its_programme(client, course):
    page = client.get(f"/kurse/{course.slug}/").content.decode()
    assert page.count(f'href="/kurse/{course.slug}/programm.pdf"') == 1


def test_the_cockpit_leads_to_every_paper_in_every_language(as_staff, course):
    page = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    sheets = re.findall(r'href="(?:/\w\w)?/kurse/[\w-]+/[\w-]+\.pdf"', page)
    assert len({*sheets}) == 5 * 7
    assert len(re.findall(r'href="/verwaltung/kurstage/\d+/\w+\.pdf"', page)) == 12 * 4
