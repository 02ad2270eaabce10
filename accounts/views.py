from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe


@require_safe
def arrive(request):
    """Lead somebody who just logged in to the face of their role."""
    if request.user.is_staff:
        return redirect("admin:index")
    if request.user.is_leader:
        return redirect("/kursleitung/")
    raise PermissionDenied


def closed(request, **kwargs):
    """A page that allauth brings and BIQ does not offer."""
    raise Http404
