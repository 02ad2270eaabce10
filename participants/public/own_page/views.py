"""The page that belongs to one registration: its receipt today, and where it stands later.

Whoever has the link may see it and answer; the link's token is the only key to it.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.models import CourseDay
from courses.timetable import BlockOfDays, timetable
from participants.people.person import Participant
from participants.public.own_page.calendar import download_address, subscription_address
from participants.public.own_page.reason_public import public_reason
from participants.public.own_page.reduction import may_request_reduction, request_reduction
from participants.public.own_page.state_text import fee_in_words, how_to_pay, state_text
from participants.public.own_page.wishes import OWN_KINDS, may_say_needs
from participants.registration.models import Registration
from participants.registration.status import TOOK_PART, MoveRefused, Status
from web.visitors_forms import form_of_visitors

# Added to the address of the receipt when a form came again with other answers.
CHANGED = "geaendert"
# Added when contact data were corrected.
SAVED = "gespeichert"
TEMPLATES = "participants/registration"


def own_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the registration of the link's token; there is no other permission to have.

    The page stays out of caches and search engines. Raises Http404 for an unknown token."""

    @wraps(view)
    def find(request: HttpRequest, token: str, **parts: str) -> HttpResponse:
        registrations = Registration.objects.select_related("course__district", "participant")
        response = view(request, get_object_or_404(registrations, token=token), **parts)
        response["X-Robots-Tag"] = "noindex"
        return response

    return login_not_required(form_of_visitors(cache_control(private=True, no_store=True)(find)))


@own_page
@require_safe
def registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    return _page(request, registration)


def _page(
    request: HttpRequest, registration: Registration, status: int = 200, refused: str = ""
) -> HttpResponse:
    """Show the own page; `refused` says why what was asked for did not work."""
    person, days = registration.participant, _days(registration)
    to_come = [day for day in _taking_place(days) if day.date >= localdate()]
    context = {
        "registration": registration,
        "course": registration.course,
        "state": state_text(registration, [day.date for day in _taking_place(days)]),
        "reason": public_reason(registration),
        "fee": fee_in_words(registration),
        "payment": how_to_pay(registration),
        "reached": _ways(person),
        "days": days,
        "next_day": _first(to_come) if registration.status == Status.ENROLLED else None,
        "has_begun": len(to_come) < len(_taking_place(days)),
        "companions": registration.companions(),
        "unconfirmed": bool(person.email) and not person.email_confirmed_at,
        "may_request_reduction": may_request_reduction(registration),
        "may_withdraw": registration.may_become(Status.WITHDRAWN),
        "consents": registration.consents.filter(withdrawn_at=None, kind__in=OWN_KINDS),
        "may_say_needs": may_say_needs(registration),
        "refused": refused,
        "changed": CHANGED in request.GET,
        "saved": SAVED in request.GET,
        **_calendar(registration),
    }
    return render(request, f"{TEMPLATES}/registration.html", context, status=status)


def _ways(person: Participant) -> list[str]:
    """Return how the person is reached, as they gave it."""
    address = f"{person.street}, {person.postal_code} {person.city}" if person.street else ""
    return [way.strip() for way in (person.email, person.phone_text, address) if way]


def _days(registration: Registration) -> list[BlockOfDays]:
    """Return the course's days for those who may still come, or came; nothing for the others."""
    comes = registration.status in TOOK_PART or registration.may_become(Status.WITHDRAWN)
    return timetable(registration.course) if comes else []


def _first(days: list[CourseDay]) -> CourseDay | None:
    """Return the day that comes first; None when there is none."""
    return min(days, key=lambda day: (day.date, day.starts), default=None)


def _taking_place(days: list[BlockOfDays]) -> list[CourseDay]:
    listed = [entry.day for block in days for entry in block.appointments]
    return [day for day in listed if not day.is_cancelled]


def _calendar(registration: Registration) -> dict[str, str]:
    """Return the addresses of the calendar, for those who have a place."""
    if registration.status != Status.ENROLLED:
        return {}
    return {
        "subscription": subscription_address(registration),
        "download": download_address(registration),
    }


@own_page
@require_POST
def registration_accept(request: HttpRequest, registration: Registration) -> HttpResponse:
    if registration.accepted_at:  # the others of the party have not answered yet
        return redirect(registration)
    return _answer(request, registration, Status.ENROLLED, registration.accept)


@own_page
@require_POST
def registration_decline(request: HttpRequest, registration: Registration) -> HttpResponse:
    return _answer(request, registration, Status.DECLINED_OFFER, registration.decline)


def _answer(
    request: HttpRequest, registration: Registration, wanted: Status, verb: Callable[[], object]
) -> HttpResponse:
    """Only an offered place is taken here: what was received is for staff to decide."""
    if registration.status not in (Status.OFFERED, wanted):
        refused = _("Dieser Platz ist Ihnen nicht mehr angeboten.")
        return _page(request, registration, status=409, refused=refused)
    return _act(request, registration, wanted, verb)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration_withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Show what withdrawing means; only POST does it, because mail programs open links too."""
    if request.method == "POST":
        return _act(request, registration, Status.WITHDRAWN, registration.withdraw)
    if not registration.may_become(Status.WITHDRAWN):
        return redirect(registration)
    context = {"registration": registration, "course": registration.course}
    return render(request, f"{TEMPLATES}/withdraw.html", context)


def _act(
    request: HttpRequest, registration: Registration, wanted: Status, verb: Callable[[], object]
) -> HttpResponse:
    """Call the verb, which leads to the status `wanted`, and lead back to the own page.

    What was done already is not an error the second time."""
    try:
        if registration.status != wanted:
            verb()
    except MoveRefused:
        registration.refresh_from_db()
        refused = _("Das geht nicht mehr. Hier sehen Sie, wie es jetzt steht.")
        return _page(request, registration, status=409, refused=refused)
    return redirect(registration)


@own_page
@require_POST
def registration_untie(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Who came with others may take part alone too; a second time it is so already."""
    with suppress(MoveRefused):
        registration.untie()
    return redirect(registration)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration_reduction(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Say how easy it is to pay less; POST asks for it, once."""
    if request.method == "POST":
        request_reduction(registration)
        return redirect(registration)
    if not may_request_reduction(registration):
        return redirect(registration)
    context = {"registration": registration, "course": registration.course}
    return render(request, f"{TEMPLATES}/reduction.html", context)
