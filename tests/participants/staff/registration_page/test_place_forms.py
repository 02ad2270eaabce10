"""The staff's verbs about the line: in front, together, alone, and an offer that ends."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from participants.models import Status
from participants.registration.party import tie
from participants.staff.reason_staff import reason_for_staff

PHONE = {"phone": "+49421123456", "channel": "phone"}


@pytest.fixture
def full(small_course, make_registration):
    """A course with its one seat taken."""
    make_registration("Erste Person", course=small_course)
    return small_course


@pytest.fixture
def wait(full, make_registration):
    """Return a function that puts somebody on the waiting list."""
    return lambda name="Ada Beispiel", contact=PHONE: make_registration(
        name, course=full, contact=contact
    )


@pytest.fixture
def offered(full, wait):
    """Somebody by phone who is offered the seat and has not been reached yet."""
    registration = wait()
    full.registrations.get(participant__name="Erste Person").withdraw()
    registration.refresh_from_db()
    return registration


def test_staff_put_somebody_in_front_with_a_reason(post, wait, staff):
    wait("Bea Beispiel")
    late = wait("Cem Beispiel")
    assert post(late, "nach-vorn", why="").status_code == 422
    assert post(late, "nach-vorn", why="Zusage vom Mai").status_code == 302
    assert late.place_in_line() == 1
    change = late.status_changes.last()
    assert (change.why, change.by) == ("nach vorn gesetzt: Zusage vom Mai", staff)
    assert reason_for_staff(late) == "Platz 1 auf der Warteliste. Nach vorn gesetzt."


def test_staff_tie_two_by_reference_and_untie_them(post, as_staff, full, wait):
    one, other = wait("Ada Beispiel"), wait("Bea Beispiel")
    full.capacity = 2
    full.save()
    post(one, "gemeinsam", other=other.reference.lower(), why="Ehepaar")
    assert one.companions() == [other]
    page = as_staff.get(f"/verwaltung/anmeldungen/{one.reference}/").content.decode()
    assert f"<bdi>Bea Beispiel</bdi></a> ({other.reference})</p>" in page
    post(one, "auch-allein")
    assert (one.party, one.companions()) == (None, [])


@pytest.mark.parametrize("typed", ["", "NIE-1"])
def test_a_number_that_is_not_in_the_course_is_said(post, wait, typed):
    one = wait()
    assert post(one, "gemeinsam", other=typed, why="Ehepaar").status_code == 422
    assert one.party is None


def test_nobody_is_tied_to_themselves(post, wait):
    one = wait()
    assert post(one, "gemeinsam", other=one.reference, why="Ehepaar").status_code == 422


def test_the_time_begins_when_staff_reached_the_person(post, offered):
    words = "Die Frist hat noch nicht begonnen."
    assert reason_for_staff(offered) == (
        f"{words} Sie beginnt, wenn jemand die Person am Telefon erreicht."
    )
    post(offered, "heute-erreicht")
    assert timezone.localdate(offered.offer_ends_at) == timezone.localdate() + timedelta(days=7)
    assert offered.offer_message.state == "done"
    assert reason_for_staff(offered) == "Der Platz ist bis zum Ende der Frist freigehalten."


def test_staff_end_an_offer_that_reached_nobody(post, offered, staff):
    assert post(offered, "angebot-beenden", why="").status_code == 422
    post(offered, "angebot-beenden", why="Nummer stimmt nicht")
    assert offered.status == Status.EXPIRED
    change = offered.status_changes.last()
    assert (change.why, change.by) == ("Nummer stimmt nicht", staff)
    assert reason_for_staff(offered) == "Auf das Angebot kam keine Antwort."


def test_somebody_who_said_yes_waits_for_the_other(make_course, make_registration):
    course = make_course("paar-2027", capacity=2)
    first = make_registration("Erste Person", course=course)
    make_registration("Zweite Person", course=course)
    one = make_registration("Ada Beispiel", course=course, contact=PHONE)
    other = make_registration("Bea Beispiel", course=course, contact=PHONE)
    tie([one, other], None, "Ehepaar")
    first.withdraw()
    course.registrations.get(participant__name="Zweite Person").withdraw()
    one.refresh_from_db()
    one.accept()
    assert reason_for_staff(one) == "Hat ja gesagt. Es fehlt noch die Antwort von: Bea Beispiel."


def test_a_place_says_how_it_came(make_registration, offered):
    assert reason_for_staff(make_registration()) == "Bei der Anmeldung war ein Platz frei."
    offered.accept()
    assert reason_for_staff(offered) == "Der angebotene Platz ist angenommen."


def test_the_page_says_language_and_whether_the_address_is_confirmed(as_staff, make_registration):
    registration = make_registration()
    address = f"/verwaltung/anmeldungen/{registration.reference}/"
    page = as_staff.get(address).content.decode()
    assert "<dt>Sprache</dt><dd>Deutsch</dd>" in page
    assert '<span class="status status-attention">nicht bestätigt</span>' in page
    registration.participant.email_confirmed_at = timezone.now()
    registration.participant.save()
    page = as_staff.get(address).content.decode()
    assert '<span class="status status-good">bestätigt</span>' in page


def test_withdrawing_frees_the_seat_for_the_next(post, small_course, make_registration, staff):
    seated = make_registration("Ada", course=small_course)
    waiting = make_registration("Bea", course=small_course)
    post(seated, "abmelden", why="rief an")
    waiting.refresh_from_db()
    change = seated.status_changes.last()
    assert (seated.status, waiting.status) == (Status.WITHDRAWN, Status.OFFERED)
    assert (change.by, change.why) == (staff, "rief an")


def test_a_paper_that_lay_in_the_letter_box_moves_up(post, small_course, make_registration):
    make_registration("Ada", course=small_course)
    first = make_registration("Bea", course=small_course)
    paper = make_registration("Cem", course=small_course)
    earlier = timezone.localtime(first.arrived_at) - timedelta(days=2)
    typed = {"arrived_on": earlier.date(), "arrived_at": "12:00", "why": "lag im Briefkasten"}
    post(paper, "eingang", **typed)
    assert (paper.place_in_line(), first.place_in_line()) == (1, 2)


def test_backdating_needs_a_reason_and_keeps_what_was_typed(post, make_registration):
    registration = make_registration()
    answer = post(registration, "eingang", arrived_on="2026-01-02", arrived_at="08:15", why="")
    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, {"why": ["Bitte schreiben Sie auf, warum."]})
    assert (form["arrived_on"].value(), form["arrived_at"].value()) == ("2026-01-02", "08:15")
    assert "<title>Fehler: " in answer.content.decode()


def test_nothing_arrives_after_now(post, make_registration):
    registration = make_registration()
    before = registration.arrived_at
    today = timezone.localdate()
    answer = post(registration, "eingang", arrived_on=today, arrived_at="23:59:59", why="Probe")
    assert answer.context["form"].errors == {"arrived_on": ["Dieser Zeitpunkt kommt erst noch."]}
    assert registration.arrived_at == before


def test_the_page_shows_when_it_arrived_until_now(as_staff, make_registration):
    registration = make_registration()
    page = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/")
    form = next(form for form in page.context["page"].place_forms if form.slug == "eingang")
    arrived = timezone.localtime(registration.arrived_at)
    assert (form["arrived_on"].value(), form["arrived_at"].value()) == (
        arrived.date(),
        arrived.time().replace(microsecond=0),
    )


def test_an_offer_whose_time_runs_is_not_ended(post, offered):
    offered.begin_deadline()
    post(offered, "angebot-beenden", why="Nummer stimmt nicht")
    assert offered.status == Status.OFFERED


def test_two_of_whom_one_has_a_place_cannot_be_tied(post, full, wait):
    waiting = wait()
    seated = full.registrations.get(participant__name="Erste Person")
    answer = post(waiting, "gemeinsam", other=seated.reference, why="Ehepaar")
    assert answer.context["form"].non_field_errors() == [
        "Das geht nur für mehrere, die alle warten oder alle eingegangen sind."
    ]
    assert waiting.party is None


def test_whoever_withdraws_somebody_reads_whom_the_seat_went_to(
    as_staff, small_course, make_registration
):
    ada, bo, cem = (make_registration(name, course=small_course) for name in ("Ada", "Bo", "Cem"))

    def withdraw(registration):
        address = f"/verwaltung/anmeldungen/{registration.reference}/abmelden/"
        answer = as_staff.post(address, {"why": "rief an"})
        return [str(message) for message in get_messages(answer.wsgi_request)][-1]

    assert withdraw(cem) == "Cem ist abgemeldet."
    assert withdraw(ada) == "Ada ist abgemeldet. Der Platz ist jetzt angeboten: Bo."
    assert withdraw(bo) == "Bo ist abgemeldet."
