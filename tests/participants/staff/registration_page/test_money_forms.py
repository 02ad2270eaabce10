from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

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
