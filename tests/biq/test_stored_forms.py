"""Every form that changes a row sends along what it showed; who writes a new one reads here why."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms
from django.contrib.admin import site

from backoffice.forms import VerbForm
from backoffice.stored_rows import StoredRowForm
from partners.models import Contribution
from web.stored_values import EditsStored

ROOMS = ("accounts", "backoffice", "biq", "certificates", "correspondence", "courses", "pages")
ROOMS += ("participants", "partners", "web")

# Forms of ours that do not edit what they show, by name of their module and class, and why not.
NO_EDITS = {
    "accounts.forms.CodeForm": "opens the door",
    "accounts.forms.ForgottenPasswordForm": "opens the door",
    "accounts.forms.PasskeyForm": "adds a passkey",
    "accounts.forms.PasswordForm": "opens the door",
    "backoffice.forms.VerbForm": "what the verbs are made of",
    "biq.composer.forms.NewContributionForm": "adds a contribution",
    "biq.composer.forms.PlanForm": "gives a contribution its place",
    "biq.composer.take_over.TakeOverForm": "adds items and contributions",
    "biq.staff.course_copy.CopyWithPartnersForm": "makes a course",
    "biq.staff.cockpit.CancelForm": "a verb with its reason",
    "certificates.staff.forms.CertificateForm": "what the verbs are made of",
    "certificates.staff.forms.ReasonForm": "what the verbs are made of",
    "certificates.staff.forms.AnnounceForm": "writes a message",
    "certificates.staff.forms.CopyForm": "prints a second copy",
    "certificates.staff.forms.CorrectForm": "a verb with its reason",
    "certificates.staff.forms.DeliveryForm": "adds a row",
    "certificates.staff.forms.ReissueForm": "a verb without answers",
    "certificates.staff.forms.RevokeForm": "a verb with its reason",
    "certificates.staff.forms.StubForm": "a verb that is confirmed",
    "certificates.staff.forms.VoidForm": "a verb with its reason",
    "certificates.verification.forms.CodeForm": "looks something up",
    "courses.staff.copy_form.CopyForm": "makes a course",
    "partners.invitation_forms.AnswerByPhoneForm": "adds an answer",
    "partners.invitation_forms.AskAgainForm": "writes a message",
    "partners.invitation_forms.AskForm": "writes a message",
    "partners.invitation_forms.ContributionForm": "what the verbs are made of",
    "partners.invitation_forms.SettleForm": "a decision, once, about an open proposal",
    "partners.public.answer_forms.AcceptForm": "an answer without words",
    "partners.public.answer_forms.AnswerForm": "what the answers are made of",
    "partners.public.answer_forms.DeclineForm": "an answer with its reason",
    "partners.public.answer_forms.ProposalForm": "adds a proposal",
    "participants.interested.form.InterestForm": "somebody new",
    "participants.public.contact_fields.ContactFields": "what the forms about contacts are made of",
    "participants.public.form.application_form.ApplicationForm": "somebody new",
    "participants.staff.day_forms.CancelForm": "a verb with its answers",
    "participants.staff.day_forms.DayForm": "what the verbs are made of",
    "participants.staff.day_forms.SubstituteForm": "plans another day",
    "participants.staff.day_forms.VenueForm": "shows no venue, only gives one",
    "participants.staff.intake.paper_form.PaperForm": "somebody new",
    "participants.staff.intake.phone_form.PhoneForm": "somebody new",
    "participants.staff.intake.staff_application_form.StaffApplicationForm": "somebody new",
    "participants.staff.registration_page.money_forms.AgreeForm": "adds an agreement",
    "participants.staff.registration_page.money_forms.BookingForm": "what bookings are made of",
    "participants.staff.registration_page.money_forms.CorrectForm": "adds a ledger entry",
    "participants.staff.registration_page.money_forms.PayForm": "adds a ledger entry",
    "participants.staff.registration_page.money_forms.RefundForm": "adds a ledger entry",
    "participants.staff.registration_page.money_forms.TakeBackForm": "adds a ledger entry",
    "participants.staff.registration_page.override_form.OverrideForm": "adds a decision",
    "participants.staff.registration_page.person_forms.ConsentForm": "adds a consent",
    "participants.staff.registration_page.person_forms.DeathForm": "works once, on nothing noted",
    "participants.staff.registration_page.place_forms.EndOfferForm": "a verb with its reason",
    "participants.staff.registration_page.place_forms.PreferForm": "a verb with its reason",
    "participants.staff.registration_page.place_forms.TieForm": "a verb with its reason",
    "participants.staff.registration_page.place_forms.WithdrawForm": "a verb with its reason",
    "participants.staff.registration_page.registration_form.RegistrationForm": "what the verbs are"
    " made of",
    "participants.telling.group_form.GroupForm": "writes a message",
    "participants.telling.group_form.SendForm": "writes a message",
}


def named(form):
    return f"{form.__module__}.{form.__qualname__}"


def forms_of_ours():
    """Return every form class of our rooms by its name; each of their modules is imported."""
    for room in ROOMS:
        for module in walk_packages(import_module(room).__path__, f"{room}."):
            if ".migrations" not in module.name and not module.name.endswith(("wsgi", "settings")):
                import_module(module.name)
    found, waiting = {}, [forms.BaseForm]
    while waiting:
        classes = waiting.pop().__subclasses__()
        waiting += classes
        found |= {named(one): one for one in classes if one.__module__.split(".")[0] in ROOMS}
    return found


def test_every_form_edits_what_is_stored_by_the_one_way_or_says_why_not():
    ours = forms_of_ours()
    assert len(ours) > 40
    missing = {name for name, form in ours.items() if not issubclass(form, EditsStored)}
    assert missing == {*NO_EDITS}


def test_what_is_new_shows_nothing_that_is_stored(rf, lead):
    for admin in changeable(rf, lead, "has_add_permission"):
        form = admin.get_form(request(rf, lead))()
        assert [name for name in form.fields if form.shows_stored(name)] == []


def request(rf, user):
    made = rf.get("/")
    made.user = user
    return made


def changeable(rf, user, permission="has_change_permission"):
    asked = request(rf, user)
    ours = [admin for admin in site._registry.values() if admin.__module__.split(".")[0] in ROOMS]
    assert len(ours) > 10
    return [admin for admin in ours if getattr(admin, permission)(asked)]


def test_every_form_of_the_admin_sends_along_what_it_showed(rf, lead, course):
    for admin in changeable(rf, lead):
        row = admin.model(pk=1)
        if admin.model is Contribution:  # its form offers the days of its block
            row.block = course.blocks.first()
        form = admin.get_form(request(rf, lead), row, change=True)(instance=row)
        assert isinstance(form, StoredRowForm), admin
        silent = [name for name in form.fields if not hidden(form, name)]
        assert silent == [], admin


def hidden(form, name):
    return f'type="hidden" name="{form[name].html_initial_name}"' in str(form[name])


def test_every_form_inside_a_form_of_the_admin_does_so_too(rf, lead):
    inlines = [
        (admin, inline)
        for admin in changeable(rf, lead)
        for inline in admin.get_inline_instances(request(rf, lead))
    ]
    assert len(inlines) >= 1
    for admin, inline in inlines:
        formset = inline.get_formset(request(rf, lead), admin.model(pk=1))
        form = formset.form(instance=inline.model(pk=1))
        assert isinstance(form, StoredRowForm), inline
        assert [name for name in form.fields if not hidden(form, name)] == [], inline


def test_no_list_of_the_admin_is_a_form():
    assert [admin for admin in site._registry.values() if admin.list_editable] == []


@pytest.mark.parametrize("base", [VerbForm, StoredRowForm])
def test_the_forms_are_found_by_what_they_are_made_of(base):
    assert named(base) in forms_of_ours()
