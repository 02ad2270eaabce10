"""The registry of occasions: everything that people are told, named by the room that tells it.

A room lists its occasions in a module `occasions.py` and registers them in `AppConfig.ready`.
What Django and allauth send (`models.ACCOUNT`) brings its own words and is not registered here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Occasion:
    """One reason to tell somebody something (Anlass).

    `slug` is stored with every message and names its two templates; it never changes. `label` is
    what the staff read in the list of calls and letters, in German. `for_one_address` says that the
    message makes sense at the address only that it was written for."""

    slug: str
    label: str
    for_one_address: bool = False

    @property
    def subject_template(self) -> str:
        return f"correspondence/{self.slug}.subject.txt"

    @property
    def body_template(self) -> str:
        return f"correspondence/{self.slug}.body.txt"


class UnknownOccasion(Exception):
    """An occasion that no room has registered; the text names its slug."""


class OccasionTaken(Exception):
    """Two different occasions have the same slug; the text names it."""


# What staff read for a message whose occasion is not registered (any more).
OTHER_LABEL = "sonstige Nachricht"
_by_slug: dict[str, Occasion] = {}


def register(*occasions: Occasion) -> None:
    """Let `tell` accept the occasions; the same one may be registered again.

    Raises OccasionTaken for another occasion with a slug that is registered already."""
    for occasion in occasions:
        if _by_slug.setdefault(occasion.slug, occasion) != occasion:
            raise OccasionTaken(occasion.slug)


def is_for_one_address(slug: str) -> bool:
    """Return whether messages of the occasion never go to another address of the person."""
    occasion = _by_slug.get(slug)
    return occasion is not None and occasion.for_one_address


def registered() -> list[Occasion]:
    """Return all registered occasions, by slug."""
    return sorted(_by_slug.values(), key=lambda occasion: occasion.slug)


def check_registered(occasion: Occasion) -> None:
    """Raise UnknownOccasion unless a room has registered exactly this occasion."""
    if _by_slug.get(occasion.slug) != occasion:
        raise UnknownOccasion(
            f"The occasion “{occasion.slug}” is not registered. Name it in the occasions.py of its"
            " room, and register it in the AppConfig.ready of the app."
        )


def label_for_staff(slug: str) -> str:
    """Return the German label of the occasion; `OTHER_LABEL` when the slug is not registered."""
    occasion = _by_slug.get(slug)
    return occasion.label if occasion else OTHER_LABEL
