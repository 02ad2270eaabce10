"""Leaders and staff write to a group: they write, look ahead, send, and see who got it."""

import pytest
from django.contrib.messages import get_messages

from correspondence.models import Message
from courses.models import Course
from participants.models import GroupMessage
from participants.telling.group_writing import CHANGED, TOO_MANY
from tests.sent_form import sent

LEADERS, STAFF = "/kursleitung/", "/verwaltung/kurse/"
NBSP = "\N{NO-BREAK SPACE}"
NINE = f"9{NBSP}Menschen: 6{NBSP}E\N{NON-BREAKING HYPHEN}Mails, 2{NBSP}Anrufe, 1{NBSP}Brief"
ANSWERS = {"group": "place", "subject": "Morgen", "text": "Wir treffen uns am Bahnhof."}


@pytest.fixture(params=[LEADERS, STAFF])
def write(request, client, leader, staff, course):
    """The page of one face, and somebody who is logged in there."""
    client.force_login(leader if request.param == LEADERS else staff)
    return f"{request.param}{course.slug}/schreiben/"


def look_ahead(client, write, **changes):
    return client.post(f"{write}pruefen/", {**ANSWERS, **changes})


def send(client, write, page, **changes):
    return client.post(f"{write}senden/", sent(page, f"{write}senden/", **changes))


def told():
    return Message.objects.filter(occasion="group_message").count()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def text_of(page):
    return page.content.decode().replace("&nbsp;", NBSP)


def test_the_way_from_the_text_to_those_who_got_it(client, write, group):
    page = client.get(write)
    assert page.status_code == 200
    filled = sent(page, f"{write}pruefen/", subject="Morgen", text=ANSWERS["text"])
    page = client.post(f"{write}pruefen/", filled)
    shown = text_of(page)
    assert f"Alle mit Platz: {NINE}" in shown
    assert "<bdi>Gül</bdi>, <bdi>Hans</bdi>" in shown
    assert "So liest es <bdi>Ada</bdi>" in shown
    assert "Wir treffen uns am Bahnhof." in shown
    assert (page.status_code, told()) == (200, 0)
    assert [one.token in shown for one in group.values()] == [False] * 9
    response = send(client, write, page)
    row = GroupMessage.objects.get()
    assert (response.status_code, response.url) == (302, f"{write}{row.pk}/")
    assert said(response) == [f"Geschrieben an {row.in_numbers}."]
    shown = text_of(client.get(response.url))
    assert [f"<bdi>{name}</bdi>" in shown for name in group] == [True] * 9
    assert "Telefon, offen" in shown
    assert "example.org" not in shown.split("<main", 1)[1].split("</main", 1)[0]
    assert told() == 9


def test_five_clicks_on_send_lead_to_one_page_and_write_once(client, write, group):
    page = look_ahead(client, write)
    urls = {send(client, write, page).url for _ in range(5)}
    assert (len(urls), told(), GroupMessage.objects.count()) == (1, 9, 1)


def test_what_was_looked_at_again_is_another_message(client, write, group):
    for _ in range(2):
        send(client, write, look_ahead(client, write))
    assert (told(), GroupMessage.objects.count()) == (18, 2)


@pytest.mark.parametrize("step", ["pruefen/", "senden/"])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"subject": ""}, "Bitte schreiben Sie einen Betreff."),
        ({"text": " "}, "Bitte schreiben Sie einen Text."),
        ({"subject": "<b>" * 40}, "Jetzt sind es 120."),
    ],
)
def test_a_refused_text_comes_back_as_it_was_typed(client, write, group, step, changes, words):
    page = client.post(f"{write}{step}", {**ANSWERS, "group": "waiting", **changes})
    assert page.status_code == 422
    assert words in text_of(page)
    assert "Fehler: " in text_of(page)
    again = sent(page, f"{write}pruefen/")
    typed = {**ANSWERS, "group": "waiting", **changes}
    assert {name: again[name] for name in typed} == {name: [typed[name]] for name in typed}
    assert told() == 0


def test_the_text_stays_to_be_changed_beside_the_look_ahead(client, write, group):
    text = "Erste Zeile\r\n\r\n- <b>Punkt</b>"
    page = look_ahead(client, write, text=text)
    for step in ("pruefen/", "senden/"):
        assert sent(page, f"{write}{step}")["text"] == [
            text if step == "pruefen/" else text.replace("\r", "")
        ]


def test_a_message_to_nobody_is_refused_and_kept(client, write, group):
    page = look_ahead(client, write, group="waiting")
    assert page.status_code == 422
    assert "Auf der Warteliste steht zurzeit niemand." in text_of(page)
    assert sent(page, f"{write}pruefen/")["text"] == [ANSWERS["text"]]


