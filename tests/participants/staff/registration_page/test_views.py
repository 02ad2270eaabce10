import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from participants.people import consents
from participants.people.consents import ConsentKind


def shown_messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_verb_leads_back_only_to_pages_of_our_own(post, make_registration):
    registration = make_registration()
    own = post(registration, "annehmen", next="/verwaltung/kurse/hemelingen-2027/")
    foreign = post(registration, "annehmen", next="https://example.org/")
    assert own.url == "/verwaltung/kurse/hemelingen-2027/"
    assert foreign.url == f"/verwaltung/anmeldungen/{registration.reference}/"


@pytest.mark.parametrize("address", ["foo", "staff:home", "//example.org/", "/\\\\example.org"])
def test_a_strange_way_back_leads_to_the_registration(post, make_registration, address):
    registration = make_registration()
    answer = post(registration, "annehmen", next=address)
    assert answer.url == f"/verwaltung/anmeldungen/{registration.reference}/"


def test_a_form_that_makes_no_sense_any_more_is_refused(post, past_course, make_registration):
    registration = make_registration(course=past_course)
    post(registration, "abmelden")
    marks = {f"day_{past_course.days()[0].pk}": "present"}
    answers = [
        post(registration, "abmelden"),
        post(registration, "anwesenheit", **marks),
        post(registration, "ausnahme", granted="ja", reason="Probe"),
        post(registration, "erstattung", amount="5", on="2026-11-02"),
    ]
    refusal = "Das geht nicht (mehr). Der Stand ist jetzt: abgemeldet."
    here = f"/verwaltung/anmeldungen/{registration.reference}/"
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, here)] * 4
    assert shown_messages(answers[-1])[1:] == [refusal] * 4
    assert registration.attendances.count() == 0
    assert registration.eligibility_overrides.count() == 0
    assert registration.ledger_entries.paid() == 0


def test_a_verb_is_never_a_link(as_staff, make_registration):
    reference = make_registration().reference
    page = f"/verwaltung/anmeldungen/{reference}/"
    assert as_staff.get(f"{page}abmelden/").url == page


def test_a_consent_is_withdrawn(as_staff, make_registration):
    registration = make_registration()
    consent = consents.give_consent(registration, ConsentKind.ALUMNI, "phone")
    page = f"/verwaltung/anmeldungen/{registration.reference}/"
    as_staff.post(f"{page}widerrufen/{consent.pk}/")
    consent.refresh_from_db()
    assert consent.withdrawn_at.date() == timezone.now().date()
