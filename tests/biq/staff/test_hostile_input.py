"""What nobody means to type, in every field of every form of the staff: it is refused."""

import pytest
from django.db import transaction

from participants import ledger
from participants.staff.registration_page.page import FORMS

HOSTILE = (
    "NaN",
    "1e999999",
    "9" * 400,
    "\0",
    "0001-01-01",
    "9999-12-30",
    "unbekannt",
)
# Where words are typed, most of these are words too.
WORDS = {"title", "name", "key", "phone", "address", "code", "slug", "why", "reason", "payer"} | {
    "arrived_why",
    "reference",
    "together_with",
    "needs",
    "under_age",
    "guardian_name",
    "guardian_contact",
}
OF_REGISTRATION = {
    "abmelden": {"why": "rief an"},
    "eingang": {"arrived_on": "2026-01-02", "arrived_at": "08:15", "why": "Briefkasten"},
    "vereinbarung": {"decision": "reduced", "amount": "10"},
    "zahlung": {"amount": "5", "on": "2026-11-02", "payer": "", "reference": "bar"},
    "erstattung": {"amount": "5", "on": "2026-11-02", "payer": "", "reference": "bar"},
    "zuruecknehmen": {"payment": "{payment}", "reference": "für Bo"},
    "korrektur": {"amount": "5", "reference": "Zahlendreher"},
    "angaben": {"needs": "", "under_age": "", "guardian_name": "", "guardian_contact": ""},
    "verstorben": {"date": "2026-01-31"},
    "einwilligung": {"kind": "alumni", "channel": "phone"},
    "ausnahme": {"granted": "ja", "reason": "Krankenhaus"},
    "anwesenheit": {"day": "present"},
    "nach-vorn": {"why": "übersehen"},
    "gemeinsam": {"other": "{last}", "why": "ein Paar"},
    "angebot-beenden": {"why": "nie erreicht"},
}
OTHERS = {
    "kurstage/{day}/verschieben/": {
        "date": "2027-01-15",
        "starts": "11:00",
        "ends": "17:00",
        "venue": "{venue}",
    },
    "kurstage/{cancelled}/ersetzen/": {"date": "2027-01-15"},
    "kurstage/{day}/absagen/": {"date": "2025-02-15"},
    "kurse/{slug}/telefon/": {
        "name": "Heinz Muster",
        "phone": "0421 12345",
        "language": "tr",
        "together_with": "{reference}",
        "key": "5f0c2c51-9a5b-4a0e-8d1c-2f2a6f5d3b10",
    },
    "kurse/{slug}/papier/": {
        "name": "Heinz Muster",
        "phone": "0421 12345",
        "language": "de",
        "together_with": "{reference}",
        "key": "5f0c2c51-9a5b-4a0e-8d1c-2f2a6f5d3b11",
        "signed_on": "2026-01-01",
        "arrived_on": "2026-01-02",
        "arrived_at": "08:15",
        "arrived_why": "Briefkasten",
    },
    "kurse/{slug}/kopieren/": {
        "district": "{district}",
        "title": "Neu",
        "address": "neu-2028",
        "code": "NEU28",
        "first_day": "2028-01-10",
    },
    "kurse/{slug}/ort/": {"venue": "{venue}", "scope": "planned"},
    "kurse/{slug}/absagen/": {"why": "Wasserschaden"},
    "courses/course/add/": {
        "first_day": "2027-03-01",
        "title": "Neu",
        "slug": "neu-2028",
        "code": "NEU28",
        "district": "{district}",
        "registration_opens": "2027-01-01",
        "registration_closes": "2027-02-01",
        "capacity": "16",
        "admission": "automatic",
        "offer_days": "7",
        "fee": "50,00",
        "certificate_days": "9",
    },
}
# It stands on the cockpit, which says in one sentence what is missing.
ANSWERED_ELSEWHERE = ("kurse/{slug}/ort/",)
# The one who waits, and the one to whom a seat is offered.
OF_THE_LINE = {"nach-vorn": "{waiting}", "gemeinsam": "{waiting}", "angebot-beenden": "{offered}"}
EVERY_FORM = OTHERS | {
    f"anmeldungen/{OF_THE_LINE.get(verb, '{reference}')}/{verb}/": typed
    for verb, typed in OF_REGISTRATION.items()
}


def test_every_form_of_a_registration_is_tried():
    assert OF_REGISTRATION.keys() == {form.slug for form in FORMS}


@pytest.fixture
def things(past_course, make_registration, venue, district, staff):
    """Return what the addresses and the answers name; every verb would work on it."""
    past_course.registration_closes = past_course.days()[-1].date
    registration = make_registration(course=past_course)
    payment = ledger.pay(registration, 20, on=past_course.days()[0].date, by=staff)
    names = ("Bo", "Cem", "Dia")
    offered, waiting, last = (make_registration(name, course=past_course) for name in names)
    past_course.registrations.filter(pk=offered.pk).update(status="offered")
    past_course.registrations.filter(pk__in=[waiting.pk, last.pk]).update(status="waiting")
    day, cancelled = past_course.days()[:2]
    cancelled.cancel()
    return {
        "reference": registration.reference,
        "payment": payment.pk,
        "offered": offered.reference,
        "waiting": waiting.reference,
        "last": last.reference,
        "slug": past_course.slug,
        "day": day.pk,
        "cancelled": cancelled.pk,
        "venue": venue.pk,
        "district": district.pk,
    }


@pytest.fixture
def send(as_staff):
    """Return a function that sends a form, and takes back at once what it stored.

    It returns the status code, and the names of the fields that were refused."""
    as_staff.raise_request_exception = False

    def post(address, typed):
        with transaction.atomic():
            answer = as_staff.post(f"/verwaltung/{address}", typed)
            transaction.set_rollback(True)
        return answer.status_code, refused(answer.context or {})

    return post


def refused(context):
    form = context["adminform"].form if "adminform" in context else context.get("form")
    return set(form.errors) if form else set()


def filled(typed, things):
    names = {name: f"day_{things['day']}" if name == "day" else name for name in typed}
    return {names[name]: value.format(**things) for name, value in typed.items()}


@pytest.mark.parametrize("form", EVERY_FORM)
def test_nothing_impossible_is_taken_and_no_page_breaks(form, send, things):
    address, typed = form.format(**things), filled(EVERY_FORM[form], things)
    exact = typed.keys() - WORDS
    assert send(address, typed) == (302, set())
    accepted = [
        (value, exact - names)
        for value in HOSTILE
        for status, names in [send(address, typed | dict.fromkeys(exact, value))]
        if exact - names and form not in ANSWERED_ELSEWHERE
    ]
    words = [typed | dict.fromkeys(typed.keys() & WORDS, value) for value in ("", "\0", "9" * 5000)]
    empty = dict.fromkeys(typed, "")
    broken = [one for one in (*words, empty, {}) if send(address, one)[0] >= 500]
    assert (accepted, broken) == ([], [])
