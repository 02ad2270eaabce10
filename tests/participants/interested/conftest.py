"""A function that sends the form, and a course that takes nobody any more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

ADDRESS = "/bescheid/"


@pytest.fixture
def ask(client, district):
    """Return a function that sends the form, another one each time."""

    def send(address=ADDRESS, **typed):
        filled = {"district": district.slug, "consent": "2026-11", "key": uuid4(), **typed}
        return client.post(address, {name: text for name, text in filled.items() if text})

    return send


@pytest.fixture
def closed_course(course):
    course.registration_closes = timezone.localdate() - timedelta(days=1)
    course.save()
    return course
