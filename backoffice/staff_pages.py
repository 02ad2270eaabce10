"""Pages of the staff face that are more than the list or the form of one model."""

from django.contrib import admin, messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


def staff_page(request, template, context, status=200):
    """Render a page in the frame of the staff face; 422 is the status of a refused form."""
    context = {**admin.site.each_context(request), **context}
    return render(request, template, context, status=status)


def tell_refusal(request, error):
    """Say why a verb did not work: the words of a ValidationError or of any other refusal."""
    words = " ".join(error.messages) if hasattr(error, "messages") else str(error)
    messages.error(request, words)


def back_to(request, default):
    """Return to the page of our own that the form names in `next`, else to `default`."""
    wanted = request.POST.get("next", "")
    is_own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_own else default)
