"""The staff's page of one certificate, and what they do with it afterwards."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from certificates.after_issue import copies
from certificates.issuing import issuance
from certificates.models import Certificate, Delivery, State, void
from correspondence.models import Message
from tests.certificates.design.test_rendering import text_of


def at(row, verb="certificate_page", *more):
    return reverse(f"certificates:{verb}", args=[row.code, *more])


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def certificate(issued):
    return Certificate.objects.get(printed_name="Gülşen Işık")


def test_the_page_shows_the_certificate_and_its_verbs(as_staff, certificate):
    response = as_staff.get(at(certificate))
    assert [form.name for form in response.context["forms"]] == [
        "note_delivery",
        "announce",
        "copy",
        "correct",
        "revoke",
        "reduce",
    ]
    assert "Gülşen Işık" in response.content.decode()


def test_a_certificate_that_waits_can_only_be_given_up(as_staff, course_over, staff):
    row = issuance.end_and_issue(course_over, staff)[0]
    names = [form.name for form in as_staff.get(at(row)).context["forms"]]
    assert names == ["void", "reduce"]
    response = as_staff.post(at(row, "void"), {"reason": " dop\x00pelt "}, follow=True)
    assert told(response) == [f"{row} ist verworfen. Die Nummer wird nicht noch einmal vergeben."]
    row.refresh_from_db()
    assert (row.state, row.end_reason) == (State.VOID, "doppelt")


def test_a_revoked_certificate_keeps_its_reason_inside(as_staff, certificate):
    as_staff.post(at(certificate, "revoke"), {"reason": "Irrtum"})
    certificate.refresh_from_db()
    assert (certificate.state, certificate.end_reason) == (State.REVOKED, "Irrtum")
    assert "Irrtum" in as_staff.get(at(certificate)).content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Bitte schreiben Sie auf, warum."),
        ("x" * 301, "Bitte schreiben Sie höchstens 300 Zeichen."),
    ],
)
def test_a_refused_reason_is_kept_and_says_what_to_do(as_staff, certificate, typed, message):
    response = as_staff.post(at(certificate, "revoke"), {"reason": typed})
    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {"reason": [message]})
    assert form["reason"].value() == typed


def test_a_verb_that_came_too_late_says_so(as_staff, certificate, staff):
    as_staff.post(at(certificate, "revoke"), {"reason": "Irrtum"})
    response = as_staff.post(at(certificate, "revoke"), {"reason": "noch einmal"}, follow=True)
    assert told(response)[-1] == "Das geht nicht (mehr). Der Stand ist jetzt: widerrufen."


def test_a_name_change_leaves_no_old_name_in_public(as_staff, client, certificate):
    person = certificate.registration.participant
    person.name = "Deniz Yılmaz"
    person.save()
    sent = {"reason": "Namensänderung", "forget": "on"}
    response = as_staff.post(at(certificate, "correct"), sent, follow=True)
    new = Certificate.objects.get(printed_name="Deniz Yılmaz")
    assert told(response) == [f"{new} wird gedruckt. Das alte Papier gilt als ersetzt."]
    html = client.get(f"/zertifikat/{certificate.code}/").content.decode()
    assert ["Dieses Papier ist ersetzt." in html, "G. I." in html] == [True, False]
    assert not Certificate.objects.filter(printed_name="Gülşen Işık").exists()


def test_a_superseded_certificate_shows_no_initials_even_when_the_name_is_kept(
    as_staff, client, certificate
):
    as_staff.post(at(certificate, "correct"), {"reason": "Schreibfehler"})
    html = client.get(f"/zertifikat/{certificate.code}/").content.decode()
    assert ["ersetzt" in html, "Anfangsbuchstaben" in html] == [True, False]


def test_a_second_copy_is_printed_at_once_and_logged(as_staff, certificate, staff):
    response = as_staff.post(at(certificate, "copy"), follow=True)
    copy = certificate.second_copies.get()
    assert (told(response), copy.ordered_by) == (["Die Zweitschrift liegt bereit."], staff)
    answer = as_staff.get(at(certificate, "second_copy", copy.pk))
    assert "Zweitschrift vom" in text_of(answer.content)


def test_a_second_copy_belongs_to_its_certificate(as_staff, certificate, staff):
    other = Certificate.objects.valid().exclude(pk=certificate.pk).first()
    (copy,) = copies.order([other], staff)
    copies.print_ordered()
    assert as_staff.get(at(certificate, "second_copy", copy.pk)).status_code == 404


def test_who_received_it_when_is_noted_and_never_edited(as_staff, certificate, staff):
    sent = {"on": "2026-01-30", "way": "ceremony", "received_by": "Ben Bruder"}
    as_staff.post(at(certificate, "note_delivery"), sent)
    as_staff.post(at(certificate, "note_delivery"), sent | {"received_by": ""})
    rows = Delivery.objects.values_list("certificate", "way", "received_by", "noted_by")
    assert list(rows) == [
        (certificate.pk, "ceremony", "Ben Bruder", staff.pk),
        (certificate.pk, "ceremony", "", staff.pk),
    ]
    assert "an <bdi>Ben Bruder</bdi>" in as_staff.get(at(certificate)).content.decode()


def test_a_hand_over_in_the_future_is_refused(as_staff, certificate):
    sent = {"on": "2036-01-30", "way": "hand"}
    response = as_staff.post(at(certificate, "note_delivery"), sent)
    assert response.context["form"].errors == {"on": ["Dieses Datum kommt erst noch."]}


def test_the_mail_carries_the_link_to_the_own_page(as_staff, certificate, settings):
    Message.objects.all().delete()
    response = as_staff.post(at(certificate, "announce"), {"channel": ""}, follow=True)
    message = Message.objects.get()
    assert told(response) == ["Bescheid als E-Mail ist geschrieben."]
    assert f"{settings.BASE_URL}/anmeldung/{certificate.registration.token}/" in message.body
    assert message.subject == "Ihr Papier vom Kurs in Hemelingen"


def test_a_letter_goes_out_with_the_certificate(as_staff, certificate):
    person = certificate.registration.participant
    person.street, person.postal_code, person.city = "Weg 1", "28309", "Bremen"
    person.save()
    Message.objects.all().delete()
    as_staff.post(at(certificate, "announce"), {"channel": "post"})
    message = Message.objects.get()
    assert (message.channel, "Es liegt diesem Brief bei." in message.body) == ("post", True)


def test_a_way_without_address_is_refused(as_staff, certificate):
    response = as_staff.post(at(certificate, "announce"), {"channel": "post"})
    assert response.context["form"].non_field_errors() == [
        "Auf diesem Weg erreichen wir die Person nicht: Die Adresse fehlt."
    ]


def test_nobody_is_told_after_their_death(as_staff, certificate, staff):
    person = certificate.registration.participant
    person.record_death("2026-01-01", staff)
    response = as_staff.post(at(certificate, "announce"), {"channel": ""})
    assert response.status_code == 422
    assert Message.objects.filter(occasion="certificate_ready").count() == 0


def test_the_name_is_deleted_only_when_confirmed(as_staff, certificate):
    assert as_staff.post(at(certificate, "reduce")).status_code == 422
    response = as_staff.post(at(certificate, "reduce"), {"sure": "on"}, follow=True)
    assert told(response) == ["Name und PDF sind gelöscht."]
    assert [form.name for form in response.context["forms"]] == []


def test_the_translation_sheet_names_the_german_certificate(as_staff, certificate):
    for language in ("tr", "ar"):
        text = text_of(as_staff.get(at(certificate, "translated", language)).content)
        assert [part in text for part in (certificate.number, "Gülşen Işık")] == [True, True]
    assert as_staff.get(at(certificate, "translated", "xx")).status_code == 404


def test_the_page_costs_the_same_for_every_certificate(
    as_staff, certificate, staff, django_assert_num_queries
):
    as_staff.get(at(certificate))
    with django_assert_num_queries(6):
        as_staff.get(at(certificate))
    void_or_not = Certificate.objects.exclude(pk=certificate.pk).first()
    with django_assert_num_queries(6):
        as_staff.get(at(void_or_not))


def test_a_void_certificate_shows_no_public_page(as_staff, client, course_over, staff):
    row = void(issuance.end_and_issue(course_over, staff)[0], "doppelt", staff)
    assert client.get(f"/zertifikat/{row.code}/").status_code == 404
    assert f'href="/zertifikat/{row.code}/"' not in as_staff.get(at(row)).content.decode()


def test_a_revoked_certificate_can_be_issued_again_by_its_own_verb(as_staff, certificate):
    as_staff.post(at(certificate, "revoke"), {"reason": "Irrtum"})
    response = as_staff.get(at(certificate))
    assert [form.name for form in response.context["forms"]] == ["reissue", "reduce"]
    response = as_staff.post(at(certificate, "reissue"), follow=True)
    new = Certificate.objects.get(state=State.ISSUING)
    assert told(response) == [f"{new} wird gedruckt."]
    assert new.registration == certificate.registration


def test_word_is_given_once_a_day_and_channel_and_stands_on_the_page(as_staff, certificate):
    as_staff.post(at(certificate, "announce"), {"channel": ""})
    refused = as_staff.post(at(certificate, "announce"), {"channel": ""})
    assert "Auf diesem Weg haben wir heute schon Bescheid gegeben." in refused.content.decode()
    assert Message.objects.filter(occasion="certificate_ready").count() == 1
    certificate.registration.participant.phone = "+49421123456"
    certificate.registration.participant.save()
    as_staff.post(at(certificate, "announce"), {"channel": "phone"})
    told_by = Message.objects.filter(occasion="certificate_ready").order_by("pk")
    assert list(told_by.values_list("channel", flat=True)) == ["email", "phone"]
    today = date_format(timezone.localdate(), "j. F Y")
    assert (
        f"Bescheid gegeben am {today}: E-Mail, offen."
        in as_staff.get(at(certificate)).content.decode()
    )


def test_the_list_leads_to_the_page_with_the_verbs(as_staff, certificate):
    page = as_staff.get("/verwaltung/certificates/certificate/").content.decode()
    assert f'<a href="{at(certificate)}">Gülşen Işık</a>' in page
    assert '<span class="status status-good">gültig</span>' in page
