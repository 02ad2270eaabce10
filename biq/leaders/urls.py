"""What leaders see at /kursleitung/: their own courses, with a thumb."""

from django.urls import path

from biq.leaders import views
from biq.papers import urls as papers

app_name = "leaders"

urlpatterns = [
    path("", views.today, name="today"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:slug>/anwesenheit/<int:day>/", views.attendance, name="attendance"),
    *papers.leaders,
]
