"""The addresses of the lists for other programs. What writes them is read at the first: the library
for Excel takes more than 10 MB, which most web workers never need."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backoffice.staff_pages import StaffRequest


@never_cache
@require_safe
def registrations(request: StaffRequest, slug: str, kind: str) -> HttpResponse:
    from participants.staff import exports

    return exports.export_registrations(request, slug, kind)


@never_cache
@require_safe
def ledger(request: StaffRequest, slug: str, kind: str) -> HttpResponse:
    from participants.staff import exports

    return exports.export_ledger(request, slug, kind)
