"""The whole address book: three faces, and the door between them.

Residents' pages have an address in every language: German without a prefix, `/en/…` and so on."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from biq.health import health
from certificates import urls as certificates

residents: list[URLPattern | URLResolver] = [
    path("", include("biq.residents.urls")),
    path("", include("participants.public.urls")),
    path("", include("participants.interested.urls")),
    path("", include("partners.public.urls")),
    *certificates.residents,
]

leaders = [
    path("kursleitung/", include("biq.leaders.urls")),
]

staff = [
    *certificates.staff,
    path("verwaltung/", include("biq.staff.urls")),
    path("verwaltung/", admin.site.urls),
]

door = [
    path("konto/", include("accounts.urls")),
]

urlpatterns = [
    *i18n_patterns(*residents, prefix_default_language=False),
    *leaders,
    *staff,
    *door,
    path("gesundheit/", health, name="health"),
]

handler400 = "biq.error_pages.bad_request"
handler500 = "biq.error_pages.server_error"
