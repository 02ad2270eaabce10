from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from accounts.views import arrive, end_session, kept, not_offered

no_page = login_not_required(not_offered)

# What allauth offers and BIQ does not: staff create every user and change their address.
pages_not_offered = [
    path("signup/", no_page),
    path("email/", no_page),
    re_path(r"^confirm-email/(?:(?P<key>[-:\w]+)/)?$", no_page),
    path("login/code/confirm/", no_page),
    path("password/set/", no_page),
]

ours = [
    path("ankommen/", arrive, name="arrive"),
    path("sessions/<int:pk>/beenden/", end_session, name="end_session"),
    path("noch-nicht-gespeichert/<str:key>/", kept, name="kept"),
]

urlpatterns = [
    path("", include((ours, "accounts"))),
    *pages_not_offered,
    path("", include("allauth.urls")),
]