def test_when_somebody_else_would_get_it_the_list_is_shown_once_more(client, write, group):
    page = look_ahead(client, write)
    group["Hans"].withdraw()
    page = send(client, write, page)
    assert (page.status_code, said(page), told()) == (200, [CHANGED], 0)
    assert "<bdi>Hans</bdi>: abgemeldet" in text_of(page)
    assert send(client, write, page).status_code == 302
    assert told() == 8


@pytest.mark.parametrize("changes", [{"key": "x"}, {"key": None}, {"seen": None}, {"seen": "x"}])
def test_a_form_that_nobody_looked_at_is_shown_first(client, write, group, changes):
    page = send(client, write, look_ahead(client, write), **changes)
    assert (page.status_code, told()) == (200, 0)
    assert "Vor dem Senden" in text_of(page)


def test_a_course_that_does_not_run_says_so_and_takes_nothing(client, write, group, course):
    page = look_ahead(client, write)
    Course.objects.filter(pk=course.pk).update(status="completed")
    words = "Der Kurs ist abgeschlossen. Danach schreiben wir nicht mehr an alle."
    shown = text_of(client.get(write))
    assert words in shown
    assert f"{write}pruefen/" not in shown
    page = send(client, write, page)
    assert (page.status_code, told()) == (422, 0)
    assert ANSWERS["text"] in text_of(page)


def test_what_was_written_stands_on_the_page_and_on_that_of_the_course(client, write, group):
    send(client, write, look_ahead(client, write))
    row = GroupMessage.objects.get()
    course_page = write.removesuffix("schreiben/")
    for address in (write, course_page):
        shown = text_of(client.get(address))
        assert f'href="{write}{row.pk}/"' in shown
        assert f"Alle mit Platz · {row.in_numbers}" in shown
    assert f'href="{write}"' in text_of(client.get(course_page))


def test_names_that_were_forgotten_are_not_shown(client, write, group):
    send(client, write, look_ahead(client, write))
    Message.objects.filter(occasion="group_message").update(topic="", recipient_name="")
    row = GroupMessage.objects.get()
    shown = text_of(client.get(f"{write}{row.pk}/"))
    assert "Die Namen sind nicht mehr gespeichert." in shown
    assert row.in_numbers in shown


def test_a_link_in_the_text_is_pointed_out_where_somebody_hears_or_reads_it(client, write, group):
    words = "In Ihrem Text steht eine Internet-Adresse:"
    assert words in text_of(look_ahead(client, write, text="Siehe https://bremen.de"))
    assert words not in text_of(look_ahead(client, write))


@pytest.mark.parametrize("people", [1, 8])
def test_every_page_takes_the_same_queries_for_one_and_for_many_people(
    people, client, write, make_registration, mail, django_assert_num_queries
):
    for number in range(people):
        make_registration(f"Person {number}", contact=mail(f"p{number}"))
    with django_assert_num_queries(4):
        client.get(write)
    with django_assert_num_queries(6 if write.startswith(LEADERS) else 5):
        page = look_ahead(client, write)
    response = send(client, write, page)
    with django_assert_num_queries(5):
        client.get(response.url)


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head"])
@pytest.mark.parametrize("step", ["", "pruefen/", "senden/", "1/"])
def test_a_course_of_others_is_not_found_by_any_method(client, other_leader, course, method, step):
    client.force_login(other_leader)
    address = f"{LEADERS}{course.slug}/schreiben/{step}"
    assert getattr(client, method)(address).status_code == 404


def test_the_message_of_another_course_is_not_found(client, write, group, small_course, leader):
    other = GroupMessage.objects.create(
        course=small_course, subject="x", text="x", by=leader, emails=0, calls=0, letters=0
    )
    assert client.get(f"{write}{other.pk}/").status_code == 404


def test_a_leader_who_writes_too_often_is_asked_to_wait_and_staff_are_not(
    client, course, group, leader, staff
):
    write = f"{LEADERS}{course.slug}/schreiben/"
    client.force_login(leader)
    for _ in range(5):
        assert send(client, write, look_ahead(client, write)).status_code == 302
    page = look_ahead(client, write)
    assert page.status_code == 422
    assert TOO_MANY in text_of(page)
    assert sent(page, f"{write}pruefen/")["text"] == [ANSWERS["text"]]
    client.force_login(staff)
    write = f"{STAFF}{course.slug}/schreiben/"
    for _ in range(6):
        assert send(client, write, look_ahead(client, write)).status_code == 302
    assert GroupMessage.objects.count() == 11


def test_opening_the_address_of_a_step_leads_to_the_page(client, write):
    for step in ("pruefen/", "senden/"):
        response = client.get(f"{write}{step}")
        assert (response.status_code, response.url) == (302, write)
