from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from accounts.views import arrive, closed

shut = login_not_required(closed)

# What allauth offers and BIQ does not: staff create every user and change their address.
shut_doors = [
    path("signup/", shut),
    path("email/", shut),
    re_path(r"^confirm-email/(?:(?P<key>[-:\w]+)/)?$", shut),
    path("login/code/confirm/", shut),
    path("password/set/", shut),
]

urlpatterns = [
    path("ankommen/", include(([path("", arrive, name="arrive")], "accounts"))),
    *shut_doors,
    path("", include("allauth.urls")),
]
