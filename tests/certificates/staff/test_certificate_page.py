"""The staff's page of one paper, and what they do with it afterwards."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from certificates.after_issue import copies
from certificates.issuing import issuance
from certificates.models import Certificate, Delivery, State, void
from correspondence.models import Message
from tests.certificates.design.test_rendering import text_of


def at(row, verb="paper", *more):
    return reverse(f"certificates:{verb}", args=[row.code, *more])


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def paper(issued):
    return Certificate.objects.get(printed_name="Gülşen Işık")


def test_the_page_shows_the_paper_and_its_verbs(as_staff, paper):
    response = as_staff.get(at(paper))
    assert [form.name for form in response.context["forms"]] == [
        "note_delivery",
        "announce",
        "copy",
        "correct",
        "revoke",
        "reduce",
    ]
    assert "Gülşen Işık" in response.content.decode()


def test_a_paper_that_waits_can_only_be_given_up(as_staff, course_over, staff):
    row = issuance.start(course_over, staff)[0]
    names = [form.name for form in as_staff.get(at(row)).context["forms"]]
    assert names == ["void", "reduce"]
    response = as_staff.post(at(row, "void"), {"reason": " dop\x00pelt "}, follow=True)
    assert told(response) == [f"{row} ist verworfen. Die Nummer wird nicht noch einmal vergeben."]
    row.refresh_from_db()
    assert (row.state, row.end_reason) == (State.VOID, "doppelt")


def test_a_revoked_paper_keeps_its_reason_inside(as_staff, paper):
    as_staff.post(at(paper, "revoke"), {"reason": "Irrtum"})
    paper.refresh_from_db()
    assert (paper.state, paper.end_reason) == (State.REVOKED, "Irrtum")
    assert "Irrtum" in as_staff.get(at(paper)).content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Bitte schreiben Sie auf, warum."),
        ("x" * 301, "Bitte schreiben Sie höchstens 300 Zeichen."),
    ],
)
def test_a_refused_reason_is_kept_and_says_what_to_do(as_staff, paper, typed, message):
    response = as_staff.post(at(paper, "revoke"), {"reason": typed})
    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {"reason": [message]})
    assert form["reason"].value() == typed


def test_a_verb_that_came_too_late_says_so(as_staff, paper, staff):
    as_staff.post(at(paper, "revoke"), {"reason": "Irrtum"})
    response = as_staff.post(at(paper, "revoke"), {"reason": "noch einmal"}, follow=True)
    assert told(response)[-1] == "Das geht nicht (mehr). Der Stand ist jetzt: widerrufen."


def test_a_name_change_leaves_no_old_name_in_public(as_staff, client, paper):
    person = paper.registration.participant
    person.name = "Deniz Yılmaz"
    person.save()
    sent = {"reason": "Namensänderung", "forget": "on"}
    response = as_staff.post(at(paper, "correct"), sent, follow=True)
    new = Certificate.objects.get(printed_name="Deniz Yılmaz")
    assert told(response) == [f"{new} wird gedruckt. Das alte Papier gilt als ersetzt."]
    html = client.get(f"/zertifikat/{paper.code}/").content.decode()
    assert ["Dieses Papier ist ersetzt." in html, "G. I." in html] == [True, False]
    assert not Certificate.objects.filter(printed_name="Gülşen Işık").exists()


def test_a_superseded_paper_shows_no_initials_even_when_the_name_is_kept(as_staff, client, paper):
    as_staff.post(at(paper, "correct"), {"reason": "Schreibfehler"})
    html = client.get(f"/zertifikat/{paper.code}/").content.decode()
    assert ["ersetzt" in html, "Anfangsbuchstaben" in html] == [True, False]


def test_a_second_copy_is_printed_at_once_and_logged(as_staff, paper, staff):
    response = as_staff.post(at(paper, "copy"), follow=True)
    copy = paper.second_copies.get()
    assert (told(response), copy.ordered_by) == (["Die Zweitschrift liegt bereit."], staff)
    answer = as_staff.get(at(paper, "second_copy", copy.pk))
    assert "Zweitschrift vom" in text_of(answer.content)


def test_a_second_copy_belongs_to_its_paper(as_staff, paper, staff):
    other = Certificate.objects.valid().exclude(pk=paper.pk).first()
    (copy,) = copies.order([other], staff)
    copies.print_ordered()
    assert as_staff.get(at(paper, "second_copy", copy.pk)).status_code == 404


def test_who_received_it_when_is_noted_and_never_edited(as_staff, paper, staff):
    sent = {"on": "2026-01-30", "way": "ceremony", "received_by": "Ben Bruder"}
    as_staff.post(at(paper, "note_delivery"), sent)
    as_staff.post(at(paper, "note_delivery"), sent | {"received_by": ""})
    rows = Delivery.objects.values_list("certificate", "way", "received_by", "noted_by")
    assert list(rows) == [
        (paper.pk, "ceremony", "Ben Bruder", staff.pk),
        (paper.pk, "ceremony", "", staff.pk),
    ]
    assert "an <bdi>Ben Bruder</bdi>" in as_staff.get(at(paper)).content.decode()


def test_a_hand_over_in_the_future_is_refused(as_staff, paper):
    sent = {"on": "2036-01-30", "way": "hand"}
    response = as_staff.post(at(paper, "note_delivery"), sent)
    assert response.context["form"].errors == {"on": ["Dieses Datum kommt erst noch."]}


def test_the_mail_carries_the_link_to_the_own_page(as_staff, paper, settings):
    Message.objects.all().delete()
    response = as_staff.post(at(paper, "announce"), {"channel": ""}, follow=True)
    message = Message.objects.get()
    assert told(response) == ["Bescheid als E-Mail ist geschrieben."]
    assert f"{settings.BASE_URL}/anmeldung/{paper.registration.token}/" in message.body
    assert message.subject == "Ihr Papier vom Kurs in Hemelingen"


def test_a_letter_goes_out_with_the_paper(as_staff, paper):
    person = paper.registration.participant
    person.street, person.postal_code, person.city = "Weg 1", "28309", "Bremen"
    person.save()
    Message.objects.all().delete()
    as_staff.post(at(paper, "announce"), {"channel": "post"})
    message = Message.objects.get()
    assert (message.channel, "Es liegt diesem Brief bei." in message.body) == ("post", True)


def test_a_way_without_address_is_refused(as_staff, paper):
    response = as_staff.post(at(paper, "announce"), {"channel": "post"})
    assert response.context["form"].non_field_errors() == [
        "Auf diesem Weg erreichen wir die Person nicht: Die Adresse fehlt."
    ]


def test_nobody_is_told_after_their_death(as_staff, paper, staff):
    person = paper.registration.participant
    person.record_death("2026-01-01", staff)
    response = as_staff.post(at(paper, "announce"), {"channel": ""})
    assert response.status_code == 422
    assert Message.objects.filter(occasion="certificate_ready").count() == 0


def test_the_name_is_deleted_only_when_confirmed(as_staff, paper):
    assert as_staff.post(at(paper, "reduce")).status_code == 422
    response = as_staff.post(at(paper, "reduce"), {"sure": "on"}, follow=True)
    assert told(response) == ["Name und PDF sind gelöscht."]
    assert [form.name for form in response.context["forms"]] == []


def test_the_translation_sheet_names_the_german_paper(as_staff, paper):
    for language in ("tr", "ar"):
        text = text_of(as_staff.get(at(paper, "translated", language)).content)
        assert [part in text for part in (paper.number, "Gülşen Işık")] == [True, True]
    assert as_staff.get(at(paper, "translated", "xx")).status_code == 404


def test_the_page_costs_the_same_for_every_paper(as_staff, paper, staff, django_assert_num_queries):
    as_staff.get(at(paper))
    with django_assert_num_queries(6):
        as_staff.get(at(paper))
    void_or_not = Certificate.objects.exclude(pk=paper.pk).first()
    with django_assert_num_queries(6):
        as_staff.get(at(void_or_not))


def test_a_void_paper_shows_no_public_page(as_staff, client, course_over, staff):
    row = void(issuance.start(course_over, staff)[0], "doppelt", staff)
    assert client.get(f"/zertifikat/{row.code}/").status_code == 404
    assert f'href="/zertifikat/{row.code}/"' not in as_staff.get(at(row)).content.decode()


def test_a_revoked_paper_can_be_issued_again_by_its_own_verb(as_staff, paper):
    as_staff.post(at(paper, "revoke"), {"reason": "Irrtum"})
    response = as_staff.get(at(paper))
    assert [form.name for form in response.context["forms"]] == ["reissue", "reduce"]
    response = as_staff.post(at(paper, "reissue"), follow=True)
    new = Certificate.objects.get(state=State.ISSUING)
    assert told(response) == [f"{new} wird gedruckt."]
    assert new.registration == paper.registration


def test_word_is_given_once_a_day_and_channel_and_stands_on_the_page(as_staff, paper):
    as_staff.post(at(paper, "announce"), {"channel": ""})
    refused = as_staff.post(at(paper, "announce"), {"channel": ""})
    assert "Auf diesem Weg haben wir heute schon Bescheid gegeben." in refused.content.decode()
    assert Message.objects.filter(occasion="certificate_ready").count() == 1
    paper.registration.participant.phone = "+49421123456"
    paper.registration.participant.save()
    as_staff.post(at(paper, "announce"), {"channel": "phone"})
    told_by = Message.objects.filter(occasion="certificate_ready").order_by("pk")
    assert list(told_by.values_list("channel", flat=True)) == ["email", "phone"]
    today = date_format(timezone.localdate(), "j. F Y")
    assert (
        f"Bescheid gegeben am {today}: E-Mail, offen." in as_staff.get(at(paper)).content.decode()
    )
