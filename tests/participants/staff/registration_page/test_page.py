import re
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from correspondence.models import Message
from participants import ledger
from participants.attendance.marks import Mark, enter_marks
from participants.people import consents
from participants.people.consents import ConsentKind

QUERIES = 23


def page(client, registration):
    return client.get(f"/verwaltung/anmeldungen/{registration.reference}/")


def test_the_page_shows_who_it_is_and_where_they_stand(as_staff, make_registration):
    answer = page(as_staff, make_registration("Nguyễn Văn Mẫu"))
    assert answer.context["title"].startswith("Nguyễn Văn Mẫu · HEM")
    assert answer.context["page"].balance == Decimal("50.00")


def test_an_unknown_reference_is_not_found(as_staff):
    assert as_staff.get("/verwaltung/anmeldungen/NIE27-001/").status_code == 404


def test_a_namesake_is_a_hint(as_staff, make_registration):
    first = make_registration("Gülşen Işık", contact={"phone": "+49421111", "channel": "phone"})
    second = make_registration("gülsen isik", contact={"street": "Weg 1", "channel": "post"})
    assert list(page(as_staff, second).context["page"].others) == [first]


def test_a_short_history_and_a_long_one_cost_the_same_queries(
    as_staff, past_course, make_registration, staff, django_assert_num_queries
):
    registration = make_registration(course=past_course, wants_reduction=True)
    days = past_course.days()
    enter_marks(days[0], {registration: Mark.PRESENT}, staff)
    consents.give_consent(registration, ConsentKind.ALUMNI, "phone", staff)
    registration.backdate(registration.arrived_at, staff, "Probe")
    with django_assert_num_queries(QUERIES):
        page(as_staff, registration)
    for day in days:
        enter_marks(day, {registration: Mark.PRESENT}, staff)
        registration.backdate(registration.arrived_at, staff, "Probe")
    consents.give_consent(registration, ConsentKind.PHOTOS_INSIDE, "phone", staff)
    with django_assert_num_queries(QUERIES):
        page(as_staff, registration)


def slugs(forms):
    return [form.slug for form in forms]


def test_the_page_offers_the_verbs_that_make_sense_now(as_staff, past_course, make_registration):
    shown = page(as_staff, make_registration(course=past_course)).context["page"]
    assert slugs(shown.place_forms) == ["abmelden", "eingang"]
    assert slugs(shown.money_forms) == ["vereinbarung", "zahlung", "korrektur"]
    assert slugs(shown.person_forms) == ["angaben", "verstorben"]
    assert slugs([shown.consent_form, shown.attendance_form, shown.override_form]) == [
        "einwilligung",
        "anwesenheit",
        "ausnahme",
    ]


def test_who_waits_has_neither_attendance_nor_a_decision(as_staff, small_course, make_registration):
    make_registration("Erste Person", course=small_course)
    shown = page(as_staff, make_registration("Ada", course=small_course)).context["page"]
    assert slugs(shown.place_forms) == ["nach-vorn", "gemeinsam", "abmelden", "eingang"]
    assert (shown.attendance_form, shown.override_form) == (None, None)


def test_a_wish_to_pay_less_stands_there_until_it_is_decided(as_staff, make_registration, staff):
    registration = make_registration(wants_reduction=True)
    before = page(as_staff, registration).context["page"]
    ledger.agree(registration, ledger.FeeDecision.REDUCED, Decimal(20), by=staff)
    after = page(as_staff, registration).context["page"]
    assert (before.wants_reduction, after.wants_reduction) == (True, False)
    assert (before.balance, after.balance, after.agreement.amount) == (50, 20, 20)


def test_only_messages_to_this_person_are_shown_the_last_fifty(as_staff, make_registration):
    registration, other = make_registration("Ada Beispiel"), make_registration("Bea Beispiel")
    Message.objects.exclude(recipient_key=other.participant.key).delete()
    assert list(page(as_staff, registration).context["page"].messages) == []
    [message] = Message.objects.all()
    copies = [Message.objects.get(pk=message.pk) for _ in range(51)]
    for copy in copies:
        copy.pk, copy.key, copy.recipient_key = None, uuid4(), registration.participant.key
        copy.save()
    assert len(page(as_staff, registration).context["page"].messages) == 50


def test_amounts_have_no_minus_sign_but_for_corrections(as_staff, make_registration, staff):
    registration, today = make_registration(), timezone.localdate()
    ledger.pay(registration, Decimal(20), on=today, by=staff)
    ledger.correct(registration, Decimal(-5), "Irrtum", staff)
    page = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/").content.decode()
    shown = re.findall(r'<td class="number">([^<]*)</td>', page)
    assert [amount.replace("\N{NO-BREAK SPACE}", " ") for amount in shown] == [
        "50 €",
        "20 €",
        "– 5 €",
    ]
    assert "25\N{NO-BREAK SPACE}€ offen" in page
