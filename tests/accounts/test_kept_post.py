"""What staff and leaders sent when nobody was logged in any more."""

import re
from datetime import date, timedelta
from time import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.kept import post as kept_post
from courses.models import Venue
from participants.attendance.marks import enter_marks
from participants.models import Attendance, GroupMessage, LedgerEntry
from participants.people.consents import ConsentKind
from tests.sent_form import sent

LOGIN = "/konto/login/"
OURS = {"Origin": "http://testserver"}
PAID = {
    "amount": "50",
    "on": "2026-11-02",
    "payer": "Berta <b>Bär</b>",
    "reference": "Kontoauszug 7",
}


@pytest.fixture
def tab():
    return Client(enforce_csrf_checks=True, headers=OURS)


def token_of(page):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]


def log_in(tab, user, place=LOGIN):
    """Log in as people do, and return where it leads."""
    token = token_of(tab.get(place))
    form = {"login": user.email, "password": "pw", "csrfmiddlewaretoken": token}
    if "next=" in place:
        form["next"] = place.split("next=")[1]
    return tab.post(LOGIN, form).url


def end_session(tab):
    Session.objects.all().delete()


@pytest.fixture
def payment(make_registration, staff, tab):
    """Staff opened a registration and fill in a payment; the form's own fields, with its token."""
    registration = make_registration("Ada Lovelace")
    log_in(tab, staff)
    page = tab.get(reverse("staff:registration", args=[registration.reference]))
    address = reverse("staff:zahlung", args=[registration.reference])
    form = page.content.decode().split(f'action="{address}"')[1].split("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    return address, {**hidden, **PAID}


def hidden_fields(page):
    main = page.content.decode().split("<main")[1]
    return dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', main))


def read_back(page):
    """Return the pairs of what somebody had typed, as the page after the login lists them."""
    return re.findall(r"<dt>(.*?)</dt>\s*<dd><bdi>(.*?)</bdi>", page.content.decode())


def paid():
    return [str(entry.amount) for entry in LedgerEntry.objects.filter(kind="payment")]


def test_a_payment_sent_after_the_session_ended_is_shown_after_the_login(payment, tab, staff):
    address, form = payment
    end_session(tab)
    door = tab.post(address, form)
    assert door.status_code == 302
    said = tab.get(door.url).content.decode()
    assert "Sie waren nicht mehr angemeldet. Es ist noch nichts gespeichert." in said
    assert "Ihre Angaben sind noch da." in said
    place = log_in(tab, staff, door.url)
    page = tab.get(place).content.decode()
    assert "<h1>Noch nicht gespeichert</h1>" in page
    assert "<bdi>Berta &lt;b&gt;Bär&lt;/b&gt;</bdi>" in page
    assert "<bdi>Kontoauszug 7</bdi>" in page
    assert "<bdi>02.11.2026</bdi>" in page
    assert paid() == []


def test_it_is_sent_with_one_button_and_stored_once(payment, tab, staff):
    address, form = payment
    end_session(tab)
    page = tab.get(log_in(tab, staff, tab.post(address, form).url))
    assert f'<form method="post" action="{address}">' in page.content.decode()
    again = hidden_fields(page)
    again["payer"] = PAID["payer"]  # not as HTML writes it
    for _ in range(2):
        assert tab.post(address, again).status_code == 302
    assert paid() == ["-50.00"]


def test_a_login_in_another_tab_loses_nothing(payment, tab, staff):
    address, form = payment
    end_session(tab)
    log_in(tab, staff)
    page = tab.post(address, form)
    assert page.status_code == 403
    assert "<h1>Noch nicht gespeichert</h1>" in page.content.decode()
    again = {**hidden_fields(page), "payer": PAID["payer"]}
    assert tab.post(address, again).status_code == 302
    assert paid() == ["-50.00"]


def test_nobody_else_sees_what_was_typed(payment, tab, lead):
    address, form = payment
    end_session(tab)
    place = log_in(tab, lead, tab.post(address, form).url)
    answer = tab.get(place, follow=True)
    assert answer.request["PATH_INFO"] == "/verwaltung/"
    assert "Kontoauszug 7" not in answer.content.decode()
    assert kept_post.NOTHING_KEPT in answer.content.decode()


def test_nobody_else_sees_it_after_a_login_in_another_tab(payment, tab, lead):
    address, form = payment
    end_session(tab)
    log_in(tab, lead)
    page = tab.post(address, form).content.decode()
    assert "<h1>Bitte laden Sie die Seite neu</h1>" in page
    assert "Kontoauszug 7" not in page


def test_what_another_site_sends_is_never_kept(payment, tab, staff):
    address, form = payment
    end_session(tab)
    door = tab.post(address, form, headers={"Origin": "https://evil.example"})
    assert door.status_code == 403
    assert "Kontoauszug 7" not in door.content.decode()


def test_what_cannot_be_kept_leads_to_its_page_and_says_so(payment, tab, staff):
    address, form = payment
    end_session(tab)
    door = tab.post(address, {**form, "password": "geheim"})
    assert (
        "Bitte schreiben Sie Ihre Angaben danach noch einmal auf."
        in tab.get(door.url).content.decode()
    )
    place = log_in(tab, staff, door.url)
    page = tab.get(place, follow=True)
    assert page.request["PATH_INFO"] == address.removesuffix("zahlung/")


def test_it_is_kept_for_an_hour(payment, tab, staff, monkeypatch):
    address, form = payment
    end_session(tab)
    place = log_in(tab, staff, tab.post(address, form).url)
    monkeypatch.setattr(kept_post, "time", lambda: time() + 3700)
    assert tab.get(place).url == "/konto/ankommen/"


def test_a_leader_reads_names_and_marks(make_course, make_registration, leader, tab):
    course = make_course("walle-2027", first_day=date.today() - timedelta(days=1))
    registration = make_registration("Ada Lovelace", course=course)
    day = course.days()[0]
    address = reverse("leaders:attendance", args=[course.slug, day.pk])
    log_in(tab, leader)
    key = registration.pk
    form = {"csrfmiddlewaretoken": token_of(tab.get(address))}
    form |= {f"mark-{key}": "present", f"shown-{key}": ""}
    end_session(tab)
    page = tab.get(log_in(tab, leader, tab.post(address, form).url))
    text = re.sub(r"\s+", " ", page.content.decode())
    assert "<dt>Ada Lovelace</dt> <dd><bdi>da</bdi></dd>" in text
    tab.post(address, hidden_fields(page))
    assert [one.mark for one in Attendance.objects.all()] == ["present"]


@pytest.mark.parametrize("step", ["pruefen", "senden"])
def test_what_a_leader_wrote_to_the_group_is_read_and_goes_on(
    course, make_registration, leader, tab, step
):
    make_registration("Ada Lovelace")
    start = reverse("leaders:write_to_group", args=[course.slug])
    log_in(tab, leader)
    answers = {"subject": "Morgen", "text": "Erste Zeile"}
    form = sent(tab.get(start), f"{start}pruefen/", **answers)
    if step == "senden":
        form = sent(tab.post(f"{start}pruefen/", form), f"{start}senden/")
    end_session(tab)
    page = tab.get(log_in(tab, leader, tab.post(f"{start}{step}/", form).url))
    typed = [("Betreff", "Morgen"), ("Text", "Erste Zeile")]
    assert read_back(page) == [("Wem möchten Sie schreiben?", "Alle mit Platz"), *typed]
    tab.post(f"{start}{step}/", hidden_fields(page))
    assert GroupMessage.objects.count() == (step == "senden")


@pytest.mark.parametrize("shown", ["", "absent"])
def test_staff_read_names_and_marks_of_a_day(past_course, make_registration, staff, tab, shown):
    registration = make_registration("Ada Lovelace", course=past_course)
    make_registration("Bea Muster", course=past_course)
    day = past_course.days()[0]
    if shown:
        enter_marks(day, {registration: shown}, None)
    address = reverse("staff:attendance", args=[day.pk])
    log_in(tab, staff)
    form = sent(tab.get(address), address, **{f"mark-{registration.pk}": "present"})
    end_session(tab)
    page = tab.get(log_in(tab, staff, tab.post(address, form).url))
    assert read_back(page) == [("Ada Lovelace", "da")]


def test_staff_read_days_and_marks_of_a_person(past_course, make_registration, staff, tab):
    registration = make_registration(course=past_course)
    registration.complete()
    day = past_course.days()[0]
    place = reverse("staff:registration", args=[registration.reference])
    address = reverse("staff:anwesenheit", args=[registration.reference])
    log_in(tab, staff)
    typed = {f"day_{day.pk}": "excused", "why": "Liste falsch gelesen"}
    form = sent(tab.get(place), address, **typed)
    end_session(tab)
    page = tab.get(log_in(tab, staff, tab.post(address, form).url))
    assert read_back(page) == [
        (f"Block\N{NO-BREAK SPACE}1, {day}", "entschuldigt"),
        ("Warum wird die Anwesenheit berichtigt?", "Liste falsch gelesen"),
    ]


def test_choices_of_one_registration_are_read_as_the_page_shows_them(make_registration, staff, tab):
    registration = make_registration()
    address = reverse("staff:einwilligung", args=[registration.reference])
    log_in(tab, staff)
    place = reverse("staff:registration", args=[registration.reference])
    form = sent(tab.get(place), address, kind="alumni", channel="paper")
    end_session(tab)
    page = tab.get(log_in(tab, staff, tab.post(address, form).url))
    [(label, words), channel] = read_back(page)
    assert (label, words.partition(":")[0]) == ("Einwilligung", ConsentKind.ALUMNI.label)
    assert channel == ("Wie wurde sie gegeben?", "auf Papier")


def test_what_the_page_had_shown_is_not_listed_as_typed(make_registration, staff, tab):
    registration = make_registration(answers={"guardian_name": "Eva", "needs": "eine Rampe"})
    place = reverse("staff:registration", args=[registration.reference])
    address = reverse("staff:angaben", args=[registration.reference])
    log_in(tab, staff)
    form = sent(tab.get(place), address, guardian_name="Ada")
    assert form["initial-guardian_name"] == ["Eva"]
    form["theirs-needs"] = "on"
    end_session(tab)
    page = tab.get(log_in(tab, staff, tab.post(address, form).url))
    assert read_back(page) == [
        ("Was die Person braucht", "eine Rampe"),
        ("Auf dem Namensschild", "nur der Vorname"),
        ("Sorgeberechtigte Person", "Ada"),
    ]


def test_a_form_of_the_lists_is_kept_with_its_labels_and_choices(venue, staff, tab, district):
    address = reverse("admin:courses_venue_change", args=[venue.pk])
    log_in(tab, staff)
    page = tab.get(address).content.decode()
    form = dict(re.findall(r'<input type="\w+" name="([\w-]+)" value="([^"]*)"', page))
    form |= {"name": "Altes Pumpwerk", "district": district.pk, "step_free": "yes", "_save": "x"}
    end_session(tab)
    page = tab.get(log_in(tab, staff, tab.post(address, form).url))
    text = re.sub(r"\s+", " ", page.content.decode())
    assert "<dt>Stadtteil</dt> <dd><bdi>Hemelingen</bdi></dd>" in text
    assert "<bdi>Altes Pumpwerk</bdi>" in text
    tab.post(address, hidden_fields(page))
    assert Venue.objects.get().name == "Altes Pumpwerk"


def test_staff_without_cookies_are_told_so(db):
    answer = Client(enforce_csrf_checks=True).post(LOGIN, {"login": "a"}, headers=OURS)
    assert "<h1>Bitte erlauben Sie Cookies</h1>" in answer.content.decode()
