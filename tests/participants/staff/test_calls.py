"""The call list: whom to call, and what becomes of it."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from correspondence.models import CallTry, Message
from participants.models import Registration, Status
from participants.telling.calls import messages_to_call

QUERIES = 6
PHONE = {"phone": "+49421123456", "channel": "phone"}
UNCONFIRMED = {"email": "ada@example.org", "phone": "+49421123456", "channel": "email"}


@pytest.fixture
def make_offer(small_course, make_registration):
    """Return a function that offers the course's one seat to somebody."""

    def make(contact=PHONE, name="Ada Beispiel", **application):
        first = make_registration("Erste Person", course=small_course)
        offered = make_registration(name, course=small_course, contact=contact, **application)
        first.withdraw()
        Message.objects.exclude(occasion="registration_offered").update(state="done")
        offered.refresh_from_db()
        return offered

    return make


@pytest.fixture
def outcome(as_staff):
    """Return a function that notes an outcome of a call and returns the offered registration."""

    def note(registration, slug):
        pk = registration.offer_message_id
        as_staff.post(f"/verwaltung/anrufe/{pk}/{slug}/")
        registration.refresh_from_db()
        return registration

    return note


def listed(client):
    shown = client.get("/verwaltung/anrufe/").context["calls"]
    return [(call.message.recipient_name, call.because) for call, *_ in shown]


def test_who_chose_the_phone_is_on_the_list_with_a_number_to_tap(as_staff, make_registration):
    make_registration("Ada Beispiel", contact=PHONE)
    page = as_staff.get("/verwaltung/anrufe/").content.decode()
    assert listed(as_staff) == [("Ada Beispiel", "")]
    assert '<a href="tel:+49421123456">0421\N{NO-BREAK SPACE}123456</a>' in page


def test_a_mail_that_did_not_arrive_is_a_call(as_staff, make_registration):
    make_registration("Ada Beispiel", contact=UNCONFIRMED)
    make_registration("Bea Beispiel")
    Message.objects.update(state="failed")
    assert listed(as_staff) == [("Ada Beispiel", "Die E-Mail kam nicht an.")]


def test_an_offer_to_an_unconfirmed_address_is_a_call(as_staff, make_offer):
    offered = make_offer(UNCONFIRMED)
    assert (offered.status, offered.offer_ends_at) == (Status.OFFERED, None)
    because = "Die E-Mail-Adresse ist nicht bestätigt. Die Frist läuft erst nach Ihrem Anruf."
    assert listed(as_staff) == [("Ada Beispiel", because)]


def test_offers_come_first_and_then_who_waits_longest(as_staff, make_registration, make_offer):
    make_registration("Cem Beispiel", contact=PHONE)
    make_registration("Dora Beispiel", contact=PHONE)
    make_offer()
    Message.objects.filter(occasion="registration_enrolled", channel="phone").update(state="open")
    names = [name for name, _ in listed(as_staff)]
    assert names == ["Ada Beispiel", "Cem Beispiel", "Dora Beispiel"]


def test_who_was_reached_is_done_and_has_time_from_now_on(as_staff, staff, make_offer, outcome):
    offered = outcome(make_offer(), "erreicht")
    seven_days = timezone.localdate() + timedelta(days=7)
    assert timezone.localdate(offered.offer_ends_at) == seven_days
    assert offered.offer_message.state == "done"
    assert list(CallTry.objects.values_list("reached", "by")) == [(True, staff.pk)]
    assert listed(as_staff) == []


def test_who_was_not_reached_stays_on_the_list_with_the_try(as_staff, staff, make_offer, outcome):
    offered = outcome(make_offer(), "nicht-erreicht")
    assert offered.offer_ends_at is None
    assert list(CallTry.objects.values_list("reached", "by")) == [(False, staff.pk)]
    assert listed(as_staff) == [("Ada Beispiel", "")]
    assert "1\N{NO-BREAK SPACE}Versuch:" in as_staff.get("/verwaltung/anrufe/").content.decode()


def test_three_tries_in_vain_are_for_the_staff_to_decide(make_offer, outcome):
    offered = make_offer()
    for _ in range(3):
        outcome(offered, "nicht-erreicht")
    assert list(Registration.objects.stuck_offers(timezone.now())) == [offered]


def test_a_yes_on_the_phone_takes_the_seat_and_leads_to_what_to_say_next(as_staff, make_offer):
    offered = make_offer()
    answer = as_staff.post(f"/verwaltung/anrufe/{offered.offer_message_id}/ja/")
    offered.refresh_from_db()
    news = Message.objects.latest("pk")
    assert (offered.status, news.occasion) == (Status.ENROLLED, "registration_enrolled")
    assert answer.url == f"/verwaltung/anrufe/?weiter={news.pk}#anruf-{news.pk}"


