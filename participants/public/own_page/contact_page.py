"""How the person is reached: corrected by themselves, and an e-mail address confirmed by link."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from participants.people.email_confirmation import confirm_email
from participants.public.own_page.contact_correction import correct_contact
from participants.public.own_page.contact_form import ContactForm, contact_layout
from participants.public.own_page.views import SAVED, TEMPLATES, own_page
from participants.registration.models import Registration
from web.limits import LimitReached
from web.stored_values import CONFLICT


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration_contact(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Show how the person is reached; POST stores what they put right."""
    if request.method != "POST":
        return _form(request, registration, ContactForm(person=registration.participant))
    form = ContactForm(request.POST, person=registration.participant)
    try:
        if not _stored(registration, form):
            status = CONFLICT if form.conflicts else 422
            return _form(request, registration, form, status=status)
    except LimitReached:
        return _form(request, registration, form, status=429, too_often=True)
    return redirect(f"{_page_in(registration, form)}?{SAVED}")


@transaction.atomic
def _stored(registration: Registration, form: ContactForm) -> bool:
    """Return whether the form was valid, and what it says is stored. Raises LimitReached."""
    form.read_stored()
    if form.is_valid():
        correct_contact(registration, form.contact())
    return form.is_valid()


def _form(
    request: HttpRequest,
    registration: Registration,
    form: ContactForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"registration": registration, "form": form, "layout": contact_layout(), **more}
    return render(request, f"{TEMPLATES}/contact.html", context, status=status)


def _page_in(registration: Registration, form: ContactForm) -> str:
    """Return the own page's address, in the language that was just chosen."""
    if "language" not in form.changed_data:
        return registration.get_absolute_url()
    with translation.override(form.cleaned_data["language"]):
        return registration.get_absolute_url()


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration_email(request: HttpRequest, registration: Registration, seal: str) -> HttpResponse:
    """Ask before confirming: programs that look for bad links open this page too."""
    person = registration.participant
    context = {"registration": registration, "person": person}
    if not person.is_email_seal(seal):
        return render(request, f"{TEMPLATES}/email_changed.html", context, status=410)
    if request.method == "POST":
        confirm_email(person)
        return redirect("registration_email", registration.token, seal)
    return render(request, f"{TEMPLATES}/email.html", context)
