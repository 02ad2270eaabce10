from django.urls import path

from participants.public.converters import OWN
from participants.public.form import views
from participants.public.own_page import calendar_page, contact_page, receipt, wishes_page
from participants.public.own_page import views as own_page
from participants.public.paper_form import views as paper

form = "kurse/<slug:slug>/anmelden/"

urlpatterns = [
    path(form, views.registration_form, name="registration_form"),
    path(f"{form}absenden/", views.registration_send, name="registration_send"),
    path(f"{form}aendern/<int:number>/", views.registration_change, name="registration_change"),
    path(f"{form}weitere/", views.registration_another, name="registration_another"),
    path(f"{form}ohne/<int:number>/", views.registration_remove, name="registration_remove"),
    path("danke/<str:tokens>/", receipt.receipt, name="receipt"),
    path("kurse/<slug:slug>/anmeldeformular.pdf", paper.paper_form, name="paper_form"),
    path("k/<slug:course_code>/", paper.short_address, name="short_address"),
    path(OWN, own_page.registration, name="registration"),
    path(f"{OWN}platz-annehmen/", own_page.registration_accept, name="registration_accept"),
    path(f"{OWN}platz-ablehnen/", own_page.registration_decline, name="registration_decline"),
    path(f"{OWN}abmelden/", own_page.registration_withdraw, name="registration_withdraw"),
    path(f"{OWN}allein-teilnehmen/", own_page.registration_untie, name="registration_untie"),
    path(f"{OWN}weniger-zahlen/", own_page.registration_reduction, name="registration_reduction"),
    path(f"{OWN}daten/", contact_page.registration_contact, name="registration_contact"),
    path(f"{OWN}wuensche/", wishes_page.registration_wishes, name="registration_wishes"),
    path(f"{OWN}email/<seal:seal>/", contact_page.registration_email, name="registration_email"),
    path("kalender/<token:calendar_token>.ics", calendar_page.calendar, name="calendar"),
]
