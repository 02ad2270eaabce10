"""What leaders see at /kursleitung/: their own courses, with a thumb."""

from django.urls import path

from biq.leaders import arrivals, attendance_views, day_page, offline, views

app_name = "leaders"

sheet = "<slug:slug>/anwesenheit/<int:day>/"

urlpatterns = [
    path("", views.today, name="today"),
    path("dienst.js", offline.service_worker, name="service_worker"),
    path("ausweis.json", attendance_views.sender, name="sender"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:slug>/tag/<int:day>/", day_page.day_page, name="day"),
    path("<slug:slug>/anwesenheit/senden/", attendance_views.send_marks, name="send_marks"),
    path(sheet, attendance_views.attendance, name="attendance"),
    path(f"{sheet}stand.json", attendance_views.attendance_state, name="attendance_state"),
    path(f"{sheet}gast/", arrivals.welcome, name="welcome"),
    path(f"{sheet}gast/<int:guest>/weg/", arrivals.say_goodbye, name="say_goodbye"),
    path(f"{sheet}platz/<int:person>/", arrivals.admit, name="admit"),
]
