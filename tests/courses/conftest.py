import pytest

from courses.models import ProgrammeItem


@pytest.fixture
def add_item():
    """Return a function that puts an item at the end of a day."""

    def add(day, title="", minutes=60, **values):
        return ProgrammeItem.objects.create(
            day=day, title=title, minutes=minutes, position=day.items.count(), **values
        )

    return add
