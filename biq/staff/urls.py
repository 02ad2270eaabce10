"""The staff face beside the plain lists of the admin: one line for each page and each verb."""

from django.urls import path

from biq.staff import cockpit
from biq.staff.home import home
from courses import staff_views as courses
from participants.public.converters import FOR_STAFF
from participants.staff import calls, days, exports, letters, waiting_list
from participants.staff.intake import paper, phone
from participants.staff.registration_page import views
from participants.staff.registration_page.overview import FORMS
from participants.staff.registration_page.verbs import VERBS

app_name = "staff"

course = [
    path("kurse/<slug:slug>/", cockpit.cockpit, name="cockpit"),
    path("kurse/<slug:slug>/veroeffentlichen/", courses.publish, name="publish"),
    path("kurse/<slug:slug>/kopieren/", courses.copy, name="copy"),
    path("kurse/<slug:slug>/ort/", days.set_venue, name="set_venue"),
    path("kurse/<slug:slug>/plaetze-anbieten/", cockpit.offer_seats, name="offer_seats"),
    path("kurse/<slug:slug>/abschliessen/", cockpit.complete, name="complete"),
    path("kurse/<slug:slug>/absagen/", cockpit.cancel, name="cancel"),
    path("kurse/<slug:slug>/telefon/", phone.phone, name="phone"),
    path("kurse/<slug:slug>/warteliste/", waiting_list.waiting_list, name="waiting_list"),
    path("kurse/<slug:slug>/papier/", paper.paper, name="paper"),
    path(
        "kurse/<slug:slug>/anmeldungen.<str:kind>",
        exports.export_registrations,
        name="export_registrations",
    ),
    path("kurse/<slug:slug>/buchungen.<str:kind>", exports.export_ledger, name="export_ledger"),
]

day = [
    path("kurstage/<int:pk>/", days.day, name="day"),
    path("kurstage/<int:pk>/verschieben/", days.move_day, name="move_day"),
    path("kurstage/<int:pk>/absagen/", days.cancel_day, name="cancel_day"),
    path("kurstage/<int:pk>/ersetzen/", days.substitute_day, name="substitute_day"),
]

registration = [
    path(FOR_STAFF, views.registration, name="registration"),
    path(f"{FOR_STAFF}eingetragen/", phone.phone_receipt, name="phone_receipt"),
    *(path(f"{FOR_STAFF}{verb.slug}/", views.verb_view(verb), name=verb.name) for verb in VERBS),
    *(path(f"{FOR_STAFF}{form.slug}/", views.form_view(form), name=form.slug) for form in FORMS),
    path("einwilligungen/<int:pk>/widerrufen/", views.withdraw_consent, name="withdraw_consent"),
]

telling = [
    path("briefe/", letters.letters, name="letters"),
    path("briefe/alle-drucken/", letters.print_letters, name="print_letters"),
    path("briefe/zuletzt.pdf", letters.print_again, name="print_again"),
    path("briefe/<int:pk>.pdf", letters.letter, name="letter"),
    path("anrufe/", calls.calls, name="calls"),
    *(path(f"anrufe/<int:pk>/{slug}/", view, name=name) for name, slug, view in calls.OUTCOMES),
]

urlpatterns = [path("", home, name="home"), *course, *day, *registration, *telling]
