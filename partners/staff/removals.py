"""Somebody asked to be forgotten: staff read first what goes and what stays."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from backoffice.staff_pages import staff_page
from partners import removal
from partners.models import ContactPerson, Partner

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def forget_partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on GET what is deleted; a POST does it. Twice is like once."""
    partner = get_object_or_404(Partner.objects.prefetch_related("contact_persons"), pk=pk)
    if request.method == "POST":
        removal.forget_partner(partner)
        messages.success(request, "Gelöscht. Die Beiträge stehen da als „ein Kooperationspartner“.")
        return redirect("admin:partners_partner_changelist")
    context = {"title": "Auf Wunsch löschen", "partner": partner}
    return staff_page(request, "partners/staff/forget_partner.html", context)


@require_http_methods(GET_OR_POST)
def forget_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on GET what is deleted; a POST does it."""
    person = get_object_or_404(ContactPerson.objects.select_related("partner"), pk=pk)
    if request.method == "POST":
        removal.forget_person(person)
        messages.success(request, "Die Ansprechperson ist gelöscht.")
        return redirect("admin:partners_partner_change", person.partner_id)
    context = {"title": "Ansprechperson auf Wunsch löschen", "person": person}
    return staff_page(request, "partners/staff/forget_contact.html", context)
