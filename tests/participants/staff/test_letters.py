"""Letters: set by the worker, printed together and once, and once more when a printer failed."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from correspondence.letters import typeset_letters
from correspondence.models import Message, TypesetLetter

QUERIES = 4
POST = {"street": "Probeweg 1", "postal_code": "28309", "city": "Bremen", "channel": "post"}


@pytest.fixture
def write(make_registration):
    """Return a function that writes a letter to somebody, about their registration."""

    def make(name="Ada Beispiel", **application):
        return make_registration(name, contact=POST, **application)

    return make


def pages(answer):
    assert answer["Content-Type"] == "application/pdf"
    return len(pikepdf.open(BytesIO(answer.content)).pages)


def print_all(client, **options):
    """Let the worker set what waits, and print it."""
    typeset_letters(timezone.now())
    return client.post("/verwaltung/briefe/alle-drucken/", **options)


def names(client):
    return [row[0].recipient_name for row in client.get("/verwaltung/briefe/").context["rows"]]


def test_letters_wait_until_they_are_printed(as_staff, write):
    write("Ada Beispiel")
    write("Bea Beispiel")
    assert names(as_staff) == ["Ada Beispiel", "Bea Beispiel"]
    assert pages(print_all(as_staff)) == 4
    assert names(as_staff) == []
    letters = Message.objects.values_list("state", "finished_at", "printed_at")
    assert {state for state, *_ in letters} == {"done"}
    assert len({moment for _, *moments in letters for moment in moments}) == 1


def test_a_second_click_prints_nothing_and_says_so(as_staff, write):
    write()
    print_all(as_staff)
    printed_at = Message.objects.get().printed_at
    answer = print_all(as_staff, follow=True)
    assert "Es ist kein Brief mehr zu drucken." in answer.content.decode()
    assert Message.objects.get().printed_at == printed_at


def test_the_last_letters_can_be_printed_once_more_without_marking_anything(as_staff, write):
    write("Ada Beispiel")
    print_all(as_staff)
    write("Bea Beispiel")
    print_all(as_staff)
    before = list(Message.objects.order_by("pk").values())
    assert pages(as_staff.get("/verwaltung/briefe/zuletzt.pdf")) == 2
    assert list(Message.objects.order_by("pk").values()) == before


def test_without_any_letter_there_is_nothing_to_print_again(as_staff):
    answer = as_staff.get("/verwaltung/briefe/zuletzt.pdf", follow=True)
    assert "Es ist kein gedruckter Brief mehr da." in answer.content.decode()


def test_a_letter_can_be_looked_at_before(as_staff, write):
    write()
    letter = Message.objects.get()
    assert pages(as_staff.get(f"/verwaltung/briefe/{letter.pk}.pdf")) == 2
    letter.refresh_from_db()
    assert letter.state == "open"


def test_the_page_says_how_many_are_set_until_all_are(as_staff, write):
    write("Ada Beispiel")
    typeset_letters(timezone.now())
    write("Bea Beispiel")
    page = as_staff.get("/verwaltung/briefe/").content.decode()
    assert "<strong>Gesetzt: 1 von 2\N{NO-BREAK SPACE}Briefen.</strong>" in page
    assert "Alle drucken (1)" in page
    typeset_letters(timezone.now())
    page = as_staff.get("/verwaltung/briefe/").content.decode()
    assert ("data-live" in page, "Alle drucken (2)" in page) == (False, True)


def test_what_is_not_set_yet_is_not_printed_and_waits(as_staff, write):
    write("Ada Beispiel")
    typeset_letters(timezone.now())
    write("Bea Beispiel")
    assert pages(as_staff.post("/verwaltung/briefe/alle-drucken/")) == 2
    assert names(as_staff) == ["Bea Beispiel"]


def test_no_request_sets_more_than_one_letter(as_staff, write, monkeypatch):
    write("Ada Beispiel")
    write("Bea Beispiel")
    typeset_letters(timezone.now())
    monkeypatch.setattr("correspondence.letters.print_pdf", lambda *_args: 1 / 0)
    monkeypatch.setattr("correspondence.letters.print_many", lambda *_args: 1 / 0)
    assert pages(as_staff.post("/verwaltung/briefe/alle-drucken/")) == 4
    assert pages(as_staff.get("/verwaltung/briefe/zuletzt.pdf")) == 4


def test_a_letter_of_yesterday_is_set_anew_with_the_date_of_today(as_staff, write):
    write("Ada Beispiel")
    typeset_letters(timezone.now() - timedelta(days=1))
    assert as_staff.post("/verwaltung/briefe/alle-drucken/").status_code == 302
    assert names(as_staff) == ["Ada Beispiel"]
    assert pages(print_all(as_staff)) == 2
    assert TypesetLetter.objects.get().dated == timezone.localdate()


def test_a_mail_is_no_letter(as_staff, make_registration):
    make_registration()
    mail = Message.objects.get()
    assert as_staff.get(f"/verwaltung/briefe/{mail.pk}.pdf").status_code == 404


def test_the_deadline_of_an_offer_begins_three_days_after_its_printing(
    as_staff, small_course, make_registration
):
    first = make_registration("Erste Person", course=small_course)
    offered = make_registration("Ada Beispiel", course=small_course, contact=POST)
    first.withdraw()
    offered.refresh_from_db()
    assert (offered.status, offered.offer_ends_at) == ("offered", None)
    print_all(as_staff)
    offered.refresh_from_db()
    ten_days = timezone.localdate() + timedelta(days=10)
    assert timezone.localdate(offered.offer_ends_at) == ten_days


def test_a_letter_that_cannot_be_printed_is_named_and_left_out(as_staff, write):
    write("Ada Beispiel")
    write("Ugarit 𐎀")
    assert pages(print_all(as_staff)) == 2
    page = as_staff.get("/verwaltung/briefe/").content.decode()
    assert "Nicht gedruckt: Ugarit 𐎀. Das Zeichen ‚𐎀‘ (U+10380)" in page
    left = Message.objects.get(recipient_name="Ugarit 𐎀")
    assert (left.state, left.printed_at) == ("open", None)
    assert left.error.startswith("Das Zeichen ‚𐎀‘ (U+10380)")


def test_a_letter_that_is_not_true_any_more_is_not_printed(as_staff, write):
    registration = write()
    registration.withdraw()
    rows = as_staff.get("/verwaltung/briefe/").context["rows"]
    assert [row[0].occasion for row in rows] == ["registration_withdrawn"]


def test_staff_read_the_german_meaning_of_a_letter_in_another_language(as_staff, write):
    registration = write()
    registration.participant.language = "ar"
    registration.participant.save()
    Message.objects.all().delete()
    registration.withdraw()
    [(letter, occasion, language)] = as_staff.get("/verwaltung/briefe/").context["rows"]
    assert letter.subject_for_staff == "Sie sind vom Kurs in Hemelingen abgemeldet"
    assert (occasion, language) == ("abgemeldet", "Arabisch")


def test_more_letters_than_fit_into_one_stack_come_afterwards(as_staff, write, monkeypatch):
    monkeypatch.setattr("correspondence.letters.MOST", 1)
    write("Ada Beispiel")
    write("Bea Beispiel")
    assert as_staff.get("/verwaltung/briefe/").context["more"] == 1
    print_all(as_staff)
    assert names(as_staff) == ["Bea Beispiel"]


def test_one_letter_and_many_cost_the_same_queries(as_staff, write, django_assert_num_queries):
    write()
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/briefe/")
    for number in range(8):
        write(f"Person {number}")
    with django_assert_num_queries(QUERIES):
        as_staff.get("/verwaltung/briefe/")


def test_a_letter_that_cannot_be_shown_says_why(as_staff, write):
    write("Ugarit 𐎀")
    letter = Message.objects.get()
    answer = as_staff.get(f"/verwaltung/briefe/{letter.pk}.pdf", follow=True)
    [said] = [str(message) for message in answer.context["messages"]]
    assert said.startswith("Ugarit 𐎀: Das Zeichen ‚𐎀‘ (U+10380)")


def test_a_second_printing_gives_nobody_more_time(as_staff, small_course, make_registration):
    first = make_registration("Erste Person", course=small_course)
    offered = make_registration("Ada Beispiel", course=small_course, contact=POST)
    first.withdraw()
    print_all(as_staff)
    offered.refresh_from_db()
    ends = offered.offer_ends_at
    as_staff.get("/verwaltung/briefe/zuletzt.pdf")
    print_all(as_staff)
    offered.refresh_from_db()
    assert (offered.offer_ends_at, offered.status) == (ends, "offered")
