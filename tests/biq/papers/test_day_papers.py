"""The paper of a course day: for its leaders and for staff, one code at two addresses."""

import re
import subprocess
from datetime import date, time
from itertools import pairwise

import pytest
from django.contrib.messages import get_messages

from biq.papers import day_papers
from biq.papers.day_plan import day_plan_html
from courses.models import ItemKind, ProgrammeItem
from courses.room_signs import room_signs_html
from participants.models import PrintedList
from partners.models import ContactPerson, Contribution, Partner
from tests.participants.papers.rows_of import rows_of

MILLIMETRE = 72 / 25.4


@pytest.fixture
def day(course):
    return course.days()[0]


@pytest.fixture
def drawn(monkeypatch):
    """Return a list of the HTML that would have been printed; nothing is."""
    sheets = []
    monkeypatch.setattr(day_papers, "print_pdf", lambda html: sheets.append(html) or b"%PDF")
    return sheets


@pytest.fixture
def planned(day, leader):
    """Give the day a running order of three items, and a partner to one of them."""
    make = ProgrammeItem.objects.create
    make(day=day, position=1, kind="arrival", minutes=30, room="Foyer", material="Kaffee")
    talk = make(day=day, position=2, kind="contribution", title="Wer entscheidet?", minutes=60)
    make(day=day, position=3, kind=ItemKind.LUNCH, minutes=45, starts=time(12), room="Foyer")
    talk.room, talk.responsible = "Großer Saal", leader
    talk.save()
    partner = Partner.objects.create(name="Ortsamt Probe", world="professional", kind="other")
    ContactPerson.objects.create(partner=partner, name="Ohne Nummer")
    ContactPerson.objects.create(partner=partner, name="Gerd Gegangen", left_on=day.date)
    ContactPerson.objects.create(partner=partner, name="Rita Ruf", phone="+493023125190")
    ContactPerson.objects.create(partner=partner, name="Ist Weg", left_on=date(2026, 1, 1))
    facts = {"block": day.block, "partner": partner}
    Contribution.objects.create(topic="Politik", day=day, item=talk, state="agreed", **facts)
    declined = Partner.objects.create(name="Sagt ab", world="civil", kind="club")
    Contribution.objects.create(block=day.block, partner=declined, state="declined")
    return day


def words(pdf, *options):
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True)
    return run.stdout.decode()


def test_the_printed_list_has_names_and_code_and_rows_to_sign_in(
    as_leader, course, day, make_registration
):
    for letter in "ABCDEFGHIJKLMNOP":
        make_registration(f"Person {letter}")
    answer = as_leader.get(f"/kursleitung/{course.slug}/tag/{day.pk}/unterschriften.pdf")
    printed = PrintedList.objects.get()
    assert answer["Content-Disposition"] == (
        f'inline; filename="unterschriften-{course.code}-{day.date:%Y-%m-%d}.pdf"'
    )
    text = words(answer.content)
    assert re.findall(r"Person \w", text) == [f"Person {one}" for one in "ABCDEFGHIJKLMNOP"]
    # In the head, and in the foot of the only page.
    assert text.count(f"Fassung 1 · Code {printed.code}") == 2
    assert text.count("\f") == 1
    boxes = words(answer.content, "-bbox")
    lines = [float(y) for y in re.findall(r'yMin="([\d.]+)"[^>]*>Person<', boxes)]
    rows = {round((below - above) / MILLIMETRE, 1) for above, below in pairwise(lines)}
    assert min(rows) >= 12
    assert len(answer.content) < 60_000


def test_leaders_and_staff_get_the_same_list(client, leader, staff, course, day, drawn):
    client.force_login(leader)
    client.get(f"/kursleitung/{course.slug}/tag/{day.pk}/unterschriften.pdf")
    client.force_login(staff)
    client.get(f"/verwaltung/kurstage/{day.pk}/unterschriften.pdf")
    code = PrintedList.objects.get().code
    assert [html.count(f"Code {code}") for html in drawn] == [1, 1]


