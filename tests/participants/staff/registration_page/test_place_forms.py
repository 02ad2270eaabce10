"""The staff's verbs about the line: in front, together, alone, and an offer that ends."""

from datetime import timedelta

import pytest
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
