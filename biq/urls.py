"""The whole address book: three faces, and the door between them."""

from django.contrib import admin
from django.urls import include, path

from biq.health import health
from certificates import urls as certificates

residents = [
    path("", include("biq.residents.urls")),
    path("", include("participants.registration.urls")),
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
    *residents,
    *leaders,
    *staff,
    *door,
    path("gesundheit/", health, name="health"),
]

handler400 = "biq.outage.bad_request"
handler500 = "biq.outage.server_error"
