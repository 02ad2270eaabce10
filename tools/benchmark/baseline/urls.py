"""The real address book, and the views that it is compared with."""

from django.urls import path

from biq.urls import handler500, urlpatterns
from tools.benchmark.baseline import views

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [
    *urlpatterns,
    path("benchmark/empty/", views.empty),
    path("benchmark/<slug:slug>/bare/", views.bare_post),
]
