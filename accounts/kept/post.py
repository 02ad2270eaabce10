"""What staff and leaders sent when nobody was logged in any more: kept until they are in again.

It lies in the session, for an hour, with the key of the user for whom the form was drawn. Only that
user sees it, on a page that says that nothing is stored yet, and sends it from there with one
button. No passwords and no files are kept, and nothing that did not come from a page of ours.
"""

from dataclasses import asdict, dataclass
from secrets import token_urlsafe
from time import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from accounts.faces import role_needed
from accounts.known_browser import author_of
from web.visitors_forms import is_from_our_pages

IN_SESSION = "kept_posts"
KEPT_SECONDS = 3600
MOST_KEPT = 3
MOST_LETTERS = 100_000
NOT_KEPT = ("csrfmiddlewaretoken",)
SECRET = "password"  # noqa: S105, a part of the names of fields

NOTHING_KEPT = "Hier ist nichts mehr aufgehoben. Bitte schreiben Sie Ihre Angaben noch einmal auf."
STILL_THERE = "Ihre Angaben sind noch da."
TYPE_AGAIN = "Bitte schreiben Sie Ihre Angaben danach noch einmal auf."


@dataclass(frozen=True)
class KeptPost:
    """A form that was sent and not taken: its address, and its (name, value) pairs."""

    target: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def page(self) -> str:
        """The address without its query; it leads to the page on which the form stands."""
        return self.target.split("?")[0]


def keep(request: HttpRequest) -> str:
    """Keep what an anonymous request sent, if it may be kept, and say so on the next page.

    Returns the address to go to after the login: where it is shown, else the form's page."""
    author = author_of(request)
    post = read(request)
    if author is None or post is None:
        _tell(request, TYPE_AGAIN)
        return request.path
    key = token_urlsafe(9)
    row = {"by": author, "at": int(time()), **asdict(post)}
    kept = {**request.session.get(IN_SESSION, {}), key: row}
    request.session[IN_SESSION] = dict(list(kept.items())[-MOST_KEPT:])
    request.session.set_expiry(KEPT_SECONDS)
    _tell(request, STILL_THERE)
    return reverse("accounts:kept", args=[key])


def find(request: HttpRequest, key: str) -> KeptPost | None:
    """Return what was kept under the key for the user who asks; None when there is nothing."""
    row: dict[str, Any] = request.session.get(IN_SESSION, {}).get(key, {})
    if not row or row["by"] != request.user.pk or time() - row["at"] > KEPT_SECONDS:
        return None
    fields = [(name, value) for name, value in row["fields"]]
    return KeptPost(row["target"], fields, row["had_files"])


def read(request: HttpRequest) -> KeptPost | None:
    """Return what was sent to a page of staff or leaders; None for what is shown to nobody.

    That is what another site sent, what goes elsewhere, what has a password, and what is long."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_KEPT
    ]
    is_harmless = not any(SECRET in name for name, _value in fields)
    letters = sum(len(name) + len(value) for name, value in fields)
    if is_harmless and letters <= MOST_LETTERS and _is_ours(request):
        return KeptPost(request.get_full_path(), fields, bool(request.FILES))
    return None


def _is_ours(request: HttpRequest) -> bool:
    """Return whether the form stood on a page of ours, as the browser says, and goes to a view of
    staff or leaders that is there."""
    if not is_from_our_pages(request, unsaid=False):
        return False
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return role_needed(request.path_info) is not None and "url" not in match.kwargs


def _tell(request: HttpRequest, words: str) -> None:
    said = f"Sie waren nicht mehr angemeldet. Es ist noch nichts gespeichert. {words}"
    messages.warning(request, said)
