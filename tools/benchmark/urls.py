"""The real address book, and the views that it is compared with."""

from django.urls import path

from biq.urls import handler500, urlpatterns
from tools.benchmark import reference

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [
    *urlpatterns,
    path("benchmark/empty/", reference.empty),
    path("benchmark/<slug:slug>/bare/", reference.bare_post),
]
