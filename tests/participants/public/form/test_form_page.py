"""The form in the browser: fill in, check, send, and everything that can happen on the way."""

from datetime import timedelta
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Course, CourseStatus
from participants.course_changes import cancellation
from participants.models import Participant, Registration
from participants.public.seat_counts import seat_counts
from participants.registration.arrival import register_all
from web.kept_pages import forget_kept_pages

URL = "/kurse/hemelingen-2027/anmelden/"
SEND = f"{URL}absenden/"


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_kept_pages()


class Inputs(HTMLParser):
    """Collects what the forms of a page would send if nobody touched them."""

    def __init__(self, response):
        super().__init__()
        self.values = {}
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        boxed = attrs.get("type") in ("checkbox", "radio") and "checked" not in attrs
        if tag == "input" and not boxed:
            self.values[attrs["name"]] = attrs.get("value", "")


def answers(**typed):
    return {"name": "Gülşen Işık", "phone": "0421 123456", "key": str(uuid4()), **typed}


def test_the_whole_way_from_form_to_receipt(client, course):
    form = Inputs(client.get(URL)).values | {"name": "<b>Ada</b>", "email": "ada@example.org"}
    check = client.post(URL, form)
    assert check.status_code == 200
    assert "&lt;b&gt;Ada&lt;/b&gt;" in check.content.decode()
    sent = client.post(SEND, Inputs(check).values)
    [registration] = Registration.objects.all()
    assert (sent.status_code, sent["Location"]) == (303, registration.get_absolute_url())
    assert (registration.participant.name, registration.status) == ("<b>Ada</b>", "enrolled")
    receipt = client.get(sent["Location"]).content.decode()
    assert receipt.count(registration.reference) == 1
    assert "<b>Ada</b>" not in receipt


def test_every_answer_arrives(client, course):
    client.post(
        SEND,
        answers(
            channel="post",
            street="Probeweg 1",
            postal_code="28309",
            city="Bremen",
            lives_here="nearby",
            needs="Große Schrift.\r\nEin Platz vorn.",
            reduction="on",
            alumni="2026-11",
        ),
    )
    [registration] = Registration.objects.all()
    person = registration.participant
    assert (person.channel, person.phone, person.language) == ("post", "+49421123456", "de")
    assert person.post_address == "Gülşen Işık\nProbeweg 1\n28309 Bremen"
    assert (registration.lives_here, registration.channel) == ("nearby", "online")
    assert registration.needs == "Große Schrift.\nEin Platz vorn."
    assert list(registration.fee_agreements.values_list("decision", flat=True)) == ["requested"]
    assert list(registration.consents.values_list("kind", "version")) == [("alumni", "2026-11")]


def test_a_form_with_errors_comes_back_with_everything_typed(client, course):
    response = client.post(
        URL, answers(phone="", email="erna@", needs="Rollstuhl", alumni="2026-11")
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("<title>Fehler: ") == 1
    kept = Inputs(response).values
    assert (kept["name"], kept["email"], kept["alumni"]) == ("Gülşen Işık", "erna@", "2026-11")
    assert page.count("Rollstuhl</textarea>") == 1
    assert page.count('<a href="#id_email">') == 1
    assert Registration.objects.count() == 0


def test_the_last_step_checks_once_more(client, course):
    response = client.post(SEND, answers(name=""))
    assert (response.status_code, Registration.objects.count()) == (422, 0)


def test_change_shows_the_filled_form_without_reproach(client, course):
    typed = answers(email="a@example.org", needs="Ruhe", photos_inside="2026-11")
    response = client.post(f"{URL}aendern/1/", typed)
    kept = Inputs(response).values
    assert response.status_code == 200
    assert response.content.decode().count("Ruhe</textarea>") == 1
    del typed["needs"]
    assert {name: kept[name] for name in typed} == typed
    assert "error-summary" not in response.content.decode()


def test_sent_five_times_it_is_one_registration_and_five_equal_receipts(client, course):
    form = answers()
    receipts = {client.post(SEND, form)["Location"] for _ in range(5)}
    assert receipts == {Registration.objects.get().get_absolute_url()}
    assert Participant.objects.count() == 1


def test_going_back_to_correct_something_says_that_the_correction_is_not_stored(client, course):
    form = answers()
    receipt = client.post(SEND, form)["Location"]
    again = client.post(SEND, form | {"phone": "0421 654321"})
    assert (again.status_code, again["Location"]) == (303, f"{receipt}?geaendert")
    assert Registration.objects.get().participant.phone == "+49421123456"
    notice = "Ihre Änderung ist nicht gespeichert."
    pages = [client.get(address).content.decode() for address in (receipt, again["Location"])]
    assert [page.count(notice) for page in pages] == [0, 1]
    assert [page.count('role="status"') for page in pages] == [0, 1]


def test_the_same_answers_typed_another_way_are_no_correction(client, course):
    form = answers()
    receipts = {
        client.post(SEND, form | {"phone": phone})["Location"]
        for phone in ("0421 123456", "0421/12 34 56", "+49 421 123456")
    }
    assert receipts == {Registration.objects.get().get_absolute_url()}


def test_going_back_for_the_neighbour_registers_the_neighbour_too(client, course):
    form = answers()
    first, second = (client.post(SEND, {**form, "name": n})["Location"] for n in ("Ada", "Bo"))
    assert (first == second, Registration.objects.count()) == (False, 2)


def test_a_full_course_leads_to_the_waiting_list(client, small_course, make_registration):
    make_registration("Ada", course=small_course)
    client.post("/kurse/blockdiek-2027/anmelden/absenden/", answers())
    assert Registration.objects.get(participant__name="Gülşen Işık").status == "waiting"


def test_somebody_under_18_is_received_until_a_guardian_agrees(client, course):
    minor = answers(under_age="on", guardian_name="Mama", guardian_contact="0421 998877")
    client.post(SEND, minor)
    client.post(SEND, minor | {"name": "Kind Zwei", "guardian": "2026-11"})
    assert list(Registration.objects.order_by("pk").values_list("status", flat=True)) == [
        "received",
        "enrolled",
    ]


def test_the_honeypot_ends_at_the_telephone(client, course):
    for url in (URL, SEND):
        response = client.post(url, answers(website="https://example.org"))
        assert response.status_code == 200
        assert response.content.decode().count("<h1>Bitte rufen Sie uns an</h1>") == 1
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({"registration_opens": 1}, "Die Anmeldung beginnt bald."),
        ({"registration_closes": -1}, "Die Anmeldung ist zu Ende."),
        ({"status": CourseStatus.COMPLETED}, "Dieser Kurs ist vorbei."),
        ({"status": CourseStatus.CANCELLED}, "Dieser Kurs ist leider abgesagt."),
    ],
)
def test_a_course_that_takes_no_registrations_says_so_kindly(client, course, change, title):
    today = timezone.localdate()
    values = {k: today + timedelta(v) if isinstance(v, int) else v for k, v in change.items()}
    Course.objects.update(**values)
    heading = f"<h1>{title}</h1>"
    for response, status in ((client.get(URL), 200), (client.post(SEND, answers()), 409)):
        assert (response.status_code, response.content.decode().count(heading)) == (status, 1)
    assert Registration.objects.count() == 0


