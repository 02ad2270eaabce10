"""One registration in the hands of the staff: its page, and one address for every verb."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from backoffice.staff_pages import back_to, staff_page, tell_refusal
from participants.people.consents import Consent
from participants.registration.models import Registration
from participants.registration.status import MoveRefused
from participants.staff.registration_page.overview import Case, find


@require_safe
def registration(request, reference):
    return _show(request, _load(reference))


def verb_view(verb):
    """Return the view that does a verb of `participants.staff.registration_page.verbs` at once."""

    @require_POST
    def view(request, reference):
        registration = get_object_or_404(_registrations(), reference=reference)
        try:
            verb.act(registration, request.user)
        except MoveRefused as refusal:
            tell_refusal(request, refusal)
        else:
            stands = registration.get_status_display()
            messages.success(request, f"{registration.participant}: {stands}.")
        return back_to(request, _address(registration))

    return view


def form_view(form_class):
    """Return the view that does the verb of a form; a refused form comes back as it was typed."""

    @require_POST
    def view(request, reference):
        registration = _load(reference)
        if not form_class.may(registration):
            stands = registration.get_status_display()
            messages.error(request, f"Das geht nicht (mehr). Der Stand ist jetzt: {stands}.")
            return redirect(_address(registration))
        form = form_class(request.POST, registration=registration, by=request.user)
        if form.carry_out():
            messages.success(request, form.said)
            return redirect(_address(registration))
        return _show(request, _load(reference), form)

    return view


@require_POST
def withdraw_consent(request, pk):
    consent = get_object_or_404(Consent.objects.select_related("registration"), pk=pk)
    consent.withdraw()
    messages.success(request, "Die Einwilligung ist widerrufen.")
    return redirect(_address(consent.registration))


def _registrations():
    return Registration.objects.select_related("course", "participant")


def _load(reference):
    try:
        return find(reference)
    except Registration.DoesNotExist as error:
        raise Http404 from error


def _address(registration):
    return reverse("staff:registration", args=[registration.reference])


def _show(request, registration, refused=None):
    context = {
        "title": f"{registration.participant} · {registration.reference}",
        "case": Case(registration, refused),
        "registration": registration,
        "form": refused,
    }
    return staff_page(request, "staff/registration.html", context, 422 if refused else 200)
