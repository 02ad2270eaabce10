"""Three with a place, and the days of their course that change."""

import pytest

from correspondence.models import Message
from tests.participants.course_changes.news import CONTACTS


@pytest.fixture
def people(make_registration):
    """Three with a place, one for each way of being told; only news of days are looked at."""
    for name, contact in CONTACTS.items():
        make_registration(name, contact=contact)
    Message.objects.all().delete()


@pytest.fixture
def days(course, people):
    return course.days()[2:6]