def test_a_course_cancelled_in_this_very_moment_takes_nobody(client, course, staff, monkeypatch):
    def too_late(*args, **kwargs):
        cancellation.cancel(course, staff, "Zu wenige Anmeldungen")
        return register_all(*args, **kwargs)

    monkeypatch.setattr("participants.public.form.submission.register_all", too_late)
    answer = client.post(SEND, answers())
    assert answer.status_code == 409
    assert (Registration.objects.count(), Participant.objects.count()) == (0, 0)


def test_who_registered_in_time_gets_the_receipt_also_after_the_end(client, course):
    form = answers()
    receipt = client.post(SEND, form)["Location"]
    Course.objects.update(registration_closes=timezone.localdate() - timedelta(1))
    again = client.post(SEND, form)
    assert (again.status_code, again["Location"]) == (303, receipt)
    changed = client.post(SEND, form | {"phone": "0421 654321"})
    assert (changed.status_code, changed["Location"]) == (303, f"{receipt}?geaendert")


def test_a_draft_and_an_unknown_course_are_not_there(client, make_course):
    make_course("geheim-2028", publish=False)
    for slug in ("geheim-2028", "nirgends"):
        for method in (client.get, client.post):
            assert method(f"/kurse/{slug}/anmelden/").status_code == 404


def test_the_empty_form_costs_one_query(client, course, django_assert_num_queries):
    client.get(URL)
    with django_assert_num_queries(1):
        client.get(URL)


def test_storing_a_registration_costs_thirteen_queries_and_one_savepoint(
    client, course, django_assert_num_queries
):
    """Version and seats; limits; person, key; lock, line; registration, history, fee; version, and
    blocks and days for the words on the phone; message."""
    client.post(SEND, answers(email="a@example.org"))
    with django_assert_num_queries(13 + 2):
        client.post(SEND, answers(email="b@example.org"))


def test_each_visitor_gets_an_own_key_and_no_cookie(client, course):
    first, second = (Inputs(client.get(URL)).values for _ in range(2))
    assert first["key"] != second["key"]
    assert list(client.cookies) == []
    assert client.get(URL)["Cache-Control"] == "private, no-cache"


def test_a_browser_that_takes_no_cookies_gets_through(course):
    """However long the page was open: there is no token that could grow old."""
    form = Inputs(Client().get(URL)).values | answers()
    answer = Client(enforce_csrf_checks=True).post(
        URL, form, headers={"Origin": "http://testserver"}
    )
    assert answer.status_code == 200


def test_the_form_tells_at_once_when_the_course_fills_up(client, small_course, make_registration):
    url = "/kurse/blockdiek-2027/anmelden/"
    sentence = "Zurzeit sind alle Plätze belegt."
    before = client.get(url).content.decode().count(sentence)
    make_registration(course=small_course)
    assert (before, client.get(url).content.decode().count(sentence)) == (0, 1)


def test_seat_counts_are_seats_and_waiting_people(small_course, make_registration):
    for name in ("Ada", "Bo", "Cem"):
        make_registration(name, course=small_course)
    seats = seat_counts(small_course.slug)
    assert (seats.taken, seats.waiting) == (1, 2)
    assert (seat_counts("nirgends").taken, seat_counts("nirgends").waiting) == (0, 0)
