"""How somebody puts right, on their own page, how they are reached."""

import pytest
from django.utils import timezone

from correspondence.models import Message
from participants.people.person import Participant
from participants.public.contact_fields import MISSING, NO_CHANNEL, NO_EMAIL
from participants.public.own_page.contact_correction import CORRECTIONS
from tests.sent_form import sent
from web.limits import Tally

OLD, NEW = "alt@example.org", "neu@example.org"


@pytest.fixture
def registration(make_registration):
    registration = make_registration(contact={"email": OLD, "channel": "email"})
    person = registration.participant
    person.email_confirmed_at = timezone.now()
    person.save()
    Message.objects.all().delete()
    return registration


@pytest.fixture
def send(client, registration):
    def send(**typed):
        known = {"email": OLD, "channel": "email", "language": "de"}
        return client.post(f"{registration.get_absolute_url()}daten/", known | typed)

    return send


def person_of(registration):
    registration.participant.refresh_from_db()
    return registration.participant


def messages():
    found = Message.objects.order_by("pk")
    return list(found.values_list("occasion", "channel", "address"))


def test_an_odd_number_that_nobody_touched_is_not_asked_about_again(client, make_registration):
    odd = {"phone": "+4942112345678901", "channel": "phone"}
    registration = make_registration(contact=odd)
    page = f"{registration.get_absolute_url()}daten/"
    answer = client.post(page, sent(client.get(page), language="tr"))
    person = person_of(registration)
    assert (answer.status_code, person.language, person.phone) == (302, "tr", odd["phone"])


def test_the_form_shows_what_we_know(client, make_registration):
    contact = {
        "email": OLD,
        "phone": "+49421123456",
        "street": "Weg 1",
        "postal_code": "28309",
        "city": "Bremen",
        "channel": "phone",
    }
    registration = make_registration(contact=contact)
    page = client.get(f"{registration.get_absolute_url()}daten/").content.decode()
    shown = ('value="alt@example.org"', 'value="0421\N{NO-BREAK SPACE}123456"', 'value="Weg 1"')
    assert [page.count(text) for text in shown] == [2, 2, 2]  # once more hidden
    assert page.count('value="phone" id="id_channel_1" checked') == 1
    assert page.count('<option value="de" selected lang="de">Deutsch</option>') == 1
    assert page.count('<option value="ar" lang="ar">العربية</option>') == 1


def test_phone_address_channel_and_language_are_saved(registration, send):
    response = send(
        phone="0421/12 34 56",
        street="Weg 1",
        postal_code="28309",
        city="Bremen",
        channel="post",
    )
    person = person_of(registration)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{registration.get_absolute_url()}?gespeichert",
    )
    assert (person.phone, person.street, person.channel) == ("+49421123456", "Weg 1", "post")
    assert person.search_key == "gulsen isik alt@example.org 0421123456 49421123456"
    assert person.email_confirmed_at is not None
    assert messages() == []


def test_the_own_page_says_that_it_is_saved(client, registration, send):
    content = client.get(send()["Location"]).content.decode()
    assert content.count("Ihre Angaben sind gespeichert.") == 1


def test_another_language_is_spoken_at_once(registration, send):
    response = send(language="tr")
    assert response["Location"] == f"/tr{registration.get_absolute_url()}?gespeichert"
    assert person_of(registration).language == "tr"


def test_another_email_address_is_unconfirmed_and_both_addresses_are_told(registration, send):
    send(email=NEW)
    person = person_of(registration)
    assert (person.email, person.email_confirmed_at) == (NEW, None)
    assert messages() == [("email_confirm", "email", NEW), ("email_changed", "email", OLD)]


def test_the_old_address_does_not_learn_the_new_one(registration, send):
    send(email=NEW)
    notice = Message.objects.get(occasion="email_changed")
    assert [text.count(NEW) for text in (notice.subject, notice.body)] == [0, 0]
    assert notice.body.count("/anmeldung/") == 0
    assert notice.body.count("Waren Sie das nicht? Dann rufen Sie uns bitte an.") == 1


def test_the_same_address_in_capitals_is_no_other(registration, send):
    send(email=OLD.upper())
    assert person_of(registration).email_confirmed_at is not None
    assert messages() == []


def test_who_gives_up_the_email_address_is_told_there(registration, send):
    send(email="keine", phone="0421 123456", channel="phone")
    assert person_of(registration).email == ""
    assert messages() == [("email_changed", "email", OLD)]


