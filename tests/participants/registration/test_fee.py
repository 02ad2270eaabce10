"""What is agreed about the fee is told to the person: the amount, in friendly words."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from participants import ledger
from participants.models import FeeDecision, PaymentAdvice
from participants.registration import fee

NBSP = "\N{NO-BREAK SPACE}"
WORDS = [
    (FeeDecision.WAIVED, None, "Sie müssen für den Kurs in Hemelingen nichts bezahlen."),
    (
        FeeDecision.REDUCED,
        Decimal(20),
        f"für den Kurs in Hemelingen zahlen Sie nur 20{NBSP}€ statt 50{NBSP}€.",
    ),
    (FeeDecision.FULL, None, f"für den Kurs in Hemelingen zahlen Sie 50{NBSP}€."),
]


def told():
    return list(Message.objects.filter(occasion="fee_agreed", state="open"))


@pytest.mark.parametrize(("decision", "amount", "words"), WORDS)
def test_the_person_hears_what_they_pay(make_registration, staff, decision, amount, words):
    fee.agree(make_registration("Ada"), decision, amount, staff)
    [message] = told()
    assert words in message.body
    assert "Davon ist noch offen" not in message.body


def test_what_was_paid_before_counts(make_registration, staff):
    ada = make_registration("Ada")
    ledger.pay(ada, Decimal(15), on=timezone.localdate())
    fee.agree(ada, FeeDecision.REDUCED, Decimal(20), staff)
    [message] = told()
    assert f"Davon ist noch offen: 5{NBSP}€." in message.body
    fee.agree(ada, FeeDecision.REDUCED, Decimal(10), staff)
    [message] = told()
    assert "Sie haben schon mehr bezahlt." in message.body


def test_two_agreements_leave_one_message_with_the_last_one(make_registration, staff):
    ada = make_registration("Ada", contact={"phone": "+49421123456", "channel": "phone"})
    fee.agree(ada, FeeDecision.REDUCED, Decimal(20), staff)
    fee.agree(ada, FeeDecision.WAIVED, by=staff)
    [call] = told()
    assert "nichts bezahlen" in call.body


def test_an_agreement_that_is_refused_tells_nothing(make_registration, staff):
    ada = make_registration("Ada")
    with pytest.raises(ValidationError):
        fee.agree(ada, FeeDecision.REDUCED, Decimal(60), staff)
    assert told() == []


def test_a_course_without_a_fee_has_nothing_to_tell(make_course, make_registration, staff):
    ada = make_registration("Ada", course=make_course("walle-2027", fee=0))
    fee.agree(ada, FeeDecision.WAIVED, by=staff)
    assert told() == []


@pytest.mark.parametrize(("decision", "says_how"), [("reduced", True), ("waived", False)])
def test_who_pays_less_reads_how_to_pay_and_who_pays_nothing_does_not(
    make_registration, staff, decision, says_how
):
    PaymentAdvice.objects.create(account="Bremer Probestiftung")
    ada = make_registration("Ada", wants_reduction=True)
    fee.agree(ada, decision, Decimal(20) if says_how else None, staff)
    [message] = told()
    found = (
        "So bezahlen Sie" in message.body,
        f"Verwendungszweck: {ada.reference}" in message.body,
    )
    assert found == (says_how, says_how)


def test_staff_who_agree_on_the_page_tell_the_person(as_staff, make_registration):
    ada = make_registration("Ada", wants_reduction=True)
    address = f"/verwaltung/anmeldungen/{ada.reference}/vereinbarung/"
    as_staff.post(address, {"decision": "reduced", "amount": "20"})
    [message] = told()
    assert (message.recipient_name, message.reference) == ("Ada", ada.reference)


def test_a_letter_about_the_place_that_waits_says_the_amount_that_was_agreed(
    make_registration, staff
):
    ada = make_registration("Ada", contact={"street": "Weg 1", "city": "Bremen", "channel": "post"})
    fee.agree(ada, FeeDecision.REDUCED, Decimal(20), staff)
    waiting = Message.objects.filter(state="open").order_by("pk")
    assert [one.occasion for one in waiting] == ["registration_enrolled", "fee_agreed"]
    assert f"Bitte zahlen Sie 20{NBSP}€." in waiting[0].body
