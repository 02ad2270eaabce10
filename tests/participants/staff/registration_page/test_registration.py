from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from participants.attendance.marks import Mark, enter_marks
from participants.models import Status
from participants.people import consents
from participants.people.consents import ConsentKind
from participants.staff.registration_page.verbs import verbs_for

QUERIES = 20
NBSP = "\N{NO-BREAK SPACE}"


def page(client, registration):
    return client.get(f"/verwaltung/anmeldungen/{registration.reference}/")


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_page_shows_who_it_is_and_where_they_stand(as_staff, make_registration):
    answer = page(as_staff, make_registration("Nguyễn Văn Mẫu"))
    assert answer.context["title"].startswith("Nguyễn Văn Mẫu · HEM")
    assert answer.context["case"].balance == Decimal("50.00")


def test_an_unknown_reference_is_not_found(as_staff):
    assert as_staff.get("/verwaltung/anmeldungen/NIE27-001/").status_code == 404


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
    assert told(answer) == ["Die Einwilligung der Sorgeberechtigten fehlt noch."]
    assert registration.status == Status.RECEIVED


def test_a_guardian_agrees_on_the_phone(post, make_registration, staff):
    registration = make_registration(answers={"under_age": True})
    post(registration, "einwilligung", kind="guardian", channel="phone")
    post(registration, "aufnehmen")
    given = registration.consents.get()
    assert (given.kind, given.channel, given.recorded_by) == ("guardian", "phone", staff)
    assert registration.status == Status.ENROLLED


def test_a_consent_is_withdrawn(as_staff, make_registration):
    registration = make_registration()
    consent = consents.give_consent(registration, ConsentKind.ALUMNI, "phone")
    as_staff.post(f"/verwaltung/einwilligungen/{consent.pk}/widerrufen/")
    consent.refresh_from_db()
    assert consent.withdrawn_at.date() == timezone.now().date()


def test_withdrawing_frees_the_seat_for_the_next(post, small_course, make_registration, staff):
    seated = make_registration("Ada", course=small_course)
    waiting = make_registration("Bea", course=small_course)
    post(seated, "abmelden", why="rief an")
    waiting.refresh_from_db()
    change = seated.status_changes.last()
    assert (seated.status, waiting.status) == (Status.WITHDRAWN, Status.OFFERED)
    assert (change.by, change.why) == (staff, "rief an")


def test_an_offered_place_is_accepted_on_the_phone(post, small_course, make_registration):
    seated = make_registration("Ada", course=small_course)
    waiting = make_registration("Bea", course=small_course)
    post(seated, "abmelden")
    post(waiting, "annehmen")
    assert waiting.status == Status.ENROLLED


def test_a_verb_that_came_too_late_says_so(post, make_registration):
    registration = make_registration()
    answer = post(registration, "annehmen")
    assert told(answer) == ["Das geht nicht mehr. Der Stand ist jetzt: angemeldet."]


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
    assert told(answers[-1])[1:] == [refusal] * 4
    assert registration.attendances.count() == 0
    assert registration.eligibility_overrides.count() == 0
    assert registration.ledger_entries.paid() == 0


def test_a_second_date_of_death_is_refused(post, make_registration, staff):
    registration = make_registration()
    person = type(registration.participant).objects.get(pk=registration.participant_id)
    post(registration, "verstorben", date="2026-01-31")
    post(registration, "verstorben", date="2026-02-01")
    with pytest.raises(ValidationError, match="schon eingetragen"):
        person.record_death(date(2026, 2, 1), staff)
    registration.refresh_from_db()
    assert registration.participant.date_of_death == date(2026, 1, 31)


def test_a_verb_is_never_a_link(as_staff, make_registration):
    reference = make_registration().reference
    assert as_staff.get(f"/verwaltung/anmeldungen/{reference}/abmelden/").status_code == 405


def test_a_paper_that_lay_in_the_letter_box_moves_up(post, small_course, make_registration):
    make_registration("Ada", course=small_course)
    first = make_registration("Bea", course=small_course)
    paper = make_registration("Cem", course=small_course)
    earlier = timezone.localtime(first.arrived_at) - timedelta(days=2)
    typed = {"arrived_on": earlier.date(), "arrived_at": "12:00", "why": "lag im Briefkasten"}
    post(paper, "eingang", **typed)
    assert (paper.place_in_line(), first.place_in_line()) == (1, 2)


def test_backdating_needs_a_reason_and_keeps_what_was_typed(post, make_registration):
    registration = make_registration()
    answer = post(registration, "eingang", arrived_on="2026-01-02", arrived_at="08:15", why="")
    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, {"why": ["Bitte schreiben Sie auf, warum."]})
    assert (form["arrived_on"].value(), form["arrived_at"].value()) == ("2026-01-02", "08:15")
    assert "<title>Fehler: " in answer.content.decode()


def test_a_date_of_death_ends_everything(post, make_registration):
    registration = make_registration()
    post(registration, "verstorben", date="2026-01-31")
    assert registration.status == Status.WITHDRAWN
    assert registration.participant.date_of_death == date(2026, 1, 31)
    assert list(Message.objects.to_do()) == []


def test_an_exception_needs_a_reason(post, make_registration):
    registration = make_registration()
    refused = post(registration, "ausnahme", granted="ja", reason="")
    post(registration, "ausnahme", granted="ja", reason="war im Krankenhaus")
    assert refused.status_code == 422
    decision = registration.eligibility_overrides.get()
    assert (decision.granted, decision.reason) == (True, "war im Krankenhaus")


def test_answers_are_put_right(post, make_registration):
    registration = make_registration()
    post(registration, "angaben", needs="große Schrift", guardian_name="", guardian_contact="")
    assert (registration.needs, registration.under_age) == ("große Schrift", False)


def test_answers_that_are_not_sent_stay(post, make_registration):
    registration = make_registration(answers={"needs": "große Schrift", "under_age": True})
    post(registration, "angaben")
    assert (registration.needs, registration.under_age) == ("große Schrift", True)


def test_a_namesake_is_a_hint(as_staff, make_registration):
    first = make_registration("Gülşen Işık", contact={"phone": "+49421111", "channel": "phone"})
    second = make_registration("gülsen isik", contact={"street": "Weg 1", "channel": "post"})
    assert list(page(as_staff, second).context["case"].others) == [first]


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