def test_sent_twice_it_is_one_change(registration, send):
    assert [send(email=NEW).status_code for _ in range(2)] == [302, 302]
    assert len(messages()) == 2


def test_what_waits_to_be_sent_keeps_its_address(make_registration, client):
    registration = make_registration(contact={"email": OLD, "channel": "email"})
    client.post(f"{registration.get_absolute_url()}daten/", {"email": NEW, "language": "de"})
    assert messages()[0] == ("registration_enrolled", "email", OLD)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"email": ""}, {"email": [str(MISSING["email"])]}),
        ({"email": "", "channel": ""}, {"phone": [str(NO_CHANNEL)]}),
        ({"email": "keine", "channel": ""}, {"phone": [str(NO_EMAIL)]}),
        (
            {"postal_code": "28309"},
            {"street": ["Bitte schreiben Sie auch Straße und Hausnummer auf."]},
        ),
        ({"street": "Weg 1"}, {"postal_code": ["Bitte schreiben Sie auch die Postleitzahl auf."]}),
    ],
)
def test_a_refused_form_says_what_to_do_and_changes_nothing(registration, send, typed, errors):
    response = send(**typed)
    assert response.status_code == 422
    assert response.context["form"].errors == errors
    assert response.content.decode().count("<title>Fehler: Angaben ändern") == 1
    assert person_of(registration).email == OLD


def test_who_changes_too_often_reads_whom_to_call_and_loses_no_word(registration, send):
    statuses = [send(phone=f"0421 12345{n}").status_code for n in range(CORRECTIONS.most)]
    assert statuses == [302] * CORRECTIONS.most
    response = send(phone="0421 999999")
    content = response.content.decode()
    assert response.status_code == 429
    assert content.count("Das ist noch nicht gespeichert.") == 1
    assert content.count('value="0421 999999"') == 1
    assert person_of(registration).phone == "+49421123459"


def test_no_mailbox_is_filled_by_changing_to_it_again_and_again(registration, send):
    statuses = [send(email=email).status_code for _ in range(4) for email in (NEW, OLD)]
    assert statuses == [302] * 8
    assert Tally.objects.count() == 3
    assert len(messages()) == 16


def test_an_offer_follows_the_person_to_the_new_way(client, small_course, make_registration):
    first = make_registration("Ada", course=small_course)
    second = make_registration(
        "Bo", course=small_course, contact={"phone": "+49421123456", "channel": "phone"}
    )
    first.withdraw()
    Message.objects.exclude(occasion="registration_offered").delete()
    client.post(f"{second.get_absolute_url()}daten/", {"email": NEW, "language": "de"})
    assert messages() == [
        ("registration_offered", "phone", "0421\N{NO-BREAK SPACE}123456"),
        ("email_confirm", "email", NEW),
        ("registration_offered", "email", NEW),
    ]


def test_the_page_is_kept_by_nobody(client, registration):
    response = client.get(f"{registration.get_absolute_url()}daten/")
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_an_older_page_leaves_what_staff_wrote_meanwhile(client, registration):
    page = f"{registration.get_absolute_url()}daten/"
    old = sent(client.get(page), page, street="Weg 1", postal_code="28309")
    Participant.objects.update(phone="+49421123456", channel="phone")
    assert client.post(page, old).status_code == 302
    person = person_of(registration)
    assert (person.phone, person.channel, person.street) == ("+49421123456", "phone", "Weg 1")
    assert person.own_corrections.keys() == {"street", "postal_code"}


def test_two_numbers_are_both_shown_and_no_name_of_the_staff(client, registration):
    page = f"{registration.get_absolute_url()}daten/"
    old = sent(client.get(page), page, phone="0421 999999")
    Participant.objects.update(phone="+49421123456")
    answer = client.post(page, old)
    assert answer.status_code == 409
    assert answer.context["form"].errors == {
        "phone": [
            "Hier steht inzwischen „0421\N{NO-BREAK SPACE}123456“. Wenn Sie noch einmal speichern,"
            " gilt Ihre Angabe „0421 999999“."
        ]
    }
    client.post(page, sent(answer, page))
    assert person_of(registration).phone == "+49421999999"


def test_a_tick_takes_the_newer_number(client, registration):
    page = f"{registration.get_absolute_url()}daten/"
    old = sent(client.get(page), page, phone="0421 999999", street="Weg 1", postal_code="28309")
    Participant.objects.update(phone="+49421123456")
    client.post(page, sent(client.post(page, old), page, **{"theirs-phone": "ja"}))
    person = person_of(registration)
    assert (person.phone, person.street) == ("+49421123456", "Weg 1")
