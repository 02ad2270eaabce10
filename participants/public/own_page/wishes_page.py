"""The page on which people see and change what they need and what they agreed to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from participants.public.own_page.views import SAVED, TEMPLATES, own_page
from participants.public.own_page.wishes import WishesForm, wishes_layout
from participants.registration.models import Registration
from web.stored_values import status_of


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration_wishes(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Show needs and consents; POST stores what the person changed."""
    sent = request.POST if request.method == "POST" else None
    form = WishesForm(sent, registration=registration)
    if sent is not None and form.store():
        return redirect(f"{registration.get_absolute_url()}?{SAVED}")
    context = {"registration": registration, "form": form, "layout": wishes_layout(form)}
    return render(request, f"{TEMPLATES}/wishes.html", context, status=status_of(form))
