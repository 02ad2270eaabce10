"""The register: who is found by which words, on every database, and what each face shows."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

import partners.migrations
from partners.models import ContactPerson, Contribution, Partner, Thanks

FOLDER = Path(partners.migrations.__path__[0])
LIST = "/verwaltung/partners/partner/"


@pytest.fixture
def known(partner, contact, course, district):
    """A partner of whom everything is known."""
    partner.notes = "Hat einen eigenen Beamer. Bitte früh anrufen."
    partner.save()
    partner.districts.add(district)
    Contribution.objects.create(
        partner=partner, block=course.blocks.get(number=2), topic="Grünflächen", state="held"
    )
    ContactPerson.objects.create(
        partner=partner, name="Greta Größe", phone="0421 123456", left_on=date(2026, 5, 1)
    )
    Partner.objects.create(name="Verein Anders", world="civil", kind="club")
    return partner


FOUND_BY_ALL = [
    *("ortsamt", "Orts­amt Probe", "probe ORTSAMT", "Müller", "Mueller", "muller", "Grünflächen"),
    *("gruenflaechen", "grunflachen", "Hemelingen", "Profis", "müller grünflächen"),
]
FOUND_BY_STAFF = ["Größe", "Groesse", "grosse", "beamer früh", "p@example.org", "+49 421 123456"]


@pytest.mark.parametrize("words", [*FOUND_BY_ALL, *FOUND_BY_STAFF])
def test_staff_find_a_partner_in_every_spelling(known, words):
    assert list(Partner.objects.search(words)) == [known]


@pytest.mark.parametrize("words", FOUND_BY_ALL)
def test_leaders_find_a_partner_in_every_spelling(known, words):
    assert list(Partner.objects.search_for_leaders(words)) == [known]


@pytest.mark.parametrize("words", ["beamer", "Größe", "Kirche", "ortsamt verein"])
def test_leaders_do_not_find_by_notes_nor_by_those_who_left(known, words):
    assert list(Partner.objects.search_for_leaders(words)) == []


def test_what_is_written_in_one_go_is_found_too(db, course):
    [partner] = Partner.objects.bulk_create(
        [Partner(name="Müllabfuhr", world="civil", kind="other")]
    )
    block = course.blocks.first()
    Contribution.objects.bulk_create([Contribution(partner=partner, block=block, topic="Öfen")])
    ContactPerson.objects.bulk_create([ContactPerson(partner=partner, name="Jörg Ärger")])
    for words in ("muellabfuhr", "oefen", "joerg aerger"):
        assert list(Partner.objects.search(words)) == [partner]


def test_a_topic_that_changes_alone_is_found_by_its_new_words(known):
    contribution = known.contributions.get()
    contribution.topic = "Brücken"
    contribution.save(update_fields=["topic"])
    assert list(Partner.objects.search("bruecken")) == [known]
    assert list(Partner.objects.search("grünflächen")) == []


def test_the_list_of_staff_searches_everywhere(as_staff, known):
    rows = as_staff.get(f"{LIST}?q=gruenflaechen").context["cl"].result_list
    assert list(rows) == [known]


def test_the_page_of_staff_says_what_was_where_and_when_thanks_were_said(as_staff, known, course):
    thanks = Thanks.objects.create(partner=known, course=course, channel="email")
    html = as_staff.get(f"{LIST}{known.pk}/change/").content.decode()
    block = "Block\N{NO-BREAK SPACE}2"
    assert f"Hemelingen {course.days()[0].date.year}, {block}: Grünflächen" in html
    assert f"{thanks.at:%d.%m.%Y}" in html
    assert "ohne Urteile über Menschen" in html


def test_who_leaves_keeps_the_row_and_is_not_asked_any_more(known, contact):
    contact.leave(date(2026, 11, 1))
    contact.leave()
    assert ContactPerson.objects.get(pk=contact.pk).left_on == date(2026, 11, 1)
    assert Partner.objects.get(pk=known.pk).to_ask() == []


def test_a_way_to_tell_somebody_needs_its_address(as_staff, partner, contact):
    values = {"name": "Ortsamt Probe", "world": "professional", "kind": "local_office"}
    row = {"id": contact.pk, "partner": partner.pk, "name": contact.name, "channel": "post"}
    values |= {f"contact_persons-0-{name}": value for name, value in row.items()}
    values |= {"contact_persons-TOTAL_FORMS": 1, "contact_persons-INITIAL_FORMS": 1}
    answer = as_staff.post(f"{LIST}{partner.pk}/change/", values)
    [formset] = answer.context["inline_admin_formsets"]
    assert formset.formset.errors == [{"channel": ["Dafür fehlt noch die Angabe."]}]


def test_leaders_read_whom_to_ask_and_what_was_done_and_no_notes(as_leader, known, course):
    answer = as_leader.get("/kursleitung/partner/?q=mueller")
    html = answer.content.decode()
    assert [one.name for one in answer.context["partners"]] == ["Ortsamt Probe"]
    for said in ("Paul Müller", "p@example.org", "Ortsamt, Profis", "Hemelingen", "Grünflächen"):
        assert said in html
    for hidden in ("Beamer", "Greta Größe", "0421 123456"):
        assert hidden not in html


def test_leaders_see_of_drafts_and_of_what_was_declined_nothing(as_leader, known):
    known.contributions.update(state="declined")
    assert "Grünflächen" not in as_leader.get("/kursleitung/partner/").content.decode()


@pytest.mark.parametrize("words", ["<b>x</b>", "%", "_", "ا" * 90])
def test_odd_words_find_nothing_and_break_nothing(as_leader, known, words):
    answer = as_leader.get("/kursleitung/partner/", {"q": words})
    assert (answer.status_code, answer.context["partners"]) == (200, [])
    assert "<b>x</b>" not in answer.content.decode()


def test_the_register_of_leaders_is_only_read(as_leader, db):
    assert as_leader.post("/kursleitung/partner/").status_code == 405


def test_one_partner_and_many_cost_leaders_the_same_queries(
    as_leader, known, course, district, django_assert_num_queries
):
    with django_assert_num_queries(6):
        as_leader.get("/kursleitung/partner/?q=probe")
    for number in range(8):
        partner = Partner.objects.create(name=f"Probe {number}", world="civil", kind="club")
        partner.districts.add(district)
        ContactPerson.objects.create(partner=partner, name=f"Person {number}")
        block = course.blocks.get(number=3)
        Contribution.objects.create(partner=partner, block=block, state="agreed")
    with django_assert_num_queries(6):
        as_leader.get("/kursleitung/partner/?q=probe")


def test_who_was_there_before_is_found_as_well(known, contact):
    """The migration fills in by portions what was never saved since."""
    [name] = [file.stem for file in FOLDER.glob("*_search_keys.py")]
    migration = import_module(f"partners.migrations.{name}")
    for model in (Partner, ContactPerson, Contribution):
        model.objects.update(search_key="")
    Partner.objects.update(notes_key="")
    migration.PORTION = 1
    migration.fill(apps, None)
    for words in ("ortsamt", "mueller", "gruenflaechen", "frueh beamer", "+49421123456"):
        assert list(Partner.objects.search(words)) == [known]
    assert ContactPerson.objects.get(pk=contact.pk).key != contact.key
