"""Every page that residents see, and every state it can be in: empty, refused, done.

A new public page needs a line here. `ADDRESSES` are opened; `STATES` are reached by filling in."""

from django.urls import reverse
from django.utils import translation

from certificates.models import Certificate
from courses.models import Course
from participants.interested.interest import Interest
from participants.models import Registration, Status
from partners.models import Contribution, Invitation

ANOTHER = ".another button"
SEND = "main form button.button:not(.button-quiet)[type=submit]"


def in_language(language, name, *args):
    """Return the address of a public page in a language."""
    with translation.override(language):
        return reverse(name, args=args)


def slug_of(district):
    return Course.objects.get(district__name=district).slug


def addresses(language):
    """Return the addresses of all pages that can simply be opened."""
    return [in_language(language, name, *args) for name, *args in _pages()]


def _pages():
    open_course, over = slug_of("Hemelingen"), slug_of("Vegesack")
    return [
        ("home",),
        ("einfach",),
        ("course", open_course),
        ("course", slug_of("Obervieland")),
        ("course", over),
        ("registration_form", open_course),
        ("registration_form", slug_of("Obervieland")),
        ("registration_form", over),
        *[("registration", token) for token in _tokens()],
        ("registration_withdraw", _token(Status.OFFERED)),
        ("registration_contact", _token(Status.OFFERED)),
        ("registration_reduction", _token(Status.WAITING)),
        ("registration_email", *_seal()),
        ("registration_email", _token(Status.WAITING), "0" * 32),
        ("interest_form",),
        ("interest", Interest.objects.first().token),
        ("interest", "gibt-es-nicht"),
        ("interest_confirm", *_sealed_wish()),
        *[("invitation", invitation.token) for invitation in Invitation.objects.all()],
        ("invitation", "gibt-es-nicht"),
        ("impressum",),
        ("datenschutz",),
        ("barrierefreiheit",),
        ("certificate_search",),
        ("certificate", Certificate.objects.first().code),
        ("certificate", "gibt-es-nicht"),
    ]


def _tokens():
    """Return the token of one registration in each state that the demo knows."""
    found = Registration.objects.order_by("status", "pk").values_list("status", "token")
    return dict(found).values()


def _token(status):
    return Registration.objects.filter(status=status).first().token


def _seal():
    """Return token and seal of somebody whose e-mail address nobody confirmed yet."""
    people = {"participant__email__gt": "", "participant__email_confirmed_at": None}
    registration = Registration.objects.filter(**people).first()
    return registration.token, registration.participant.email_seal()


def _sealed_wish():
    """Return token and seal of a wish whose e-mail address nobody confirmed yet."""
    Interest.objects.filter(pk=Interest.objects.exclude(email="").first().pk).update(
        confirmed_at=None
    )
    interest = Interest.objects.filter(confirmed_at=None).exclude(email="").first()
    return interest.token, interest.email_seal()


def _form(page, language):
    page.goto(in_language(language, "registration_form", slug_of("Hemelingen")))


def refused_form(page, language):
    _form(page, language)
    page.locator("#id_email").fill("keine@keine.de")
    page.locator("#id_under_age").check()
    page.locator(SEND).click()


def checked_form(page, language):
    _form(page, language)
    page.locator("#id_name").fill("Muster O’Neill")
    page.locator("#id_phone").fill("0421 123456")
    page.locator("#id_needs").fill("Platz für den Rollstuhl")
    page.locator(SEND).click()


def receipt(page, language):
    checked_form(page, language)
    page.locator(SEND).click()


def second_person(page, language):
    _form(page, language)
    page.locator("#id_name").fill("Erna Muster")
    page.locator("#id_phone").fill("0421 123456")
    page.locator(ANOTHER).click()


def refused_second_person(page, language):
    second_person(page, language)
    page.locator("[name=p2-email]").fill("erna@")
    page.locator(SEND).click()


def checked_couple(page, language):
    second_person(page, language)
    page.locator("[name=p2-name]").fill("أحمد مستر")
    page.locator(SEND).click()


def receipts(page, language):
    checked_couple(page, language)
    page.locator("#together").check()
    page.locator(SEND).click()


def opened_languages(page, language):
    """On a phone the list of languages waits behind one word; a desk shows it at once."""
    page.set_viewport_size({"width": 320, "height": 640})
    _form(page, language)
    page.locator(".languages summary").click()


def refused_wish(page, language):
    page.goto(in_language(language, "interest_form"))
    page.locator(SEND).click()


def stored_wish(page, language):
    refused_wish(page, language)
    page.locator("#id_district").select_option(index=1)
    page.locator("#id_phone").fill("0421 123456")
    page.locator("#id_consent").check()
    page.locator(SEND).click()


def ended_wish(page, language):
    stored_wish(page, language)
    page.locator("main form button").click()


def refused_contact(page, language):
    page.goto(in_language(language, "registration_contact", _token(Status.OFFERED)))
    for name in ("email", "phone", "street", "postal_code", "city"):
        page.locator(f"#id_{name}").fill("")
    page.locator(SEND).click()


def _invitation(page, language):
    Invitation.objects.update(answer="")
    Contribution.objects.exclude(invitation=None).update(state="asked")
    invitation = Invitation.objects.first()
    page.goto(in_language(language, "invitation", invitation.token))


def refused_proposal(page, language):
    _invitation(page, language)
    page.locator("details.question summary").first.click()
    page.locator("form[action$='vorschlagen/'] button").click()


def accepted_invitation(page, language):
    _invitation(page, language)
    page.locator("form[action$='zusagen/'] button").click()


def unknown_page(page, language):
    page.goto(in_language(language, "home") + "gibt-es-nicht/")


STATES = (
    refused_form,
    checked_form,
    receipt,
    second_person,
    refused_second_person,
    checked_couple,
    receipts,
    opened_languages,
    refused_wish,
    stored_wish,
    ended_wish,
    refused_contact,
    refused_proposal,
    accepted_invitation,
    unknown_page,
)
