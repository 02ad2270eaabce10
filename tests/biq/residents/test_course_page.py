"""The page of a course, which is kept ready and never stale."""

import gzip
import re
from datetime import time, timedelta

import pytest
from django.utils import timezone

from biq.stylesheets import joined
from courses.models import Course, CourseStatus, ProgrammeItem
from partners.models import Contribution, Partner
from web.kept_pages import forget_kept_pages
from web.public_version import PublicVersion

URL = "/kurse/hemelingen-2027/"


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_kept_pages()


@pytest.fixture
def read(client):
    """Return a function that gives the text of the course page without its tags."""

    def text(url=URL):
        content = client.get(url).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content))

    return text


def test_it_says_where_when_what_and_what_it_costs(read, course):
    text = read()
    assert text.count(" bis 16 Uhr".replace(" ", "\N{NO-BREAK SPACE}")) == 0
    assert text.count("Bürgerhaus Probe, Probeweg 1, 28309 Bremen") == 12
    # Once a block.
    assert text.count("Sie kommen ohne Stufen hinein. Eingang vom Hof, Aufzug links.") == 6
    assert text.count("Hallo Nachbar!") == 1
    assert text.count("Der ganze Kurs kostet 50 €. Niemand soll wegen des Geldes") == 1
    assert text.count("Noch 16 Plätze frei von 16 Plätzen.") == 1


def test_a_changed_venue_shows_at_once(read, course, venue):
    before = read().count("Neues Haus")
    venue.name = "Neues Haus"
    venue.save()
    assert (before, read().count("Neues Haus")) == (0, 12)


def test_a_new_registration_shows_at_once(read, course, make_registration):
    read()
    registration = make_registration()
    assert read().count("Noch 15 Plätze frei") == 1
    registration.withdraw()
    assert read().count("Noch 16 Plätze frei") == 1


def test_the_line_shows_when_no_seat_is_free(read, small_course, make_registration):
    for name in ("Ada", "Bo", "Cem"):
        make_registration(name, course=small_course)
    expected = "Zurzeit sind alle Plätze belegt. 2 Menschen stehen auf der Warteliste."
    assert read("/kurse/blockdiek-2027/").count(expected) == 1


def test_only_certain_contributions_are_shown(read, course):
    partner = Partner.objects.create(name="Verein Probe e. V.", world="civil", kind="club")
    block = course.blocks.first()
    asked = Contribution.objects.create(partner=partner, block=block, topic="Ein Gang")
    shown = [read().count("Verein Probe e. V.: Ein Gang")]
    asked.state = "agreed"
    asked.save()
    assert [*shown, read().count("Verein Probe e. V.: Ein Gang")] == [0, 1]


def test_contributions_stand_in_the_order_of_the_days_and_internal_items_nowhere(read, course):
    first, second = course.days()[:2]
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="club")

    def contribute(topic, day=None, position=None, starts=None):
        placed = position is not None and ProgrammeItem.objects.create(
            day=day, kind="contribution", minutes=30, position=position, starts=starts
        )
        Contribution.objects.create(
            partner=partner,
            block=first.block,
            topic=topic,
            day=day,
            item=placed or None,
            state="agreed",
        )

    ProgrammeItem.objects.create(day=first, title="Nur für uns", minutes=30, material="Geheim")
    contribute("offen")
    contribute("vierter", second, 0)
    contribute("dritter", first)
    contribute("zweiter", first, 1, time(14))
    contribute("erster", first, 2, time(11))
    text = read()
    found = re.findall(r"Verein Probe: (\w+)", text)
    assert found == ["erster", "zweiter", "dritter", "vierter", "offen"]
    assert text.count("Nur für uns") + text.count("Geheim") == 0


def test_cancelled_substitute_and_moved_days_are_said_in_words(read, course):
    first, second, third = course.days()[:3]
    first.cancel()
    first.substitute_on(first.date + timedelta(7))
    second.cancel()
    third.move(third.date + timedelta(1))
    text = read()
    assert text.count("Dieser Tag fällt aus. Ersatz: ") == 1
    assert text.count("Dieser Tag fällt aus.") == 2
    assert text.count("Ersatz für ") == 1
    assert text.count("Verlegt. Früher geplant: ") == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"registration_opens": timezone.localdate() + timedelta(1)},
            "Die Anmeldung beginnt bald.",
        ),
        (
            {"registration_closes": timezone.localdate() - timedelta(1)},
            "Die Anmeldung ist zu Ende.",
        ),
        ({"status": CourseStatus.CANCELLED}, "Dieser Kurs ist leider abgesagt."),
        ({"status": CourseStatus.COMPLETED}, "Dieser Kurs ist vorbei."),
    ],
)
def test_without_registration_it_says_why_and_has_no_button(read, client, course, values, said):
    Course.objects.update(**values)
    assert read().count(said) == 1
    assert client.get(URL).content.decode().count("/anmelden/") == 0


def test_a_draft_is_not_there(client, make_course):
    make_course("geheim-2028", publish=False)
    assert client.get("/kurse/geheim-2028/").status_code == 404


def test_a_kept_page_costs_one_query_and_sets_no_cookie(client, course, django_assert_num_queries):
    client.get(URL)
    with django_assert_num_queries(1):
        response = client.get(URL)
    assert (response["Cache-Control"], dict(client.cookies)) == ("no-cache", {})


def test_staff_and_strangers_get_the_same_page(client, course, staff):
    before = client.get(URL).content
    client.force_login(staff)
    assert client.get(URL).content == before


@pytest.mark.parametrize("url", [URL, f"{URL}anmelden/"])
def test_the_first_view_is_small(client, course, settings, url):
    page = client.get(url).content
    icon = (settings.BASE_DIR / "static" / "img" / "icon.svg").read_bytes()
    parts = (page, joined("residents.css").encode(), icon)
    assert sum(len(gzip.compress(part)) for part in parts) < 15_000
    page = re.sub(rb'<link rel="alternate"[^>]*>', b"", page)
    linked = re.findall(rb'(?:<link[^>]* href|<(?:img|script)[^>]* src)="([^"]+)"', page)
    assert len(set(linked)) == 2


def test_a_cancelled_course_keeps_a_page_without_any_word_of_registering(client, read, course):
    first, *_ = course.days()
    first.hold()
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.CANCELLED)
    PublicVersion.bump()
    content, text = client.get(URL).content.decode(), read()
    assert text.count("Dieser Kurs ist leider abgesagt.") == 1
    assert content.count('<span class="date day-off">') == 11
    assert text.count("Bürgerhaus Probe") == 0
    words = ("Sagen Sie uns bei der Anmeldung", "Was kostet der Kurs?", "Jetzt anmelden")
    assert [text.count(one) for one in words] == [0, 0, 0]


def test_on_paper_the_page_leads_back_to_itself(client, course, settings):
    settings.BASE_URL = "https://biq.example.org"
    content = client.get(URL).content.decode()
    paper = content.split('<div class="on-paper">')[1].split("</div>")[0]
    assert paper.count('role="img" aria-label="QR-Code: Seite des Kurses"') == 1
    assert paper.count("biq.example.org/k/hem1") == 1
    assert paper.count("030\N{NO-BREAK SPACE}23125000") == 1
