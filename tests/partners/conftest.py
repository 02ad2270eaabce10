import pytest

from courses.models import ProgrammeItem
from partners.models import Contribution


@pytest.fixture
def add_item():
    """Return a function that puts an item at the end of a day."""

    def add(day, title="", minutes=60, **values):
        return ProgrammeItem.objects.create(
            day=day, title=title, minutes=minutes, position=day.items.count(), **values
        )

    return add


@pytest.fixture
def contribute():
    """Return a function that lets a partner contribute to a day, in a place of its own."""

    def contribute(partner, day, item=None, **values):
        return Contribution.objects.create(
            partner=partner, block=day.block, day=day, item=item, **values
        )

    return contribute
