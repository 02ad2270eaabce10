"""A line of the staff's home page, and the links that lead to what is to be done."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse

from participants.models import Registration

# A link is its text and its address.
Link = tuple[str, str]

LINKS_SHOWN = 4
# More than a home page can show of one kind.
COUNTED = 500


@dataclass(frozen=True)
class Task:
    """One line of the home page: how many, of what, and where it is done."""

    number: int
    label: str
    links: list[Link] = field(default_factory=list)
    urgent: bool = False

    @property
    def shown(self) -> list[Link]:
        return self.links[:LINKS_SHOWN]

    @property
    def more(self) -> int:
        """Return how many links are not shown."""
        return max(len(self.links) - LINKS_SHOWN, 0)


def list_of(model: str, query: str) -> list[Link]:
    """Return the link to the list of the admin for a model, say "courses_course", filtered."""
    return [("ansehen", f"{reverse(f'admin:{model}_changelist')}?{query}")]


def cockpits(courses: Iterable[tuple[str, str]], section: str) -> list[Link]:
    """Return one link for each (slug, title), in the order in which they come first."""
    return [
        (title, f"{reverse('staff:cockpit', args=[slug])}#{section}")
        for slug, title in dict.fromkeys(courses)
    ]


def people(registrations: QuerySet[Registration]) -> list[Link]:
    """Return one link for each person, in the order of the registrations, at most `COUNTED`.

    Where a name stands there twice, district and number say who is meant."""
    asked = ("participant__name", "reference", "course__district__name")
    found = list(registrations.values_list(*asked)[:COUNTED])
    names = Counter(name for name, *_ in found)
    return [
        (
            f"{name} ({district}, {number})" if names[name] > 1 else name,
            reverse("staff:registration", args=[number]),
        )
        for name, number, district in found
    ]