@pytest.mark.parametrize("paper", [file for file, _name, _draw in day_papers.DAY_PAPERS])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_day_of_another_leaders_course_is_not_found(
    client, other_leader, course, make_course, day, paper, method
):
    mine = make_course("walle-2027")
    mine.leaders.set([other_leader])
    client.force_login(other_leader)
    for slug in (course.slug, mine.slug):
        answer = getattr(client, method)(f"/kursleitung/{slug}/tag/{day.pk}/{paper}.pdf")
        assert answer.status_code == (405 if method == "post" else 404)
    assert PrintedList.objects.count() == 0


def test_the_plan_has_times_rooms_people_and_whom_to_call(planned):
    html = day_plan_html(planned, planned.date).replace("\N{NO-BREAK SPACE}", " ")
    assert rows_of(html) == [
        ["10:00–10:30", "Ankommen", "", "Foyer"],
        [
            "10:30–11:30",
            "Wer entscheidet? Beitrag mit Ortsamt Probe (zugesagt)",
            "Lea Leit",
            "Großer Saal",
        ],
        ["12:00–12:45", "Mittagessen", "", "Foyer"],
    ]
    [guest] = rows_of(html[html.index("Wer dazukommt") :])
    assert guest == ["Ortsamt Probe", "Politik zugesagt", "Rita Ruf, 030 23125190 Ohne Nummer"]
    for said in (
        "Bürgerhaus Probe",
        "Probeweg 1, 28309 Bremen",
        "Sie kommen ohne Stufen hinein.",
        "Eingang vom Hof, Aufzug links.",
        "030 23125000",
        "Kursleitung: Lea Leit",
        "Kaffee",
    ):
        assert said in html
    assert "Sagt ab" not in html


def test_a_plan_costs_as_many_queries_for_one_item_as_for_many(planned, django_assert_num_queries):
    day = day_papers._days().get(pk=planned.pk)
    with django_assert_num_queries(5):
        day_plan_html(day, day.date)
    for position in range(10):
        ProgrammeItem.objects.create(day=planned, position=position, kind="break", minutes=5)
    with django_assert_num_queries(5):
        day_plan_html(day, day.date)


def test_the_signs_point_in_three_directions_and_name_every_room_once(planned):
    html = room_signs_html(planned)
    assert re.findall('alt="(.*?)"', html) == [
        "Pfeil nach links",
        "Pfeil geradeaus",
        "Pfeil nach rechts",
    ]
    assert re.findall('<p class="room">(.*?)</p>', html) == ["Foyer", "Großer Saal"]


def test_without_rooms_one_sign_says_that_the_course_is_here(day):
    assert re.findall('<p class="room">(.*?)</p>', room_signs_html(day)) == ["Hier ist der Kurs"]


def test_the_contacts_end_with_the_course(as_leader, past_course, drawn):
    answer = as_leader.get(f"/kursleitung/{past_course.slug}/kontakte.pdf")
    assert (answer.url, drawn) == (f"/kursleitung/{past_course.slug}/", [])
    assert [str(said) for said in get_messages(answer.wsgi_request)] == [day_papers.OVER]


def test_staff_get_the_contacts_of_every_course(as_staff, course, make_registration, drawn):
    make_registration("Ada A")
    assert as_staff.get(f"/verwaltung/kurse/{course.slug}/kontakte.pdf").status_code == 200
    assert rows_of(drawn[0])[0][0] == "Ada A"


@pytest.mark.parametrize(
    ("face", "place"),
    [("leader", "/kursleitung/{}/"), ("staff", "/verwaltung/kurse/{}/")],
)
def test_what_no_font_has_leads_to_the_course_and_says_why(
    client, request, face, place, course, day, make_registration
):
    make_registration("Ada \U0001f9a9")
    client.force_login(request.getfixturevalue(face))
    address = {
        "leader": f"/kursleitung/{course.slug}/tag/{day.pk}/unterschriften.pdf",
        "staff": f"/verwaltung/kurstage/{day.pk}/unterschriften.pdf",
    }[face]
    answer = client.get(address)
    assert answer.url == place.format(course.slug)
    [said] = get_messages(answer.wsgi_request)
    assert str(said).startswith("Das Zeichen ‚\U0001f9a9‘ (U+1F9A9) in „Ada \U0001f9a9“ fehlt")
