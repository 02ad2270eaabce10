import pytest

from correspondence.models import Message
from courses.models import ProgrammeItem
from partners import inviting
from partners.models import ContactPerson, Contribution, Invitation, Partner


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Ortsamt Probe", world="professional", kind="local_office")


@pytest.fixture
def contact(partner):
    return ContactPerson.objects.create(
        partner=partner, name="Paul Müller", role="Leitung", email="p@example.org"
    )


@pytest.fixture
def contribution(course, partner):
    """What a partner is to contribute to the first day of the course; nobody was asked yet."""
    block = course.blocks.get(number=1)
    return Contribution.objects.create(
        partner=partner, block=block, day=block.days.first(), topic="Wer entscheidet was?"
    )


@pytest.fixture
def invitation(contribution, contact, staff):
    """An invitation by e-mail that was sent already."""
    inviting.invite(contribution, contact, "email", staff)
    Message.objects.update(state="sent")
    return Invitation.objects.with_course().get()


@pytest.fixture
def told(db):
    """Return a function that returns (occasion, channel, address) of what is to be sent."""

    def told():
        waiting = Message.objects.filter(state="open").order_by("pk")
        return list(waiting.values_list("occasion", "channel", "address"))

    return told


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
