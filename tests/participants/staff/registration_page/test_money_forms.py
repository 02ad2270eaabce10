from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.utils import timezone

from web.form_key import new_key

NBSP = "\N{NO-BREAK SPACE}"


def shown_messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("typed", ["12,50", "12.50", " 12,50 € ", "12,5 EUR"])
def test_amounts_are_read_as_people_write_them(post, make_registration, typed):
    registration = make_registration()
    post(registration, "zahlung", amount=typed, on="2026-11-02", payer="", reference="bar")
    entry = registration.ledger_entries.last()
    assert (entry.amount, entry.booked_on, entry.payer, entry.reference) == (
        Decimal("-12.50"),
        date(2026, 11, 2),
        "Gülşen Işık",
        "bar",
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("zwölf", "Bitte schreiben Sie den Betrag als Zahl, zum Beispiel 12,50."),
        ("0", "Bitte geben Sie einen Betrag über 0 Euro ein."),
        ("-5", "Bitte geben Sie einen Betrag über 0 Euro ein."),
    ],
)
def test_an_impossible_payment_says_what_to_do(post, make_registration, typed, message):
    registration = make_registration()
    answer = post(registration, "zahlung", amount=typed, on="2026-11-02")
    assert [*answer.context["form"].errors.values()] == [[message]]
    assert registration.ledger_entries.count() == 1


def test_a_waiver_frees_from_the_fee(post, make_registration):
    registration = make_registration(wants_reduction=True)
    answer = post(registration, "vereinbarung", decision="waived", amount="")
    assert shown_messages(answer) == [f"Vereinbart: 0{NBSP}€."]
    assert registration.balance() == 0


def test_a_reduction_needs_its_amount(post, make_registration):
    registration = make_registration()
    answer = post(registration, "vereinbarung", decision="reduced", amount="")
    assert answer.context["form"].non_field_errors() == [
        "Bitte geben Sie einen Betrag zwischen 0 und 50,00 Euro ein."
    ]


def test_money_goes_back(post, make_registration):
    registration = make_registration()
    post(registration, "zahlung", amount="50", on="2026-11-02")
    post(registration, "abmelden")
    post(registration, "erstattung", amount="50", on="2026-11-03", payer="Ada Beispiel")
    assert [entry.kind for entry in registration.ledger_entries.all()] == [
        "charge",
        "payment",
        "refund",
        "waiver",
    ]
    assert registration.balance() == 0


def test_a_correction_is_an_entry_of_its_own(post, make_registration):
    registration = make_registration()
    post(registration, "korrektur", amount="-10", reference="Zahlendreher")
    assert [entry.amount for entry in registration.ledger_entries.all()] == [50, -10]


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("zahlung", {"amount": "20", "on": "2026-01-02"}),
        ("erstattung", {"amount": "20", "on": "2026-01-02"}),
        ("korrektur", {"amount": "-20", "reference": "Zahlendreher"}),
    ],
)
def test_a_double_click_books_once(as_staff, post, make_registration, verb, typed):
    registration = make_registration()
    post(registration, "zahlung", amount="50", on="2026-01-01")
    page = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/")
    form = next(form for form in page.context["page"].money_forms if form.slug == verb)
    before = registration.ledger_entries.last().pk
    sent = [post(registration, verb, key=form["key"].value(), **typed) for _ in range(2)]
    booked = registration.ledger_entries.filter(pk__gt=before).exclude(kind="waiver")
    assert [entry.amount for entry in booked] == [-20 if verb != "erstattung" else 20]
    assert [answer.url for answer in sent] == [page.request["PATH_INFO"]] * 2
    assert shown_messages(sent[1])[-1] == "Das ist schon notiert. Es ist nichts dazugekommen."


def test_a_correction_says_how_much_it_takes(post, make_registration):
    registration = make_registration()
    answer = post(registration, "korrektur", amount="-10", reference="x" * 201)
    assert answer.context["form"].errors == {
        "reference": ["Bitte schreiben Sie höchstens 200 Zeichen."]
    }


def test_money_of_tomorrow_is_not_noted_today(post, make_registration):
    registration = make_registration()
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = post(registration, "zahlung", amount="50", on=tomorrow)
    assert answer.context["form"].errors == {"on": ["Dieses Datum kommt erst noch."]}
    assert registration.ledger_entries.count() == 1


def test_the_forms_propose_what_is_due_and_what_goes_back(as_staff, post, make_registration):
    registration = make_registration()

    def proposed():
        page = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/").context["page"]
        return {form.slug: form["amount"].value() for form in page.money_forms}

    assert proposed() == {"vereinbarung": None, "zahlung": Decimal(50), "korrektur": None}
    post(registration, "zahlung", amount="80", on="2026-11-02")
    assert proposed() == {
        "vereinbarung": None,
        "zahlung": None,
        "erstattung": Decimal(30),
        "korrektur": None,
    }


def test_a_booking_says_who_paid_and_who_wrote_it(post, make_registration, staff):
    registration = make_registration()
    answer = post(registration, "zahlung", amount="20", on="2026-11-02", payer="Eva Beispiel")
    entry = registration.ledger_entries.last()
    assert (entry.payer, entry.by) == ("Eva Beispiel", staff)
    assert shown_messages(answer) == [f"Zahlung von 20{NBSP}€ notiert."]


def test_a_refused_booking_can_be_put_right_and_sent_once_more(post, make_registration):
    registration = make_registration()
    key = str(new_key())
    post(registration, "zahlung", key=key, amount="0", on="2026-11-02")
    answer = post(registration, "zahlung", key=key, amount="50", on="2026-11-02")
    assert (answer.status_code, registration.balance()) == (302, 0)


def test_more_than_was_paid_does_not_go_back(post, make_registration):
    registration = make_registration()
    post(registration, "zahlung", amount="20", on="2026-11-02")
    answer = post(registration, "erstattung", amount="21", on="2026-11-03")
    assert (answer.status_code, registration.ledger_entries.paid()) == (422, 20)


def test_an_error_of_the_database_is_not_taken_for_a_double_click(
    post, make_registration, monkeypatch
):
    def broken(*_args, **_kwargs):
        raise IntegrityError("something else")

    registration = make_registration()
    monkeypatch.setattr("participants.ledger.pay", broken)
    with pytest.raises(IntegrityError, match="something else"):
        post(registration, "zahlung", amount="50", on="2026-11-02")


def test_a_payment_is_taken_back_from_the_page_and_a_second_click_says_so(
    as_staff, make_registration, post
):
    registration = make_registration()
    address = f"/verwaltung/anmeldungen/{registration.reference}/zuruecknehmen/"
    post(registration, "zahlung", amount="50", on="2026-11-02", payer="Eva Beispiel")
    payment = registration.ledger_entries.get(kind="payment")
    typed = {"payment": payment.pk, "reference": "war für eine andere Person"}
    as_staff.post(address, typed)
    as_staff.post(address, typed)
    assert [entry.amount for entry in registration.ledger_entries.all()] == [50, -50, 50]
    page = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/").content.decode()
    assert "Rücknahme der Zahlung vom 02.11.2026" in page
    assert 'action="' + address not in page


def test_nobody_takes_back_the_payment_of_another_registration(as_staff, make_registration, post):
    ada, bo = make_registration("Ada"), make_registration("Bo")
    for one in (ada, bo):
        post(one, "zahlung", amount="50", on="2026-11-02")
    foreign = ada.ledger_entries.get(kind="payment").pk
    answer = post(bo, "zuruecknehmen", payment=foreign, reference="x")
    assert (answer.status_code, ada.ledger_entries.count()) == (422, 2)
