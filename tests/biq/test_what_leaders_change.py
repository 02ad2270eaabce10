"""What leaders may change, in one table: programme, contributions, attendance, and nothing else.

Every address of theirs that takes a form has a line with the tables that it may write; a new one
needs a line here. Money, status, capacity and people are in none of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import ProgrammeItem
from participants.models import Registration
from partners.models import Contribution
from tests.biq.addresses import fill, lines
from tests.biq.table_of_addresses import TABLE

HERE = "/kursleitung/<slug:slug>/"
BLOCK = f"{HERE}programm/<int:number>/"
ITEM = f"{BLOCK}punkte/<int:item>/"
CONTRIBUTION = f"{BLOCK}beitraege/<int:contribution>/"
SHEET = f"{HERE}anwesenheit/<int:day>/"
INVITATION = f"{HERE}einladungen/<int:contribution>/"
# Somebody who waits takes a seat that is free: the lifecycle decides, books and tells as always.
ADMISSION = {
    *("participants_registration", "participants_statuschange", "participants_ledgerentry"),
    *("participants_dayguest", "correspondence_message"),
}
ASKING = {"partners_contribution", "partners_invitation", "correspondence_message"}
# Whatever is decided about a contribution decides about what its partner proposed.
DECIDING = {"partners_contribution", "partners_invitation"}
# What each address may write; of a course day it is only whether it took place.
MAY_CHANGE = {
    SHEET: {"participants_attendance", "participants_markchange", "courses_courseday"},
    f"{HERE}anwesenheit/senden/": {
        *("participants_attendance", "participants_markchange", "participants_receivedmark"),
        "courses_courseday",
    },
    f"{SHEET}gast/": {"participants_dayguest"},
    f"{SHEET}gast/<int:guest>/weg/": {"participants_dayguest"},
    f"{SHEET}platz/<int:person>/": ADMISSION,
    f"{HERE}unterschriften/<slug:list_code>/": {
        *("participants_attendance", "participants_markchange", "courses_courseday"),
    },
    f"{HERE}schreiben/pruefen/": set(),
    f"{HERE}schreiben/senden/": {"participants_groupmessage", "correspondence_message"},
    f"{INVITATION}einladen/": ASKING,
    f"{INVITATION}noch-einmal/": ASKING,
    f"{INVITATION}antwort/": ASKING,
    f"{INVITATION}vorschlag/": DECIDING,
    f"{BLOCK}thema/": {"courses_block"},
    f"{BLOCK}uebernehmen/": {"courses_programmeitem", "partners_contribution"},
    f"{BLOCK}tage/<int:day>/punkt/": {"courses_programmeitem"},
    ITEM: {"courses_programmeitem"},
    f"{ITEM}hoch/": {"courses_programmeitem"},
    f"{ITEM}runter/": {"courses_programmeitem"},
    f"{ITEM}anderer-tag/": {"courses_programmeitem", "partners_contribution"},
    f"{ITEM}entfernen/": {"courses_programmeitem", "partners_contribution"},
    f"{BLOCK}beitraege/neu/": {"partners_contribution"},
    CONTRIBUTION: {"partners_contribution"},
    f"{CONTRIBUTION}einplanen/": {"courses_programmeitem", "partners_contribution"},
    f"{CONTRIBUTION}ohne-platz/": {"partners_contribution"},
    f"{CONTRIBUTION}zugesagt/": DECIDING,
    f"{CONTRIBUTION}abgesagt/": DECIDING,
    f"{CONTRIBUTION}stattgefunden/": DECIDING,
    f"{CONTRIBUTION}wieder-angefragt/": DECIDING,
}
# Of their course and its people leaders change nothing else.
THEIRS = {
    "courses_block",
    "courses_courseday",
    "courses_programmeitem",
    "participants_attendance",
    "participants_markchange",
    "participants_receivedmark",
    "participants_dayguest",
    "participants_groupmessage",
    "partners_contribution",
    "partners_invitation",
    "correspondence_message",
}
# What a request writes beside: sessions, versions of public pages, keys of forms.
BESIDE = {"django_session", "accounts_edition", "accounts_spentkey"}
WRITTEN = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def test_every_address_of_leaders_that_takes_a_form_says_what_it_may_change():
    posts = {route for method, route, *_ in lines(TABLE) if method == "POST"}
    assert {route for route in posts if route.startswith("/kursleitung/")} == set(MAY_CHANGE)


def test_money_status_capacity_and_people_are_not_in_the_table():
    found = (tables for route, tables in MAY_CHANGE.items() if tables is not ADMISSION)
    assert set().union(*found) == THEIRS


@pytest.fixture
def written(samples, leader, client):
    """Return a function that posts as the leader and gives the tables that were written."""
    client.force_login(leader)

    def written(route, data):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(fill(route, samples), data)
        assert answer.status_code in (302, 303), route
        found = {match[1] for query in queries if (match := WRITTEN.match(query["sql"]))}
        return {name.replace("_historical", "_") for name in found} - BESIDE

    return written


@pytest.fixture
def typed(samples, past_course):
    """Return what is sent to each address, so that it has something to do."""
    first, second = past_course.days()[:2]
    item = ProgrammeItem.objects.get()
    above = ProgrammeItem.objects.create(day=first, minutes=5, position=0)
    ProgrammeItem.objects.filter(pk=item.pk).update(position=1)
    contribution = Contribution.objects.get()
    contribution.item, contribution.day = item, first
    contribution.save()
    partner = contribution.partner_id
    return {
        f"{BLOCK}thema/": {"topic": "Neu", "goals": "Neu"},
        f"{BLOCK}tage/<int:day>/punkt/": {"kind": "walk", "minutes": "5"},
        ITEM: {"kind": "walk", "minutes": "7"},
        f"{ITEM}hoch/": {"vor": above.pk},
        f"{ITEM}runter/": {"nach": above.pk},
        f"{ITEM}anderer-tag/": {"tag": second.pk},
        f"{BLOCK}beitraege/neu/": {"partner": partner, "topic": "Anderes"},
        CONTRIBUTION: {"topic": "Neu"},
    }


ORDER = [
    f"{BLOCK}thema/",
    f"{BLOCK}tage/<int:day>/punkt/",
    ITEM,
    f"{ITEM}hoch/",
    f"{ITEM}runter/",
    f"{ITEM}anderer-tag/",
    CONTRIBUTION,
    f"{CONTRIBUTION}zugesagt/",
    f"{CONTRIBUTION}ohne-platz/",
    f"{CONTRIBUTION}stattgefunden/",
    f"{CONTRIBUTION}abgesagt/",
    f"{CONTRIBUTION}wieder-angefragt/",
    f"{BLOCK}beitraege/neu/",
]


def test_each_writes_what_the_table_says_and_nothing_else(written, typed):
    found = {route: written(route, typed.get(route, {})) for route in ORDER}
    assert found == {route: MAY_CHANGE[route] for route in ORDER}


def test_so_do_marks_planning_and_removing(written, typed, samples, past_course):
    person = Registration.objects.get(reference=samples["reference"])
    day = past_course.days()[0]
    routes = {
        SHEET: {f"mark-{person.pk}": "present", f"shown-{person.pk}": ""},
        f"{ITEM}entfernen/": {},
        f"{CONTRIBUTION}einplanen/": {"target": f"day-{day.pk}", "minutes": "30"},
    }
    found = {route: written(route, data) for route, data in routes.items()}
    assert found == {route: MAY_CHANGE[route] for route in routes}


def test_so_does_taking_over(written, typed, make_course):
    source = make_course("earlier-2025").blocks.get(number=1)
    item = ProgrammeItem.objects.create(day=source.days.first(), minutes=5)
    contribution = Contribution.objects.create(
        partner=Contribution.objects.get().partner, block=source, topic="Von dort"
    )
    chosen = {"quelle": source.pk, "items": [item.pk], "contributions": [contribution.pk]}
    route = f"{BLOCK}uebernehmen/"
    assert written(route, chosen) == MAY_CHANGE[route]


def test_so_do_guests_lists_and_invitations(written, samples):
    person = Registration.objects.get(reference=samples["reference"])
    routes = {
        f"{SHEET}gast/": {"name": "Gast Probe"},
        f"{SHEET}gast/<int:guest>/weg/": {},
        f"{HERE}unterschriften/<slug:list_code>/": {
            f"letter-{person.pk}": "d",
            f"shown-{person.pk}": "",
        },
    }
    found = {route: written(route, data) for route, data in routes.items()}
    assert found == {route: MAY_CHANGE[route] for route in routes}
