"""The verbs that need no words: each is a button with its own address."""

import pytest
from django.contrib.messages import get_messages
from django.urls import resolve, reverse

from participants.models import Status
from participants.staff.registration_page.page import FORMS
from participants.staff.registration_page.verbs import VERBS, verbs_for


def shown_messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("received", ["decide"]),
        ("enrolled", []),
        ("waiting", []),
        ("offered", ["accept", "decline", "begin_deadline"]),
        ("declined_offer", ["wait_again"]),
        ("expired", ["wait_again"]),
        ("withdrawn", ["wait_again"]),
        ("course_cancelled", []),
        ("unplaced", []),
        ("completed", []),
        ("not_completed", []),
    ],
)
def test_the_buttons_are_what_the_table_of_moves_allows(make_registration, status, names):
    registration = make_registration()
    registration.status = status
    assert [verb.name for verb in verbs_for(registration)] == names


def test_staff_decide_on_somebody_new(post, make_course, make_registration):
    course = make_course("mit-aufnahme", admission="staff")
    registration = make_registration(course=course)
    post(registration, "aufnehmen")
    assert registration.status == Status.ENROLLED


def test_nobody_under_age_gets_in_without_consent(post, make_registration):
    registration = make_registration(answers={"under_age": True})
    answer = post(registration, "aufnehmen")
    assert shown_messages(answer) == ["Die Einwilligung der Sorgeberechtigten fehlt noch."]
    assert registration.status == Status.RECEIVED


def test_an_offered_place_is_accepted_on_the_phone(post, small_course, make_registration):
    seated = make_registration("Ada", course=small_course)
    waiting = make_registration("Bea", course=small_course)
    post(seated, "abmelden")
    post(waiting, "annehmen")
    assert waiting.status == Status.ENROLLED


def test_a_verb_that_came_too_late_says_so(post, make_registration):
    registration = make_registration()
    answer = post(registration, "annehmen")
    assert shown_messages(answer) == ["Das geht nicht mehr. Der Stand ist jetzt: angemeldet."]


@pytest.fixture
def offered(small_course, make_registration):
    """Somebody who is offered the one seat of a course; somebody else waits behind."""
    first = make_registration("Erste Person", course=small_course)
    registration = make_registration("Ada Beispiel", course=small_course)
    make_registration("Bea Beispiel", course=small_course)
    first.withdraw()
    registration.refresh_from_db()
    return registration


def last_move(registration):
    change = registration.status_changes.last()
    return change.before, change.after, change.by


def test_a_verb_notes_who_did_it(post, offered, staff):
    post(offered, "annehmen")
    assert last_move(offered) == (Status.OFFERED, Status.ENROLLED, staff)


def test_who_does_not_want_the_place_makes_room_for_the_next(post, offered, staff, small_course):
    post(offered, "ablehnen")
    assert last_move(offered) == (Status.OFFERED, Status.DECLINED_OFFER, staff)
    assert small_course.registrations.get(participant__name="Bea Beispiel").status == "offered"


def test_who_changed_their_mind_waits_again_at_the_end(post, offered, staff, small_course):
    post(offered, "ablehnen")
    post(offered, "wieder-warten")
    assert last_move(offered) == (Status.DECLINED_OFFER, Status.WAITING, staff)
    assert offered.place_in_line() == 1


def test_an_offer_without_a_message_runs_from_today_all_the_same(post, offered):
    type(offered).objects.filter(pk=offered.pk).update(offer_message=None)
    post(offered, "heute-erreicht")
    assert offered.offer_ends_at is not None


def test_who_has_been_reached_is_not_asked_for_again(offered):
    assert [verb.name for verb in verbs_for(offered)] == ["accept", "decline", "begin_deadline"]
    offered.begin_deadline()
    offered.refresh_from_db()
    assert [verb.name for verb in verbs_for(offered)] == ["accept", "decline"]


def test_a_verb_that_worked_says_how_the_person_stands_now(post, offered):
    assert shown_messages(post(offered, "annehmen")) == ["Ada Beispiel: angemeldet."]


@pytest.mark.parametrize("name", [verb.name for verb in VERBS] + [form.slug for form in FORMS])
def test_every_verb_has_an_address_of_its_own(name):
    address = reverse(f"staff:{name}", args=["HEM27-001"])
    assert resolve(address).view_name == f"staff:{name}"
