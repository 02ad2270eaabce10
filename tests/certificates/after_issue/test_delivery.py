"""Noting who received a certificate, and telling them that it is ready."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from certificates.after_issue import delivery
from certificates.issuing import issuance
from certificates.models import Certificate, Delivery, State
from correspondence.models import Message


@pytest.fixture
def waiting(course_over, staff):
    return issuance.end_and_issue(course_over, staff)[0]


@pytest.fixture
def thanks(course_over, contribute, staff):
    contribute()
    issuance.thank(course_over, staff)
    Certificate.objects.update(state=State.VALID)
    return Certificate.objects.get()


def test_what_is_not_printed_is_neither_received_nor_announced(waiting, staff):
    Message.objects.all().delete()
    match = "Das geht nur mit einem gültigen Papier. Dieses ist: wird ausgestellt."
    with pytest.raises(ValidationError, match=match):
        delivery.note(waiting, on=date.today(), way="hand", received_by="", by=staff)
    with pytest.raises(ValidationError, match=match):
        delivery.announce(waiting)
    assert (Delivery.objects.count(), Message.objects.count()) == (0, 0)


def test_a_partner_is_not_announced_to_but_may_receive(thanks, staff):
    with pytest.raises(ValidationError, match="niemanden, dem wir Bescheid geben"):
        delivery.announce(thanks)
    assert delivery.announcements(thanks).count() == 0
    row = delivery.note(thanks, on=date(2027, 9, 3), way="post", received_by="", by=staff)
    assert str(row) == "03.09.2027, mit der Post"


def test_only_messages_about_this_certificate_count_as_told(waiting):
    Certificate.objects.update(state=State.VALID)
    first, second = Certificate.objects.filter(registration__isnull=False).order_by("serial")[:2]
    message = delivery.announce(first)
    assert list(delivery.announcements(first)) == [message]
    assert list(delivery.announcements(second)) == []
