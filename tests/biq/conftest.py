import pytest
from django.db import connection

from accounts.models import User
from correspondence.models import Message
from courses.models import CourseDay, ProgrammeItem
from participants.models import ConsentKind, DayGuest
from participants.papers.printed_list import list_of
from participants.people import consents
from partners import inviting
from partners.models import ContactPerson, Contribution, Partner
from tests.biq.addresses import stored_certificate

BY_PHONE = {"phone": "+49421123456", "channel": "phone"}


@pytest.fixture
def both(leader):
    user = User.objects.create_user("beides@example.org", "pw", is_leader=True, is_staff=True)
    user.led_courses.set(leader.led_courses.all())
    return user


def sent_invitation(course, by):
    """Return an invitation for a block of the course, whose day is still open."""
    partner = Partner.objects.create(name="Ortsamt Probe", world="civil", kind="local_office")
    contact = ContactPerson.objects.create(partner=partner, name="Paul", email="p@example.org")
    contribution = Contribution.objects.create(partner=partner, block=course.blocks.first())
    inviting.invite(contribution, contact, "email", by)
    Message.objects.filter(occasion="partner_invited").delete()
    return contribution.invitation


def of_day(day, leader):
    """Return what the addresses below a course day name."""
    return {
        "day": day.pk,
        "kurstage/pk": day.pk,
        "item": ProgrammeItem.objects.create(day=day, minutes=60).pk,
        "guest": DayGuest.objects.create(day=day, name="Gast Muster").pk,
        "list_code": list_of(day, leader).code,
    }


def of_partner(invitation):
    """Return what the addresses about an invitation and its partner name."""
    return {
        "secret": invitation.token,
        "contribution": invitation.contribution_id,
        "partner/pk": invitation.contribution.partner_id,
        "ansprechpersonen/pk": invitation.contact_id,
    }


@pytest.fixture
def samples(past_course, make_registration, leader):
    """Return what to put into the variable parts of a route: things that exist."""
    registration = make_registration("Ada Lovelace", course=past_course, contact=BY_PHONE)
    consent = consents.give_consent(registration, ConsentKind.ALUMNI, "online")
    return {
        "slug": past_course.slug,
        **of_partner(sent_invitation(past_course, leader)),
        **of_day(CourseDay.objects.of_course(past_course).first(), leader),
        "person": registration.pk,
        "token": registration.token,
        "tokens": registration.token,
        "number": 1,
        "calendar_token": registration.calendar_token,
        "seal": "0" * 32,
        "reference": registration.reference,
        "code": stored_certificate(registration).code,
        "course_code": past_course.code,
        "language": "tr",
        "zertifikate/pk": 0,
        "kind": "csv",
        "anmeldungen/pk": consent.pk,
        "anrufe/pk": Message.objects.get().pk,
        "briefe/pk": 0,
        "correspondence/object_id": Message.objects.get().pk,
        "object_id": leader.pk,
        "pk": 0,
        "app_label": "courses",
        "key": "probe",
        "uidb36": "1",
        "url": "gibt-es-nicht",
        "content_type_id": 1,
    }


@pytest.fixture
def limits(monkeypatch):
    """Return a function that sets options for the connections to come, also those of threads."""

    def limit(**options):
        connection.close()
        for name, value in options.items():
            monkeypatch.setitem(connection.settings_dict["OPTIONS"], name, value)

    yield limit
    monkeypatch.undo()
    connection.close()
