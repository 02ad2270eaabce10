import pytest

from accounts.models import User
from correspondence.models import Message
from courses.models import CourseDay
from participants.models import ConsentKind
from participants.papers.printed_list import list_of
from participants.people import consents
from tests.biq.addresses import stored_certificate

BY_PHONE = {"phone": "+49421123456", "channel": "phone"}


@pytest.fixture
def both(leader):
    user = User.objects.create_user("beides@example.org", "pw", is_leader=True, is_staff=True)
    user.led_courses.set(leader.led_courses.all())
    return user


@pytest.fixture
def samples(past_course, make_registration, leader):
    """Return what to put into the variable parts of a route: things that exist."""
    registration = make_registration("Ada Lovelace", course=past_course, contact=BY_PHONE)
    consent = consents.give_consent(registration, ConsentKind.ALUMNI, "online")
    day = CourseDay.objects.of_course(past_course).first().pk
    return {
        "slug": past_course.slug,
        "day": day,
        "token": registration.token,
        "tokens": registration.token,
        "number": 1,
        "calendar_token": registration.calendar_token,
        "seal": "0" * 32,
        "reference": registration.reference,
        "code": stored_certificate(registration).code,
        "course_code": past_course.code,
        "list_code": list_of(CourseDay.objects.get(pk=day), leader).code,
        "language": "tr",
        "zertifikate/pk": 0,
        "kind": "csv",
        "kurstage/pk": day,
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
