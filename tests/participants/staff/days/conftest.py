import pytest
from django.contrib.messages import get_messages


@pytest.fixture
def day(course):
    return course.days()[0]


@pytest.fixture
def post(as_staff):
    """Return a function that does a verb of a course day and returns what is said then."""

    def act(day, verb, **typed):
        answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/{verb}/", typed)
        day.refresh_from_db()
        return [str(message) for message in get_messages(answer.wsgi_request)]

    return act
