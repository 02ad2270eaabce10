from datetime import date

import pytest
from django.utils import timezone

from participants import ledger
from participants.models import Participant, Registration

LIST = "/verwaltung/participants/registration/"


def found(client, query):
    return [row.participant.name for row in client.get(f"{LIST}?{query}").context["cl"].result_list]


@pytest.mark.parametrize("query", ["özdemir", "OZDEMIR", "Özde", "aylin+özdemir", "+49+421+123"])
def test_people_are_found_as_one_types_them(as_staff, make_registration, query):
    contact = {"phone": "+49421123456", "channel": "phone"}
    make_registration("Aylin ÖZDEMIR", contact=contact)
    make_registration("Bea Beispiel")
    assert found(as_staff, f"q={query}") == ([] if "49" in query else ["Aylin ÖZDEMIR"])


def test_a_reference_is_found_in_small_letters(as_staff, make_registration):
    make_registration("Ada Beispiel")
    second = make_registration("Bea Beispiel")
    assert found(as_staff, f"q={second.reference.lower()}") == ["Bea Beispiel"]


def test_a_line_leads_to_the_page_with_the_verbs(as_staff, make_registration):
    reference = make_registration().reference
    assert f'href="/verwaltung/anmeldungen/{reference}/"' in as_staff.get(LIST).content.decode()


def test_accounts_that_are_not_settled_are_listed(as_staff, make_registration):
    make_registration("Ada Offen")
    paid = make_registration("Bea Guthaben")
    even = make_registration("Cem Quitt")
    today = timezone.localdate()
    ledger.pay(paid, ledger.ZERO + 60, on=today)
    ledger.pay(even, ledger.ZERO + 50, on=today)
    assert found(as_staff, "konto=offen") == ["Ada Offen"]
    assert found(as_staff, "konto=guthaben") == ["Bea Guthaben"]


def test_wishes_without_an_answer_are_listed(as_staff, make_registration):
    make_registration("Ada Wunsch", wants_reduction=True)
    ledger.agree(make_registration("Bea", wants_reduction=True), ledger.FeeDecision.WAIVED)
    assert found(as_staff, "ermaessigung=offen") == ["Ada Wunsch"]


def test_no_status_is_typed_and_nobody_is_deleted(as_staff, make_registration):
    registration = make_registration()
    change = as_staff.post(f"{LIST}{registration.pk}/change/", {"status": "completed"})
    delete = as_staff.post(f"{LIST}{registration.pk}/delete/", {"post": "yes"})
    assert (change.status_code, delete.status_code) == (403, 403)
    assert Registration.objects.get().status == "enrolled"


def test_a_new_name_gets_its_place_in_lists(as_staff, make_registration):
    person = make_registration("Ada Beispiel").participant
    values = {
        "name": "Ada  Zweitname",
        "sort_name": person.sort_name,
        "channel": "phone",
        "phone": "0421 98765",
        "email": "",
    }
    as_staff.post(f"/verwaltung/participants/participant/{person.pk}/change/", values)
    person = Participant.objects.get()
    assert (person.name, person.sort_name, person.phone) == (
        "Ada Zweitname",
        "Zweitname, Ada",
        "+4942198765",
    )


@pytest.mark.parametrize(("address", "queries"), [(LIST, 5), (f"{LIST}?q=person", 5)])
def test_one_registration_and_many_cost_the_same_queries(
    as_staff, make_registration, django_assert_num_queries, address, queries
):
    make_registration("Person Erste")
    with django_assert_num_queries(queries):
        as_staff.get(address)
    for number in range(8):
        make_registration(f"Person {number}")
    with django_assert_num_queries(queries):
        as_staff.get(address)


def test_one_person_and_many_cost_the_same_queries(
    as_staff, make_registration, django_assert_num_queries
):
    address = "/verwaltung/participants/participant/"
    make_registration()
    with django_assert_num_queries(4):
        as_staff.get(address)
    for number in range(8):
        make_registration(f"Person {number}")
    with django_assert_num_queries(4):
        as_staff.get(address)


def test_a_date_of_death_is_put_right_where_it_stands(as_staff, make_registration, staff):
    person = make_registration().participant
    address = f"/verwaltung/participants/participant/{person.pk}/change/"
    typed = {"name": person.name, "channel": "email", "email": person.email}

    def noted(day):
        as_staff.post(address, {**typed, "date_of_death": day})
        person.refresh_from_db()
        return str(person.date_of_death)

    assert noted("2026-01-30") == "None"
    person.record_death(date(2026, 1, 31), staff)
    assert [noted("2026-01-30"), noted("0001-01-01"), noted("2099-01-01")] == ["2026-01-30"] * 3


@pytest.mark.parametrize(("email", "confirmed"), [("person@example.org", True), ("a@b.de", False)])
def test_another_email_address_is_not_confirmed(as_staff, make_registration, email, confirmed):
    person = make_registration().participant
    person.email_confirmed_at = timezone.now()
    person.save()
    typed = {"name": person.name, "channel": "email", "email": email}
    as_staff.post(f"/verwaltung/participants/participant/{person.pk}/change/", typed)
    person.refresh_from_db()
    assert (person.email, person.email_confirmed_at is not None) == (email, confirmed)
