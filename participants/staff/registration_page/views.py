"""One registration in the hands of the staff: its page, and one address for every verb."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.kept.typed import described_by, in_words
from backoffice.staff_pages import StaffRequest, back_to, staff_page, tell_refusal
from participants.people.consents import Consent
from participants.registration.models import Registration
from participants.registration.status import MoveRefused
from participants.staff.registration_page.page import RegistrationPage, find
from participants.staff.registration_page.registration_form import RegistrationForm
from participants.staff.registration_page.verbs import Verb
from web.stored_values import status_of


@require_safe
def registration(request: HttpRequest, reference: str) -> HttpResponse:
    return _show(request, _load(reference))


def verb_view(verb: Verb) -> Callable[..., HttpResponse]:
    """Return the view that does a verb of `participants.staff.registration_page.verbs` at once."""

    @require_POST
    def view(request: StaffRequest, reference: str) -> HttpResponse:
        registration = get_object_or_404(_registrations(), reference=reference)
        try:
            verb.act(registration, by=request.user)
        except MoveRefused as refusal:
            tell_refusal(request, refusal)
        else:
            status = registration.get_status_display()
            messages.success(request, f"{registration.participant}: {status}.")
        return back_to(request, _address(registration))

    return view


def form_view(form_class: type[RegistrationForm]) -> Callable[..., HttpResponse]:
    """Return the view that does the verb of a form; a refused form comes back as it was typed."""

    def describe(request: StaffRequest, data: QueryDict, reference: str) -> list[tuple[str, str]]:
        """Return what was sent in the words of the form of this very registration."""
        form = form_class(registration=_load(reference))
        sent = ((name, value) for name, values in data.lists() for value in values)
        return in_words(form.fields, sent)

    @described_by(describe)
    @require_POST
    def view(request: StaffRequest, reference: str) -> HttpResponse:
        registration = _load(reference)
        if not form_class.may(registration):
            status = registration.get_status_display()
            messages.error(request, f"Das geht nicht (mehr). Der Stand ist jetzt: {status}.")
            return redirect(_address(registration))
        form = form_class(request.POST, registration=registration, by=request.user)
        if form.carry_out():
            messages.success(request, form.said)
            return redirect(_address(registration))
        return _show(request, _load(reference), form)

    return view


@require_POST
def withdraw_consent(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    consents = Consent.objects.select_related("registration")
    consent = get_object_or_404(consents, pk=pk, registration__reference=reference)
    consent.withdraw()
    messages.success(request, "Die Einwilligung ist widerrufen.")
    return redirect(_address(consent.registration))


def _registrations() -> QuerySet[Registration]:
    return Registration.objects.select_related("course", "participant")


def _load(reference: str) -> Registration:
    try:
        return find(reference)
    except Registration.DoesNotExist as error:
        raise Http404 from error


def _address(registration: Registration) -> str:
    return reverse("staff:registration", args=[registration.reference])


def _show(
    request: HttpRequest, registration: Registration, refused: RegistrationForm | None = None
) -> HttpResponse:
    context = {
        "title": f"{registration.participant} · {registration.reference}",
        "page": RegistrationPage(registration, refused),
        "registration": registration,
        "form": refused,
    }
    return staff_page(request, "staff/registration.html", context, status_of(refused))
