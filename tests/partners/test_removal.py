"""Who asks to be forgotten: what goes, what stays, and that it is searched for in vain."""

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import serializers

from certificates.models import Certificate
from correspondence.models import Message
from courses.day_contacts import contacts
from partners import answering, removal
from partners.models import ContactPerson, Contribution, Invitation, Partner

PERSONAL = ("Ortsamt Probe", "Paul Müller", "p@example.org", "0421 123456", "Urlaub", "Rampe")


@pytest.fixture
def answered(invitation, staff, partner, contact):
    """Somebody who was asked, declined in their own words and said what they need."""
    ContactPerson.objects.update(phone="0421 123456")
    answering.say_needs(invitation, {"needs_other": "eine Rampe"})
    answering.decline(invitation, "Da bin ich im Urlaub.")
    entry = LogEntry.objects.log_actions(
        staff.pk, [partner], CHANGE, change_message="Paul Müller", single_object=True
    )
    assert entry is not None
    return invitation


def stored():
    """Return everything that the database holds, as text."""
    rooms = ("partners", "correspondence", "admin", "certificates")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    rows = [row for model in models for row in serializers.serialize("python", model.objects.all())]
    return json.dumps(rows, default=str, ensure_ascii=False)


def left(words):
    text = stored().lower()
    return [word for word in words if word.lower() in text]


def test_before_everything_is_there(answered):
    assert left(PERSONAL) == [*PERSONAL]


def test_a_partner_goes_and_the_contribution_stays(as_staff, answered, partner):
    address = f"/verwaltung/partner/{partner.pk}/loeschen/"
    html = as_staff.get(address).content.decode()
    assert "ein Kooperationspartner" in html
    assert Partner.objects.get().name == "Ortsamt Probe"
    assert as_staff.post(address).url == "/verwaltung/partners/partner/"
    assert left(PERSONAL) == []
    contribution = Contribution.objects.get()
    assert (str(contribution.partner), contribution.topic, contribution.state) == (
        *("ein Kooperationspartner", "Wer entscheidet was?"),
        "declined",
    )
    assert as_staff.post(address).status_code == 302
    assert as_staff.get(f"/einladung/{answered.token}/").status_code == 404


def test_a_forgotten_partner_is_found_by_nobody_and_told_nothing(
    as_staff, answered, partner, course
):
    day = answered.contribution.day
    Contribution.objects.update(state="agreed")
    removal.forget_partner(partner)
    assert list(Partner.objects.search("Ortsamt Probe")) == []
    assert list(Partner.objects.named()) == []
    assert [one.name for one in contacts(course, [day])] == ["Lea Leit"]
    page = as_staff.get(f"/verwaltung/partners/partner/{partner.pk}/change/")
    assert 'name="name"' not in page.content.decode()


def test_somebody_goes_and_the_organisation_stays(as_staff, answered, contact, partner):
    address = f"/verwaltung/ansprechpersonen/{contact.pk}/loeschen/"
    assert "Paul Müller" in as_staff.get(address).content.decode()
    assert as_staff.post(address).url == f"/verwaltung/partners/partner/{partner.pk}/change/"
    assert left(PERSONAL) == ["Ortsamt Probe"]
    invitation = Invitation.objects.get()
    assert (invitation.contact, invitation.answer, invitation.words) == (None, "no", "")
    assert as_staff.get(address).status_code == 404


def test_who_is_deleted_in_the_form_leaves_no_messages(as_staff, answered, contact, partner):
    values = {"name": partner.name, "world": partner.world, "kind": partner.kind}
    row = {"id": contact.pk, "partner": partner.pk, "name": contact.name, "email": contact.email}
    row |= {"phone": "0421 123456", "DELETE": "on"}
    values |= {f"contact_persons-0-{name}": value for name, value in row.items()}
    values |= {"contact_persons-TOTAL_FORMS": 1, "contact_persons-INITIAL_FORMS": 1}
    answer = as_staff.post(f"/verwaltung/partners/partner/{partner.pk}/change/", values)
    assert answer.status_code == 302
    assert list(Message.objects.exclude(body="")) == []
    assert (Partner.objects.get().name, ContactPerson.objects.count()) == ("Ortsamt Probe", 0)


def test_what_waits_to_be_sent_is_stopped(contribution, contact, staff, partner):
    from partners import inviting

    message = inviting.invite(contribution, contact, "email", staff)
    removal.forget_partner(partner)
    message.refresh_from_db()
    assert (message.state, message.address, message.body) == ("dropped", "", "")


def test_messages_of_before_go_unless_the_address_is_shared(contact, partner):
    from correspondence.telling import tell
    from courses.day_contacts import recipient_by_mail
    from participants.course_changes.occasions import DAYS_FOR_TEAM

    facts = {"course": "Kurs", "news": []}
    message = tell(recipient_by_mail(contact.name, contact.email), DAYS_FOR_TEAM, facts)
    other = ContactPerson.objects.create(partner=partner, name="Olga", email="P@example.org")
    removal.forget_person(other)
    assert Message.objects.get(pk=message.pk).address == "p@example.org"
    removal.forget_person(contact)
    assert Message.objects.get(pk=message.pk).address == ""


def test_thanks_on_paper_lose_the_name_and_none_are_due_again(past_course, partner, contact, staff):
    from certificates.issuing import issuance

    past_course.days()[0].hold()
    block = past_course.blocks.get(number=1)
    Contribution.objects.create(partner=partner, block=block, state="held")
    issuance.thank(past_course, staff)
    removal.forget_partner(partner)
    certificate = Certificate.objects.get()
    assert (certificate.printed_name, certificate.contribution) == ("", None)
    assert certificate.name_deleted_on is not None
    assert issuance.thank(past_course, staff) == []
