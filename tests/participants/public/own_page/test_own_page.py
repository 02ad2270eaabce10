"""The page behind the link in everybody's mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from courses.formatting import long_date
from courses.models import Admission
from participants import ledger
from participants.models import FeeAgreement, FeeDecision, Status
from participants.public.own_page.reason_public import public_reason
from participants.public.own_page.reduction import may_request_reduction
from participants.public.own_page.state_text import fee_in_words, state_text


def today():
    return long_date(timezone.localdate())


@pytest.fixture
def offered(small_course, make_registration):
    """Somebody who waited for the only seat and is offered it now."""
    first = make_registration("Ada", course=small_course)
    second = make_registration("Bo", course=small_course)
    first.withdraw()
    second.refresh_from_db()
    return second


def page(client, registration):
    return client.get(registration.get_absolute_url())


def post(client, registration, verb):
    return client.post(f"{registration.get_absolute_url()}{verb}/")


def test_the_page_shows_number_state_contact_fee_and_days(client, make_registration):
    registration = make_registration(contact={"phone": "+49421123456", "channel": "phone"})
    content = page(client, registration).content.decode()
    assert content.count(registration.reference) == 1
    assert content.count("<h1>Sie haben einen Platz im Kurs.</h1>") == 1
    assert content.count("0421\N{NO-BREAK SPACE}123456") == 1
    assert content.count("Noch zu zahlen: 50\N{NO-BREAK SPACE}€.") == 1
    assert content.count('<span class="date">') == 12


def test_the_page_is_kept_by_nobody(client, make_registration):
    response = page(client, make_registration())
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_an_unknown_link_is_not_found(client, db):
    assert client.get("/anmeldung/erraten/").status_code == 404


def test_who_waits_sees_their_place_in_line(small_course, make_registration):
    registrations = [make_registration(name, course=small_course) for name in ("Ada", "Bo", "Cem")]
    place = "Sie stehen auf Platz\N{NO-BREAK SPACE}%s der Warteliste."
    told = [state_text(each).text.count(place % n) for n, each in enumerate(registrations)]
    assert told == [0, 1, 1]


def test_an_offered_place_is_accepted(client, offered):
    assert page(client, offered).content.decode().count("Ja, ich nehme den Platz") == 1
    for _ in range(2):
        assert post(client, offered, "platz-annehmen").status_code == 302
    offered.refresh_from_db()
    assert offered.status == Status.ENROLLED


def test_an_offered_place_is_declined(client, offered):
    for _ in range(2):
        assert post(client, offered, "platz-ablehnen").status_code == 302
    offered.refresh_from_db()
    assert offered.status == Status.DECLINED_OFFER


def test_a_place_that_was_not_offered_cannot_be_taken(client, course, make_registration):
    course.admission = Admission.STAFF
    course.save()
    received = make_registration()
    response = post(client, received, "platz-annehmen")
    received.refresh_from_db()
    assert (response.status_code, received.status) == (409, Status.RECEIVED)
    sentence = "Dieser Platz ist Ihnen nicht mehr angeboten."
    assert response.content.decode().count(sentence) == 1


def test_withdrawing_asks_first_and_acts_only_on_post(client, make_registration):
    registration = make_registration()
    url = f"{registration.get_absolute_url()}abmelden/"
    assert client.get(url).content.decode().count("<h1>Möchten Sie sich abmelden?</h1>") == 1
    registration.refresh_from_db()
    assert registration.status == Status.ENROLLED
    for _ in range(2):
        response = client.post(url)
        assert (response.status_code, response["Location"]) == (
            302,
            registration.get_absolute_url(),
        )
    registration.refresh_from_db()
    assert registration.status == Status.WITHDRAWN
    assert registration.status_changes.count() == 2
    assert client.get(url)["Location"] == registration.get_absolute_url()


def test_who_took_part_cannot_withdraw_any_more(client, make_registration):
    registration = make_registration()
    registration.complete()
    response = post(client, registration, "abmelden")
    registration.refresh_from_db()
    assert (response.status_code, registration.status) == (409, Status.COMPLETED)


def test_verbs_answer_only_post(client, offered):
    for verb in ("platz-annehmen", "platz-ablehnen"):
        own_page = offered.get_absolute_url()
        assert client.get(f"{own_page}{verb}/").url == own_page
    offered.refresh_from_db()
    assert offered.status == Status.OFFERED


def test_the_fee_is_told_as_it_stands(make_registration, staff):
    registration = make_registration(wants_reduction=True)
    told = [fee_in_words(registration)[:34]]
    ledger.agree(registration, FeeDecision.REDUCED, 20, staff)
    told.append(fee_in_words(registration))
    ledger.pay(registration, 20, on=timezone.localdate())
    told.append(fee_in_words(registration))
    ledger.agree(registration, FeeDecision.WAIVED, by=staff)
    told.append(fee_in_words(registration))
    assert told == [
        "Sie möchten weniger oder nichts be",
        "Noch zu zahlen: 20\N{NO-BREAK SPACE}€.",
        "Sie müssen nichts mehr bezahlen.",
        "Sie bekommen 20\N{NO-BREAK SPACE}€ zurück.",
    ]


def test_the_page_says_why(small_course, make_registration, staff):
    first = make_registration("Ada", course=small_course)
    second = make_registration("Bo", course=small_course)
    third = make_registration("Cem", course=small_course)
    assert public_reason(first) == "Als Sie sich angemeldet haben, war ein Platz frei."
    assert (
        public_reason(second) == "Als Sie sich angemeldet haben, waren schon alle Plätze vergeben."
    )
    first.withdraw()
    assert public_reason(first) == f"Ihre Abmeldung haben wir am {today()} bekommen."
    second.refresh_from_db()
    assert public_reason(second) == "Ein Platz ist frei geworden, und Sie waren an der Reihe."
    second.accept()
    assert public_reason(second) == f"Sie haben den Platz am {today()} angenommen."
    third.backdate(timezone.now() - timedelta(days=1), staff, "lag im Briefkasten")
    assert (
        public_reason(third) == "Als Sie sich angemeldet haben, waren schon alle Plätze vergeben."
    )
    first.wait_again()
    assert public_reason(first) == f"Seit {today()} stehen Sie wieder auf der Liste."


def test_who_has_to_be_decided_on_reads_who_decides(course, make_registration):
    course.admission = Admission.STAFF
    course.save()
    registration = make_registration()
    assert public_reason(registration) == "In diesem Kurs vergibt unser Büro die Plätze."
    registration.decide()
    assert public_reason(registration) == f"Wir haben Ihre Anmeldung am {today()} angenommen."


def test_who_has_a_place_sees_the_next_day_first(client, course, make_registration):
    day = course.days()[0]
    day.cancel()
    content = page(client, make_registration()).content.decode()
    following = long_date(course.days()[1].date)
    assert content.count(f"<strong>Der erste Kurstag:</strong> {following}, 10") == 1
    assert content.count("<br>Bitte mitbringen: Etwas zum Schreiben und bequeme Schuhe.") == 1
    assert content.count("Kommen Sie einfach zum ersten Kurstag.") == 1


@pytest.mark.parametrize(
    ("begun", "words"),
    [
        (0, "Kommen Sie einfach zum ersten Kurstag."),
        (1, "Kommen Sie einfach zum nächsten Kurstag."),
        (12, "Die Kurstage sind vorbei."),
    ],
)
def test_the_day_to_come_to_is_the_first_or_the_next(
    client, course, make_registration, begun, words
):
    registration = make_registration()
    for day in course.days()[:begun]:
        day.date = timezone.localdate() - timedelta(days=1)
        day.save()
    content = page(client, registration).content.decode()
    assert content.count(words) == 1
    receipt = client.get(f"/danke/{registration.token}/").content.decode()
    assert receipt.count(words) == 1


def test_an_offer_whose_time_has_not_begun_names_no_date(client, offered):
    type(offered).objects.update(offer_ends_at=None)
    content = page(client, offered).content.decode()
    sentence = "Der Platz ist für Sie reserviert. Bitte antworten Sie uns bald."
    assert (content.count(sentence), content.count("Bitte antworten Sie bis")) == (1, 0)


def test_a_party_sees_who_said_yes_and_who_did_not_answer_yet(client, offered, make_registration):
    other = make_registration("Cem", course=offered.course)
    rows = type(offered).objects.filter(pk__in=(offered.pk, other.pk))
    rows.update(party=uuid4(), status=Status.OFFERED, offer_ends_at=timezone.now())
    rows.filter(pk=offered.pk).update(accepted_at=timezone.now())
    mine, theirs = (page(client, one).content.decode() for one in (offered, other))
    assert mine.count("<h1>Sie haben ja gesagt.</h1>") == 1
    assert mine.count("<bdi>Cem</bdi> – hat noch nicht geantwortet") == 1
    assert mine.count("Ja, ich nehme den Platz") == 0
    assert theirs.count("<bdi>Bo</bdi> – hat ja gesagt") == 1
    assert theirs.count("Ja, ich nehme den Platz") == 1
    assert post(client, offered, "platz-annehmen").status_code == 302


def test_who_would_also_come_alone_is_tied_to_nobody(client, offered, make_registration):
    pair = [make_registration(name, course=offered.course) for name in ("Cem", "Dua")]
    type(offered).objects.filter(pk__in=[one.pk for one in pair]).update(party=uuid4())
    content = page(client, pair[0]).content.decode()
    assert content.count("<bdi>Dua</bdi>") == 1
    assert content.count("Ich möchte auch allein teilnehmen") == 1
    for _ in range(2):
        response = post(client, pair[0], "allein-teilnehmen")
        assert response["Location"] == pair[0].get_absolute_url()
    for one in pair:
        one.refresh_from_db()
        assert (one.party, one.status) == (None, Status.WAITING)
        assert page(client, one).content.decode().count("allein teilnehmen") == 0


def test_less_is_asked_for_once(client, make_registration):
    registration = make_registration()
    url = f"{registration.get_absolute_url()}weniger-zahlen/"
    assert client.get(url).content.decode().count("<h1>Möchten Sie weniger bezahlen?</h1>") == 1
    for _ in range(2):
        response = client.post(url)
        assert (response.status_code, response["Location"]) == (
            302,
            registration.get_absolute_url(),
        )
    assert [row.decision for row in registration.fee_agreements.all()] == [FeeDecision.REQUESTED]
    content = page(client, registration).content.decode()
    assert content.count("Sie möchten weniger oder nichts bezahlen. Das geht.") == 1
    assert client.get(url)["Location"] == registration.get_absolute_url()


def test_less_is_offered_while_there_is_something_to_pay(make_registration, staff):
    registration = make_registration()
    offered = [may_request_reduction(registration)]
    ledger.agree(registration, FeeDecision.REDUCED, 20, staff)
    offered.append(may_request_reduction(registration))
    ledger.agree(registration, FeeDecision.WAIVED, by=staff)
    offered.append(may_request_reduction(registration))
    assert offered == [True, True, False]


def test_who_paid_or_left_is_not_asked_about_the_fee(client, make_registration):
    paid, gone = make_registration("Ada"), make_registration("Bo")
    ledger.pay(paid, 50, on=timezone.localdate())
    gone.withdraw()
    for registration in (paid, gone):
        response = post(client, registration, "weniger-zahlen")
        assert response["Location"] == registration.get_absolute_url()
    assert FeeAgreement.objects.count() == 0


def test_every_state_has_its_words(client, make_registration):
    registration = make_registration()
    for status in Status:
        type(registration).objects.update(status=status, offer_ends_at=timezone.now())
        assert page(client, registration).status_code == 200


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES[1:]])
def test_the_page_and_its_forms_speak_every_language(client, offered, code):
    own = f"/{code}{offered.get_absolute_url()}"
    for path in ("", "daten/", "weniger-zahlen/", "abmelden/"):
        response = client.get(own + path)
        content = response.content.decode()
        assert (response.status_code, content.count(f'<html lang="{code}"')) == (200, 1)


def test_the_page_leads_to_itself_in_other_languages(client, offered):
    content = page(client, offered).content.decode()
    links = [content.count(f'href="/{code}{offered.get_absolute_url()}"') for code in ("en", "ar")]
    assert links == [1, 1]
