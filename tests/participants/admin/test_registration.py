from datetime import date

import pytest
from django.utils import timezone

from courses.models import Course, CourseStatus
from participants import ledger
from participants.models import Registration

LIST = "/verwaltung/participants/registration/"


def found(client, query):
    return [row.participant.name for row in client.get(f"{LIST}?{query}").context["cl"].result_list]


@pytest.mark.parametrize(
    "query",
    [
        "özdemir", "OZDEMIR", "Özde", "aylin+özdemir", "Oezdemir,+Aylin", "+49+421+123",
        "%2B49+421/123", "0421-12+34-56",
    ],
)  # fmt: skip
def test_people_are_found_as_one_types_them(as_staff, make_registration, query):
    contact = {"phone": "+49421123456", "channel": "phone"}
    make_registration("Aylin ÖZDEMIR", contact=contact)
    make_registration("Bea Beispiel")
    assert found(as_staff, f"q={query}") == ["Aylin ÖZDEMIR"]


def test_a_reference_is_found_in_small_letters(as_staff, make_registration):
    make_registration("Ada Beispiel")
    second = make_registration("Bea Beispiel")
    assert found(as_staff, f"q={second.reference.lower()}") == ["Bea Beispiel"]


def test_a_line_leads_to_the_page_with_the_verbs(as_staff, make_registration):
    reference = make_registration().reference
    assert f'href="/verwaltung/anmeldungen/{reference}/"' in as_staff.get(LIST).content.decode()


def test_a_line_names_person_district_and_year_and_the_state_with_its_sign(
    as_staff, make_course, make_registration
):
    course = make_course("walle", date(2027, 3, 5))
    reference = make_registration("Ada Beispiel", course=course).reference
    page = as_staff.get(LIST).content.decode()
    assert f'<a href="/verwaltung/anmeldungen/{reference}/">Ada Beispiel</a>' in page
    assert '<td class="field-course_name">Hemelingen 2027</td>' in page
    assert '<span class="status status-good">angemeldet</span>' in page
    assert course.title not in page


def test_the_course_is_chosen_beside_what_was_chosen_before(as_staff, make_registration):
    make_registration()
    page = as_staff.get(f"{LIST}?konto=offen&q=x").content.decode()
    assert page.count('<input type="hidden" name="konto" value="offen">') == 2
    assert '<input type="hidden" name="q" value="x">' in page


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


def test_a_course_is_chosen_from_all_there_were_those_of_today_first(
    as_staff, make_course, make_registration
):
    old, new = make_course("alt-2026"), make_course("neu-2027")
    make_registration("Ada Alt", course=old)
    make_registration("Bea Neu", course=new)
    Course.objects.filter(pk=old.pk).update(status=CourseStatus.COMPLETED)

    def choices():
        shown = as_staff.get(LIST).context["cl"].filter_specs
        [spec] = [spec for spec in shown if spec.title == "Durchlauf"]
        return [slug.split("-")[0] for slug, _title in spec.lookup_choices]

    assert found(as_staff, "kurs=neu-2027") == ["Bea Neu"]
    assert found(as_staff, "kurs=alt-2026") == ["Ada Alt"]
    assert choices() == ["neu", "hemelingen", "alt"]
    assert found(as_staff, "kurs=") == ["Bea Neu", "Ada Alt"]


def test_somebody_with_a_name_like_a_reference_is_no_reference(as_staff, make_registration):
    registration = make_registration("Ada Beispiel")
    number = registration.reference.split("-")[0]
    assert found(as_staff, f"q={number}") == []
    assert found(as_staff, f"q={registration.reference[:-1]}") == ["Ada Beispiel"]


def test_a_registration_is_not_added_here(as_staff, course):
    assert as_staff.get(f"{LIST}add/").status_code == 403
