"""The lasting navigation of the staff face: seven places, and the pages of each.

A list of the admin that no place names stands under „Mehr“, so a new one is never out of reach.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

START = "/verwaltung/"
MORE = "Mehr"

# The label of a page and the name of its address. The first page is where its place leads.
_PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "Was zu tun ist": (("Was zu tun ist", "admin:index"),),
    "Durchläufe": (
        ("Alle Durchläufe", "admin:courses_course_changelist"),
        ("Neuer Kurs", "admin:courses_course_add"),
        ("Orte", "admin:courses_venue_changelist"),
    ),
    "Personen": (
        ("Anmeldungen", "admin:participants_registration_changelist"),
        ("Alle Personen", "admin:participants_participant_changelist"),
        ("Sagen Sie mir Bescheid", "admin:participants_interest_changelist"),
    ),
    "Geld": (("Geld", "staff:open_accounts"),),
    "Partner": (
        ("Kooperationspartner", "admin:partners_partner_changelist"),
        ("Beiträge", "admin:partners_contribution_changelist"),
    ),
    "Nachrichten": (
        ("Anrufe", "staff:calls"),
        ("Briefe", "staff:letters"),
        ("Alle Nachrichten", "admin:correspondence_message_changelist"),
    ),
    MORE: (
        ("Alle Listen", "staff:more"),
        ("Zertifikat-Vorlage", "certificates:default_template"),
    ),
}
# Pages about one thing, by the beginning of their addresses.
_BELOW: dict[str, tuple[str, ...]] = {
    "Durchläufe": ("kurse/", "kurstage/", "courses/block/", "courses/courseday/"),
    "Personen": ("anmeldungen/",),
    "Partner": ("einladungen/", "partner/", "ansprechpersonen/"),
    MORE: ("zertifikate/",),
}


@dataclass(frozen=True)
class Page:
    label: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Place:
    """One of the places, with its pages; `is_here` marks the one that somebody is at."""

    label: str
    pages: list[Page]
    is_here: bool

    @property
    def url(self) -> str:
        return self.pages[0].url

    @property
    def is_page(self) -> bool:
        """Return whether the link of the place leads to the very page that is shown."""
        return self.pages[0].is_here


def places(path: str, apps: Iterable[Mapping[str, Any]] = ()) -> list[Place]:
    """Return the places as they stand on the page at `path`.

    `apps` are the `available_apps` of the admin: their lists that no place names follow last."""
    addresses = {
        label: [(page, reverse(name)) for page, name in pages] for label, pages in _PAGES.items()
    }
    named = {url for pages in addresses.values() for _, url in pages}
    lists = [(str(model["name"]), model["admin_url"]) for app in apps for model in app["models"]]
    addresses[MORE] += [(label, url) for label, url in lists if url and url not in named]
    here = _present(path, addresses)
    return [
        Place(label, [Page(page, url, url == path) for page, url in pages], label == here)
        for label, pages in addresses.items()
    ]


def _present(path: str, addresses: Mapping[str, list[tuple[str, str]]]) -> str:
    """Return the label of the place with the longest address that `path` begins with; empty when
    there is none."""
    found = [
        (len(beginning), label)
        for label, pages in addresses.items()
        for beginning in (
            *(url for _, url in pages if url != START),
            *(START + rest for rest in _BELOW.get(label, ())),
        )
        if path.startswith(beginning)
    ]
    if path == START:
        return next(iter(addresses))
    return max(found)[1] if found else ""
