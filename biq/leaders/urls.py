"""What leaders see at /kursleitung/: their own courses, with a thumb."""

from django.urls import path

from biq.leaders import views, writing

app_name = "leaders"

urlpatterns = [
    path("", views.today, name="today"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:slug>/anwesenheit/<int:day>/", views.attendance, name="attendance"),
    path("<slug:slug>/schreiben/", writing.write_to_group, name="write_to_group"),
    path("<slug:slug>/schreiben/pruefen/", writing.check_group_message, name="check_group_message"),
    path("<slug:slug>/schreiben/senden/", writing.send_group_message, name="send_group_message"),
    path("<slug:slug>/schreiben/<int:pk>/", writing.group_message, name="group_message"),
]
