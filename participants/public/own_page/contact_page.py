"""How the person is reached: corrected by themselves, and an e-mail address confirmed by link."""

from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from participants.people.email_confirmation import confirm_email
from participants.public.own_page.contact_correction import correct_contact
from participants.public.own_page.contact_form import ContactForm, contact_layout
from participants.public.own_page.views import HERE, SAVED, own
from web.limits import LimitReached


@own
@require_http_methods(["GET", "HEAD", "POST"])
def registration_contact(request, registration):
    if request.method != "POST":
        return _form(request, registration, ContactForm(person=registration.participant))
    form = ContactForm(request.POST, person=registration.participant)
    if not form.is_valid():
        return _form(request, registration, form, status=422)
    try:
        correct_contact(registration, form.contact())
    except LimitReached:
        return _form(request, registration, form, status=429, too_often=True)
    return redirect(f"{_page_in(registration, form)}?{SAVED}")


def _form(request, registration, form, status=200, **more):
    context = {"registration": registration, "form": form, "layout": contact_layout(), **more}
    return render(request, f"{HERE}/contact.html", context, status=status)


def _page_in(registration, form):
    """Return the own page's address, in the language that was just chosen."""
    if "language" not in form.changed_data:
        return registration.get_absolute_url()
    with translation.override(form.cleaned_data["language"]):
        return registration.get_absolute_url()


@own
@require_http_methods(["GET", "HEAD", "POST"])
def registration_email(request, registration, seal):
    """Ask before confirming: programs that look for bad links open this page too."""
    person = registration.participant
    context = {"registration": registration, "person": person}
    if not person.is_email_seal(seal):
        return render(request, f"{HERE}/email_changed.html", context, status=410)
    if request.method == "POST":
        confirm_email(person)
        return redirect("registration_email", registration.token, seal)
    return render(request, f"{HERE}/email.html", context)
