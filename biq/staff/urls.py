"""The staff face beside the plain lists of the admin: one line for each page and each verb."""

from django.urls import path

from biq.papers import urls as papers
from biq.staff import cockpit, course_copy
from biq.staff.home import home, more
from courses.staff import views as courses
from participants.public.converters import FOR_STAFF
from participants.staff import (
    calls,
    day_attendance,
    days,
    downloads,
    letters,
    open_accounts,
    waiting_list,
)
from participants.staff.intake import paper, phone
from participants.staff.registration_page import verbs, views
from participants.staff.registration_page.attendance_form import AttendanceForm
from participants.staff.registration_page.money_forms import (
    AgreeForm,
    CorrectForm,
    PayForm,
    RefundForm,
    TakeBackForm,
)
from participants.staff.registration_page.override_form import OverrideForm
from participants.staff.registration_page.person_forms import AnswersForm, ConsentForm, DeathForm
from participants.staff.registration_page.place_forms import (
    BackdateForm,
    EndOfferForm,
    PreferForm,
    TieForm,
    WithdrawForm,
)
from participants.staff.registration_page.views import form_view, verb_view

app_name = "staff"

course = [
    path("kurse/<slug:slug>/", cockpit.cockpit, name="cockpit"),
    path("kurse/<slug:slug>/veroeffentlichen/", courses.publish, name="publish"),
    path("kurse/<slug:slug>/kopieren/", course_copy.copy, name="copy"),
    path("kurse/<slug:slug>/ort/", days.set_venue, name="set_venue"),
    path("kurse/<slug:slug>/plaetze-anbieten/", cockpit.offer_seats, name="offer_seats"),
    path("kurse/<slug:slug>/abschliessen/", cockpit.complete, name="complete"),
    path("kurse/<slug:slug>/absagen/", cockpit.cancel, name="cancel"),
    path("kurse/<slug:slug>/telefon/", phone.phone, name="phone"),
    path("kurse/<slug:slug>/warteliste/", waiting_list.waiting_list, name="waiting_list"),
    path("kurse/<slug:slug>/papier/", paper.paper, name="paper"),
    path(
        "kurse/<slug:slug>/anmeldungen.<str:kind>",
        downloads.registrations,
        name="export_registrations",
    ),
    path("kurse/<slug:slug>/buchungen.<str:kind>", downloads.ledger, name="export_ledger"),
]

day = [
    path("kurstage/<int:pk>/", days.day, name="day"),
    path("kurstage/<int:pk>/anwesenheit/", day_attendance.attendance, name="attendance"),
    path("kurstage/<int:pk>/verschieben/", days.move_day, name="move_day"),
    path("kurstage/<int:pk>/absagen/", days.cancel_day, name="cancel_day"),
    path("kurstage/<int:pk>/ersetzen/", days.substitute_day, name="substitute_day"),
    path("kurstage/<int:pk>/zuruecknehmen/", days.take_back_day, name="take_back_day"),
]

# The name of a verb's address is `Verb.name`, that of a form's address is its `slug`.
registration = [
    path(FOR_STAFF, views.registration, name="registration"),
    path(f"{FOR_STAFF}eingetragen/", phone.phone_receipt, name="phone_receipt"),
    path(f"{FOR_STAFF}aufnehmen/", verb_view(verbs.DECIDE), name="decide"),
    path(f"{FOR_STAFF}annehmen/", verb_view(verbs.ACCEPT), name="accept"),
    path(f"{FOR_STAFF}ablehnen/", verb_view(verbs.DECLINE), name="decline"),
    path(f"{FOR_STAFF}wieder-warten/", verb_view(verbs.WAIT_AGAIN), name="wait_again"),
    path(f"{FOR_STAFF}heute-erreicht/", verb_view(verbs.BEGIN_DEADLINE), name="begin_deadline"),
    path(f"{FOR_STAFF}auch-allein/", verb_view(verbs.UNTIE), name="untie"),
    path(f"{FOR_STAFF}angebot-beenden/", form_view(EndOfferForm), name="angebot-beenden"),
    path(f"{FOR_STAFF}nach-vorn/", form_view(PreferForm), name="nach-vorn"),
    path(f"{FOR_STAFF}gemeinsam/", form_view(TieForm), name="gemeinsam"),
    path(f"{FOR_STAFF}abmelden/", form_view(WithdrawForm), name="abmelden"),
    path(f"{FOR_STAFF}eingang/", form_view(BackdateForm), name="eingang"),
    path(f"{FOR_STAFF}vereinbarung/", form_view(AgreeForm), name="vereinbarung"),
    path(f"{FOR_STAFF}zahlung/", form_view(PayForm), name="zahlung"),
    path(f"{FOR_STAFF}zuruecknehmen/", form_view(TakeBackForm), name="zuruecknehmen"),
    path(f"{FOR_STAFF}erstattung/", form_view(RefundForm), name="erstattung"),
    path(f"{FOR_STAFF}korrektur/", form_view(CorrectForm), name="korrektur"),
    path(f"{FOR_STAFF}angaben/", form_view(AnswersForm), name="angaben"),
    path(f"{FOR_STAFF}verstorben/", form_view(DeathForm), name="verstorben"),
    path(f"{FOR_STAFF}einwilligung/", form_view(ConsentForm), name="einwilligung"),
    path(f"{FOR_STAFF}ausnahme/", form_view(OverrideForm), name="ausnahme"),
    path(f"{FOR_STAFF}anwesenheit/", form_view(AttendanceForm), name="anwesenheit"),
    path(f"{FOR_STAFF}widerrufen/<int:pk>/", views.withdraw_consent, name="withdraw_consent"),
]

correspondence = [
    path("briefe/", letters.letters, name="letters"),
    path("briefe/alle-drucken/", letters.print_letters, name="print_letters"),
    path("briefe/zuletzt.pdf", letters.print_again, name="print_again"),
    path("briefe/<int:pk>.pdf", letters.letter, name="letter"),
    path("anrufe/", calls.calls, name="calls"),
    path("anrufe/<int:pk>/erreicht/", calls.call_reached, name="call_reached"),
    path("anrufe/<int:pk>/nicht-erreicht/", calls.call_missed, name="call_missed"),
    path("anrufe/<int:pk>/ja/", calls.call_yes, name="call_yes"),
    path("anrufe/<int:pk>/nein/", calls.call_no, name="call_no"),
]

start = [
    path("", home, name="home"),
    path("mehr/", more, name="more"),
    path("geld/", open_accounts.open_accounts, name="open_accounts"),
    path("geld/konten.<str:kind>", open_accounts.export_accounts, name="export_accounts"),
]

urlpatterns = [*start, *course, *day, *registration, *correspondence, *papers.staff]
