"""The staff face beside the plain lists of the admin: one line for each page and each verb."""

from django.urls import include, path

from biq.papers import urls as papers
from biq.staff import cockpit, course_copy
from biq.staff.home import home, more
from courses.staff import views as courses
from participants.public.converters import OF_REGISTRATION
from participants.staff import (
    calls,
    day_attendance,
    days,
    downloads,
    group_message,
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
from partners.invitation_forms import AnswerByPhoneForm, AskAgainForm, AskForm, SettleForm
from partners.staff import invitations, removals, thanks

app_name = "staff"

course = [
    path("kurse/<slug:slug>/", cockpit.cockpit, name="cockpit"),
    path("kurse/<slug:slug>/veroeffentlichen/", courses.publish, name="publish"),
    path("kurse/<slug:slug>/kopieren/", course_copy.copy, name="copy"),
    path("kurse/<slug:slug>/ort/", days.set_venue, name="set_venue"),
    path("kurse/<slug:slug>/plaetze-anbieten/", cockpit.offer_seats, name="offer_seats"),
    path("kurse/<slug:slug>/abschliessen/", cockpit.complete, name="complete"),
    path("kurse/<slug:slug>/absagen/", cockpit.cancel, name="cancel"),
    path("kurse/<slug:slug>/danken/", thanks.thank, name="thank_partners"),
    path("kurse/<slug:slug>/telefon/", phone.phone, name="phone"),
    path("kurse/<slug:slug>/warteliste/", waiting_list.waiting_list, name="waiting_list"),
    path("kurse/<slug:slug>/papier/", paper.paper, name="paper"),
    path(
        "kurse/<slug:slug>/anmeldungen.<str:kind>",
        downloads.registrations,
        name="export_registrations",
    ),
    path("kurse/<slug:slug>/buchungen.<str:kind>", downloads.ledger, name="export_ledger"),
    path("kurse/<slug:slug>/programm/", include("biq.composer.urls")),
]

writing = [
    path("kurse/<slug:slug>/schreiben/", group_message.write_to_group, name="write_to_group"),
    path(
        "kurse/<slug:slug>/schreiben/pruefen/",
        group_message.check_group_message,
        name="check_group_message",
    ),
    path(
        "kurse/<slug:slug>/schreiben/senden/",
        group_message.send_group_message,
        name="send_group_message",
    ),
    path(
        "kurse/<slug:slug>/schreiben/<int:pk>/", group_message.group_message, name="group_message"
    ),
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
    path(OF_REGISTRATION, views.registration, name="registration"),
    path(f"{OF_REGISTRATION}eingetragen/", phone.phone_receipt, name="phone_receipt"),
    path(f"{OF_REGISTRATION}aufnehmen/", verb_view(verbs.DECIDE), name="decide"),
    path(f"{OF_REGISTRATION}annehmen/", verb_view(verbs.ACCEPT), name="accept"),
    path(f"{OF_REGISTRATION}ablehnen/", verb_view(verbs.DECLINE), name="decline"),
    path(f"{OF_REGISTRATION}wieder-warten/", verb_view(verbs.WAIT_AGAIN), name="wait_again"),
    path(
        f"{OF_REGISTRATION}heute-erreicht/", verb_view(verbs.BEGIN_DEADLINE), name="begin_deadline"
    ),
    path(f"{OF_REGISTRATION}auch-allein/", verb_view(verbs.UNTIE), name="untie"),
    path(f"{OF_REGISTRATION}angebot-beenden/", form_view(EndOfferForm), name="angebot-beenden"),
    path(f"{OF_REGISTRATION}nach-vorn/", form_view(PreferForm), name="nach-vorn"),
    path(f"{OF_REGISTRATION}gemeinsam/", form_view(TieForm), name="gemeinsam"),
    path(f"{OF_REGISTRATION}abmelden/", form_view(WithdrawForm), name="abmelden"),
    path(f"{OF_REGISTRATION}eingang/", form_view(BackdateForm), name="eingang"),
    path(f"{OF_REGISTRATION}vereinbarung/", form_view(AgreeForm), name="vereinbarung"),
    path(f"{OF_REGISTRATION}zahlung/", form_view(PayForm), name="zahlung"),
    path(f"{OF_REGISTRATION}zuruecknehmen/", form_view(TakeBackForm), name="zuruecknehmen"),
    path(f"{OF_REGISTRATION}erstattung/", form_view(RefundForm), name="erstattung"),
    path(f"{OF_REGISTRATION}korrektur/", form_view(CorrectForm), name="korrektur"),
    path(f"{OF_REGISTRATION}angaben/", form_view(AnswersForm), name="angaben"),
    path(f"{OF_REGISTRATION}verstorben/", form_view(DeathForm), name="verstorben"),
    path(f"{OF_REGISTRATION}einwilligung/", form_view(ConsentForm), name="einwilligung"),
    path(f"{OF_REGISTRATION}ausnahme/", form_view(OverrideForm), name="ausnahme"),
    path(f"{OF_REGISTRATION}anwesenheit/", form_view(AttendanceForm), name="anwesenheit"),
    path(f"{OF_REGISTRATION}widerrufen/<int:pk>/", views.withdraw_consent, name="withdraw_consent"),
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

INVITATION = "einladungen/<int:contribution>/"
partners = [
    path(INVITATION, invitations.invitation, name="invitation"),
    path(f"{INVITATION}einladen/", invitations.verb(AskForm), name="einladen"),
    path(f"{INVITATION}noch-einmal/", invitations.verb(AskAgainForm), name="noch-einmal"),
    path(f"{INVITATION}antwort/", invitations.verb(AnswerByPhoneForm), name="antwort"),
    path(f"{INVITATION}vorschlag/", invitations.verb(SettleForm), name="vorschlag"),
    path("partner/<int:pk>/loeschen/", removals.forget_partner, name="forget_partner"),
    path("ansprechpersonen/<int:pk>/loeschen/", removals.forget_contact, name="forget_contact"),
]

start = [
    path("", home, name="home"),
    path("mehr/", more, name="more"),
    path("geld/", open_accounts.open_accounts, name="open_accounts"),
    path("geld/konten.<str:kind>", open_accounts.export_accounts, name="export_accounts"),
]

urlpatterns = [
    *start,
    *course,
    *writing,
    *day,
    *registration,
    *correspondence,
    *partners,
    *papers.staff,
]
