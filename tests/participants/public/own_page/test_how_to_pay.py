"""How people pay: staff write it once, and whoever owes something is told, nobody else."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from correspondence.models import Message
from participants import ledger
from participants.ledger.advice import is_iban
from participants.models import PaymentAdvice
from participants.registration.notices import tell_status

ACCOUNT = "Bremer Probestiftung\nIBAN DE89 3704 0044 0532 0130 00"


@pytest.fixture
def advice(db):
    return PaymentAdvice.objects.create(account=ACCOUNT)


def page(client, registration):
    return client.get(registration.get_absolute_url()).content.decode()


def said(content):
    """Return whether a text says where the money goes, and with which number."""
    return ("DE89 3704 0044 0532 0130 00" in content, "Verwendungszweck: HEM1-001" in content)


def test_the_own_page_says_how_to_pay(client, advice, make_registration):
    content = page(client, make_registration())
    assert content.count("<dt>So bezahlen Sie</dt>") == 1
    assert said(content) == (True, True)
    assert content.count("Bar: Am ersten Kurstag bei der Kursleitung.") == 1


def test_who_is_called_is_offered_the_account_on_paper(advice, make_registration):
    make_registration(contact={"phone": "+49421123456", "channel": "phone"})
    [call] = Message.objects.all()
    assert said(call.body) == (False, False)
    assert call.body.count("So bezahlen Sie\nMöchten Sie überweisen? Gern schicken wir Ihnen") == 1


@pytest.mark.parametrize("channel", ["email", "post"])
def test_whoever_gets_a_place_is_told_how_to_pay(advice, make_registration, channel):
    ways = {"email": "a@example.org", "phone": "+49421123456", "street": "Weg 1"}
    make_registration(contact=ways | {"channel": channel})
    assert said(Message.objects.get().body) == (True, True)


def test_nothing_is_said_while_staff_wrote_nothing(client, make_registration):
    content = page(client, make_registration()) + Message.objects.get().body
    assert content.count("So bezahlen Sie") == 0


def test_an_open_wish_for_a_reduction_hides_it(client, advice, make_registration):
    registration = make_registration(wants_reduction=True)
    told = Message.objects.get().body
    assert said(page(client, registration) + told) == (False, False)
    assert told.count("Bitte zahlen Sie bis dahin nichts.") == 1
    tell_status(registration)
    assert said(Message.objects.first().body) == (False, False)
    ledger.agree(registration, "reduced", Decimal(20))
    assert said(page(client, registration)) == (True, True)


def test_who_paid_is_not_asked_any_more(client, advice, make_registration):
    registration = make_registration()
    ledger.agree(registration, "waived")
    assert said(page(client, registration)) == (False, False)
    tell_status(registration)
    told = Message.objects.first().body
    assert (said(told), told.count("Sie müssen nichts bezahlen.")) == ((False, False), 1)


def test_who_waits_owes_nothing_yet(client, advice, small_course, make_registration):
    make_registration("Ada", course=small_course)
    waiting = make_registration("Bo", course=small_course)
    assert page(client, waiting).count("So bezahlen Sie") == 0


def test_words_of_staff_are_marked_as_german_and_ours_are_translated(
    client, advice, make_registration
):
    registration = make_registration()
    content = client.get(f"/en{registration.get_absolute_url()}").content.decode()
    assert content.count('<bdi lang="de" dir="ltr">Bremer Probestiftung\n') == 1
    assert content.count("Am ersten Kurstag bei der Kursleitung.") == 0


@pytest.mark.parametrize(
    ("account", "cash", "wrong"),
    [
        ("", "", ["Bitte tragen Sie ein Konto ein, oder wo man bar bezahlt."]),
        (
            "IBAN DE88 3704 0044 0532 0130 00",
            "",
            ["Bitte prüfen Sie die IBAN DE88 3704 0044 0532 0130 00."],
        ),
        ("DE89370400440532013", "", ["Bitte prüfen Sie die IBAN DE89370400440532013."]),
    ],
)
def test_an_iban_with_a_slip_is_refused(account, cash, wrong):
    with pytest.raises(ValidationError) as refusal:
        PaymentAdvice(account=account, cash=cash).clean()
    assert refusal.value.messages == wrong


@pytest.mark.parametrize("account", [ACCOUNT, "", "Bank: COBADEFFXXX", "GB82WEST12345698765432"])
def test_an_account_that_can_be_right_is_taken(account):
    assert PaymentAdvice(account=account, cash="Im Büro").clean() is None


def test_staff_write_it_once(as_staff):
    fields = {"account": ACCOUNT, "cash": "", "time": "Bitte sofort."}
    listed = "/verwaltung/participants/paymentadvice/"
    assert as_staff.get(listed)["Location"] == f"{listed}add/"
    assert as_staff.post(f"{listed}add/", fields)["Location"] == "/verwaltung/"
    [advice] = PaymentAdvice.objects.all()
    assert (advice.account, advice.cash, advice.time) == (ACCOUNT, "", "Bitte sofort.")
    assert as_staff.get(listed)["Location"] == f"{listed}{advice.pk}/change/"
    assert as_staff.post(f"{listed}add/", fields)["Location"] == listed
    assert PaymentAdvice.objects.count() == 1


def test_staff_are_reminded_while_somebody_owes_and_nothing_is_written(as_staff, make_registration):
    words = "Nirgends steht, wie man die Kursgebühr bezahlt"
    assert as_staff.get("/verwaltung/").content.decode().count(words) == 0
    make_registration()
    assert as_staff.get("/verwaltung/").content.decode().count(words) == 1
    PaymentAdvice.objects.create(account=ACCOUNT)
    assert as_staff.get("/verwaltung/").content.decode().count(words) == 0


@pytest.mark.parametrize(
    "account",
    [
        "IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX",
        "de89370400440532013000, Commerzbank",
        "IBAN NL91 ABNA 0417 1643 00",
    ],
)
def test_an_iban_is_read_as_banks_print_it(account):
    PaymentAdvice(account=account).clean()


def test_a_slip_in_small_letters_is_noticed_too():
    with pytest.raises(ValidationError, match="de88370400440532013000"):
        PaymentAdvice(account="de88370400440532013000").clean()


def test_the_slip_is_shown_beside_the_account():
    with pytest.raises(ValidationError) as refusal:
        PaymentAdvice(account="DE88370400440532013000").clean()
    assert list(refusal.value.message_dict) == ["account"]


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("CZ65 0800 0000 1920 0014 5399", True),  # Z counts as 35
        ("NL91 ABNA 0417 1643 00", True),
        ("DE51 3704 0044 0532 0130 0", False),  # right digits, one too few
        ("DE88 3704 0044 0532 0130 00", False),
    ],
)
def test_an_iban_needs_its_check_digits_and_in_germany_its_length(text, is_right):
    assert is_iban(text) is is_right
