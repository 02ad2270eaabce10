from django.urls import path

from biq.papers import urls as papers
from biq.residents import views

urlpatterns = [
    path("", views.home, name="home"),
    path("kurse/<slug:slug>/", views.course, name="course"),
    path("einfach/", views.einfach, name="einfach"),
    path("impressum/", views.page, {"slug": "impressum"}, name="impressum"),
    path("datenschutz/", views.page, {"slug": "datenschutz"}, name="datenschutz"),
    path("barrierefreiheit/", views.page, {"slug": "barrierefreiheit"}, name="barrierefreiheit"),
    *papers.residents,
]