def test_a_no_on_the_phone_gives_the_seat_to_the_next(make_offer, make_registration, outcome):
    offered = make_offer()
    next_one = make_registration("Bea Beispiel", course=offered.course)
    assert outcome(offered, "nein").status == Status.DECLINED_OFFER
    next_one.refresh_from_db()
    assert next_one.status == Status.OFFERED


def test_a_mailed_offer_begins_to_run_when_somebody_spoke_with_the_person(
    as_staff, make_offer, outcome
):
    offered = outcome(make_offer(UNCONFIRMED), "erreicht")
    assert offered.offer_ends_at is not None
    assert offered.offer_message.state == "open"
    assert listed(as_staff) == []


def test_a_second_click_says_that_it_is_done(as_staff, make_offer, outcome):
    offered = make_offer()
    pk = offered.offer_message_id
    for _ in range(2):
        as_staff.post(f"/verwaltung/anrufe/{pk}/erreicht/")
    page = as_staff.get("/verwaltung/anrufe/").content.decode()
    assert "Jemand hat diesen Anruf schon erledigt." in page
    assert CallTry.objects.count() == 1


def test_an_answer_after_the_deadline_is_refused(as_staff, make_offer):
    offered = make_offer()
    pk = offered.offer_message_id
    offered.expire()
    as_staff.post(f"/verwaltung/anrufe/{pk}/ja/")
    offered.refresh_from_db()
    assert offered.status == Status.EXPIRED
    assert CallTry.objects.count() == 0


def test_what_is_not_true_any_more_is_no_call(as_staff, make_offer):
    offered = make_offer()
    offered.expire()
    shown = as_staff.get("/verwaltung/anrufe/").context["calls"]
    assert [call.message.occasion for call, *_ in shown] == ["registration_expired"]


def test_a_call_in_another_language_shows_the_german_words_and_the_language(
    as_staff, make_registration
):
    registration = make_registration("Ada Beispiel", contact={"email": "a@example.org"} | PHONE)
    person = registration.participant
    person.language = "ar"
    person.save()
    Message.objects.all().delete()
    registration.withdraw()
    page = as_staff.get("/verwaltung/anrufe/").content.decode()
    assert "Sprache: <strong>Arabisch</strong>" in page
    assert "Sie sind vom Kurs in Hemelingen abgemeldet." in page
    assert '<div lang="ar" dir="rtl">' in page


@pytest.mark.parametrize("slug", ["erreicht", "nicht-erreicht", "ja", "nein"])
def test_a_letter_is_no_call(as_staff, make_registration, slug):
    make_registration(contact={"street": "Weg 1", "channel": "post"})
    letter = Message.objects.get()
    assert as_staff.post(f"/verwaltung/anrufe/{letter.pk}/{slug}/").status_code == 404


def test_one_call_and_many_cost_the_same_queries(
    as_staff, make_registration, django_assert_num_queries
):
    make_registration(contact=PHONE)
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/anrufe/")
    for number in range(8):
        make_registration(f"Person {number}", contact=PHONE)
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/anrufe/")


def test_what_was_said_on_the_phone_at_once_is_no_call_any_more(as_staff, make_registration):
    ada = make_registration("Ada", contact=PHONE, channel="phone")
    receipt = f"/verwaltung/anmeldungen/{ada.reference}/eingetragen/"
    message = as_staff.get(receipt).context["to_say"]
    said = as_staff.post(f"/verwaltung/anrufe/{message.pk}/erreicht/", {"next": receipt})
    assert (said.url, as_staff.get(receipt).context["to_say"]) == (receipt, None)
    assert list(messages_to_call()) == []


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("erreicht", "Ada Beispiel: erreicht."),
        ("nicht-erreicht", "Ada Beispiel: nicht erreicht, das ist notiert."),
        ("ja", "Ada Beispiel: nimmt den Platz."),
        ("nein", "Ada Beispiel: nimmt den Platz nicht."),
    ],
)
def test_every_outcome_is_said_back(as_staff, make_offer, slug, said):
    pk = make_offer().offer_message_id
    answer = as_staff.post(f"/verwaltung/anrufe/{pk}/{slug}/")
    assert str(next(iter(get_messages(answer.wsgi_request)))) == said


def test_what_to_say_next_is_only_for_the_person_on_the_line(
    as_staff, make_offer, make_registration
):
    offered = make_offer()
    make_registration("Bea Beispiel", contact=PHONE)
    answer = as_staff.post(f"/verwaltung/anrufe/{offered.offer_message_id}/erreicht/")
    assert answer.url == "/verwaltung/anrufe/"


def test_an_answer_on_the_phone_says_who_took_it_down(make_offer, outcome, staff):
    offered = outcome(make_offer(), "ja")
    assert offered.status_changes.last().by == staff
