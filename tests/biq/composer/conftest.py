import pytest

from courses.models import ProgrammeItem
from partners.models import Contribution, Partner


@pytest.fixture
def block(course):
    return course.blocks.get(number=1)


@pytest.fixture
def block_page(course):
    """The address of the first block for the leaders of the course."""
    return f"/kursleitung/{course.slug}/programm/1/"


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Verein Probe", world="civil", kind="club")


@pytest.fixture
def add_item():
    """Return a function that puts an item at the end of a day."""

    def add(day, title="", minutes=60, **values):
        return ProgrammeItem.objects.create(
            day=day, title=title, minutes=minutes, position=day.items.count(), **values
        )

    return add


@pytest.fixture
def contribute(block, partner):
    """Return a function that lets the partner contribute to the first block."""

    def contribute(topic="Rundgang", **values):
        return Contribution.objects.create(
            **{"partner": partner, "block": block, "topic": topic, **values}
        )

    return contribute


@pytest.fixture
def told():
    """Return a function that gives what the last answer says to its reader."""

    def told(answer):
        text = [str(message) for message in answer.context["messages"]]
        return [message.replace("\N{NO-BREAK SPACE}", " ") for message in text]

    return told
