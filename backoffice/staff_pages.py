"""Pages of the staff face that are more than the list or the form of one model."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User


class StaffRequest(HttpRequest):
    """What a view of the staff face gets: the door has let only somebody in who is logged in.

    No request is made of this class; views name it so that the types of their calls can be
    checked."""

    user: User


def staff_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page in the frame of the staff face; 422 is the status of a refused form."""
    return render(request, template, {**admin.site.each_context(request), **context}, status=status)


def tell_refusal(request: HttpRequest, error: Exception) -> None:
    """Show why a verb did not work: the words of a ValidationError or of any other refusal."""
    words = " ".join(error.messages) if hasattr(error, "messages") else str(error)
    messages.error(request, words)


def back_to(request: HttpRequest, default: str) -> HttpResponseRedirect:
    """Return to the page of our own that the form names in `next`, else to `default`."""
    wanted = request.POST.get("next", "")
    is_own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_own else default)
