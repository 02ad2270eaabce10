from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from accounts.views import arrive, not_offered

no_page = login_not_required(not_offered)

# What allauth offers and BIQ does not: staff create every user and change their address.
pages_not_offered = [
    path("signup/", no_page),
    path("email/", no_page),
    re_path(r"^confirm-email/(?:(?P<key>[-:\w]+)/)?$", no_page),
    path("login/code/confirm/", no_page),
    path("password/set/", no_page),
]

urlpatterns = [
    path("ankommen/", include(([path("", arrive, name="arrive")], "accounts"))),
    *pages_not_offered,
    path("", include("allauth.urls")),
]
