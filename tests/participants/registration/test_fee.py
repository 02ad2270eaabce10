"""What is agreed about the fee is told to the person: the amount, in friendly words."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message, TypesetLetter
from participants import ledger
from participants.models import FeeDecision, PaymentAdvice
from participants.public.own_page.reduction import request_reduction
from participants.registration import fee
from participants.telling.outdated_messages import drop_outdated

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


POST = {"street": "Weg 1", "city": "Bremen", "channel": "post"}
PHONE = {"phone": "+49421123456", "channel": "phone"}
MAIL = {"email": "ada@example.org", "phone": "+49421123456", "channel": "email"}


def pay(registration, amount):
    return fee.pay(registration, Decimal(amount), on=timezone.localdate())


def test_a_letter_that_waits_says_what_is_due_after_each_booking(make_registration, staff):
    ada = make_registration("Ada", contact=POST)
    [letter] = Message.objects.filter(state="open")
    steps = []
    payment = pay(ada, 30)
    steps.append(lambda: fee.refund(ada, Decimal(10), on=timezone.localdate()))
    steps.append(lambda: fee.take_back(pay(ada, 5), "falsche Person", staff))
    steps.append(lambda: fee.correct(ada, Decimal(-7), "Absprache", staff))
    said = [due_in(letter)]
    for step in steps:
        step()
        said.append(due_in(letter))
    assert (payment.amount, said) == (Decimal(-30), ["20", "20", "20", "13"])


def due_in(message):
    message.refresh_from_db()
    return message.body.split("Bitte zahlen Sie ")[1].split(NBSP)[0]


@pytest.mark.parametrize("contact", [POST, PHONE, MAIL])
def test_a_payment_changes_what_nobody_heard_yet(make_registration, staff, contact):
    ada = make_registration("Ada", contact=contact)
    fee.agree(ada, FeeDecision.REDUCED, Decimal(20), staff)
    keys = set(Message.objects.values_list("key", flat=True))
    pay(ada, 15)
    place, agreed = Message.objects.filter(state="open").order_by("pk")
    assert f"Bitte zahlen Sie 5{NBSP}€." in place.body
    assert f"Davon ist noch offen: 5{NBSP}€." in agreed.body
    assert {place.key, agreed.key} == keys


def test_who_paid_everything_hears_of_nothing_to_pay(make_registration):
    ada = make_registration("Ada", contact=PHONE)
    pay(ada, 50)
    [call] = Message.objects.filter(state="open")
    assert "Sie müssen nichts bezahlen." in call.body


@pytest.mark.parametrize("state", ["sent", "done", "dropped"])
def test_what_has_gone_keeps_the_words_that_it_went_with(make_registration, state):
    ada = make_registration("Ada", contact=POST)
    Message.objects.update(state=state)
    pay(ada, 15)
    [letter] = Message.objects.all()
    assert f"Bitte zahlen Sie 50{NBSP}€." in letter.body


def test_a_mail_that_did_not_arrive_is_read_out_with_the_amount_of_now(make_registration):
    ada = make_registration("Ada", contact=MAIL)
    Message.objects.update(state="failed")
    pay(ada, 15)
    [mail] = Message.objects.all()
    assert f"Bitte zahlen Sie 35{NBSP}€." in mail.spoken


def test_the_german_words_of_a_foreign_letter_are_true_too(make_registration):
    ada = make_registration("Ada", contact={**POST, "language": "en"})
    pay(ada, 15)
    [letter] = Message.objects.all()
    assert (f"Bitte zahlen Sie 35{NBSP}€." in letter.german_body, "€35" in letter.body) == (
        True,
        True,
    )


def test_a_wish_to_pay_less_stops_the_request_in_a_letter_that_waits(make_registration):
    ada = make_registration("Ada", contact=POST)
    request_reduction(ada)
    [letter] = Message.objects.all()
    assert "Bitte zahlen Sie bis dahin nichts." in letter.body


def test_a_typeset_letter_is_set_anew_after_a_payment(make_registration):
    ada = make_registration("Ada", contact=POST)
    [letter] = Message.objects.all()
    TypesetLetter.objects.create(message=letter, dated=timezone.localdate(), pdf=b"alt")
    pay(ada, 15)
    assert TypesetLetter.objects.count() == 0


def test_who_gave_the_place_back_is_not_told_of_an_agreement_any_more(make_registration, staff):
    ada = make_registration("Ada", contact=POST)
    fee.agree(ada, FeeDecision.REDUCED, Decimal(20), staff)
    ada.withdraw(staff)
    drop_outdated()
    assert told() == []


def test_only_the_verbs_that_tell_are_called_for_bookings():
    """Whoever books by `ledger` leaves an old amount in a letter that waits."""
    rooms = ("accounts", "biq", "certificates", "participants")
    books = re.compile(r"\bledger\.(pay|refund|take_back|correct|agree)\(|ledger import .*\bpay\b")
    found = {
        str(file.relative_to(settings.BASE_DIR))
        for room in rooms
        for file in Path(settings.BASE_DIR, room).rglob("*.py")
        if books.search(file.read_text())
    }
    assert found == {"participants/registration/fee.py"}
