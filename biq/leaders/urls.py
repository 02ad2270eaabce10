"""What leaders see at /kursleitung/: their own courses, with a thumb."""

from django.urls import include, path

from biq.leaders import arrivals, attendance_views, day_page, offline, views, writing
from biq.papers import urls as papers
from partners.invitation_forms import AnswerByPhoneForm, AskAgainForm, AskForm, SettleForm
from partners.leaders import invitations
from partners.leaders.register import register

app_name = "leaders"

SHEET = "<slug:slug>/anwesenheit/<int:day>/"
INVITATION = "<slug:slug>/einladungen/<int:contribution>/"

urlpatterns = [
    path("", views.today, name="today"),
    path("dienst.js", offline.service_worker, name="service_worker"),
    path("ausweis.json", attendance_views.sender, name="sender"),
    path("partner/", register, name="partners"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:slug>/tag/<int:day>/", day_page.day_page, name="day"),
    path("<slug:slug>/anwesenheit/senden/", attendance_views.send_marks, name="send_marks"),
    path(SHEET, attendance_views.attendance, name="attendance"),
    path(f"{SHEET}stand.json", attendance_views.attendance_state, name="attendance_state"),
    path(f"{SHEET}gast/", arrivals.welcome, name="welcome"),
    path(f"{SHEET}gast/<int:guest>/weg/", arrivals.say_goodbye, name="say_goodbye"),
    path(f"{SHEET}platz/<int:person>/", arrivals.admit, name="admit"),
    path("<slug:slug>/schreiben/", writing.write_to_group, name="write_to_group"),
    path("<slug:slug>/schreiben/pruefen/", writing.check_group_message, name="check_group_message"),
    path("<slug:slug>/schreiben/senden/", writing.send_group_message, name="send_group_message"),
    path("<slug:slug>/schreiben/<int:pk>/", writing.group_message, name="group_message"),
    path(INVITATION, invitations.invitation, name="invitation"),
    path(f"{INVITATION}einladen/", invitations.verb(AskForm), name="einladen"),
    path(f"{INVITATION}noch-einmal/", invitations.verb(AskAgainForm), name="noch-einmal"),
    path(f"{INVITATION}antwort/", invitations.verb(AnswerByPhoneForm), name="antwort"),
    path(f"{INVITATION}vorschlag/", invitations.verb(SettleForm), name="vorschlag"),
    path("<slug:slug>/programm/", include("biq.composer.urls")),
    *papers.leaders,
]
