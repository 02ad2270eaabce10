"""The home page: what is open, soon, running."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Course, CourseStatus
from pages.models import Question
from web.kept_pages import forget_kept_pages

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_kept_pages()


def headings(client):
    content = client.get("/").content.decode()
    return re.findall(r"<h2>(.*?)</h2>", content)


TALK = "Sprechen Sie mit uns"
QUESTIONS = "Fragen und Antworten"


def test_between_courses_it_says_so_and_answers_questions(client, db):
    assert headings(client) == [QUESTIONS, TALK]
    assert client.get("/").content.decode().count("Im Moment ist kein Kurs offen.") == 1


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({}, ["Hier können Sie sich anmelden"]),
        ({"registration_opens": TODAY + timedelta(1)}, ["Bald"]),
        ({"registration_closes": TODAY - timedelta(1)}, ["Schon vergeben"]),
        ({"status": CourseStatus.CANCELLED}, []),
        ({"status": CourseStatus.DRAFT}, []),
    ],
)
def test_a_course_hangs_where_it_belongs(client, course, values, heading):
    Course.objects.update(**values)
    assert headings(client) == [*heading, QUESTIONS, TALK]


def test_a_running_course_is_named_and_a_past_one_is_not(client, past_course, make_course):
    make_course("laeuft-2026", TODAY - timedelta(7), registration_closes=TODAY - timedelta(9))
    content = client.get("/").content.decode()
    assert content.count("der Kurs läuft gerade") == 1
    assert content.count("/kurse/laeuft-2026/") == 1
    assert content.count("/kurse/vegesack-2026/") == 0


def test_free_seats_show_at_once(client, course, make_registration):
    counts = []
    for name in ("Ada", "Bo"):
        counts += re.findall(r"Noch (\d+) Plätze frei", client.get("/").content.decode())
        make_registration(name)
    assert counts == ["16", "15"]


def test_an_answer_that_staff_changed_shows_at_once(client, db):
    client.get("/")
    question = Question.objects.first()
    question.answer = "**Neu** <script>"
    question.save()
    expected = "<p><strong>Neu</strong> &lt;script&gt;</p>"
    assert client.get("/").content.decode().count(expected) == 1


def test_the_first_answers_are_those_of_the_foundations_page(db):
    assert list(Question.objects.values_list("question", flat=True)) == [
        "Was ist BIQ?",
        "Wer kann mitmachen?",
        "Wie läuft der Kurs ab?",
        "Worum geht es?",
        "Wer ist noch dabei?",
        "Kostet das etwas?",
        "Muss ich danach für die Bremer Heimstiftung arbeiten?",
        "Wie geht es nach dem Kurs weiter?",
        "Wo gab es den Kurs schon?",
    ]


@pytest.mark.parametrize("courses", [1, 4])
def test_a_kept_home_page_costs_two_queries(
    client, make_course, django_assert_num_queries, courses
):
    for number in range(courses):
        make_course(f"kurs-{number}")
    client.get("/")
    with django_assert_num_queries(2):
        client.get("/")


@pytest.mark.parametrize("courses", [1, 4])
def test_a_new_home_page_costs_four_queries(
    client, make_course, django_assert_num_queries, courses
):
    for number in range(courses):
        make_course(f"kurs-{number}")
    with django_assert_num_queries(4):
        client.get("/")
