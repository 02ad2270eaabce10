"""Every kind of page is accessible: axe finds nothing, nothing scrolls sideways.

The rules: WCAG 2.2 AA, as EN 301 549 asks for; 320 px are 1280 px at 400 % (criterion 1.4.10)."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from certificates.models import Certificate
from courses.models import Course
from participants.models import Registration, Status

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def slug_of(district):
    return Course.objects.get(district__name=district).slug


def residents_pages():
    hemelingen, vegesack = slug_of("Hemelingen"), slug_of("Vegesack")
    waiting = Registration.objects.filter(status=Status.WAITING).first()
    offered = Registration.objects.get(status=Status.OFFERED)
    return [
        "/",
        f"/kurse/{hemelingen}/",
        f"/kurse/{hemelingen}/anmelden/",
        f"/kurse/{vegesack}/",
        f"/kurse/{vegesack}/anmelden/",
        waiting.get_absolute_url(),
        offered.get_absolute_url(),
        offered.get_absolute_url() + "abmelden/",
        "/impressum/",
        "/datenschutz/",
        "/barrierefreiheit/",
        "/zertifikat/",
        f"/zertifikat/{Certificate.objects.first().code}/",
        "/zertifikat/gibt-es-nicht/",
        "/gibt-es-nicht/",
        "/konto/login/",
        "/konto/password/reset/",
    ]


def leaders_pages():
    course = Course.objects.get(district__name="Osterholz")
    days = course.days()
    return [
        "/kursleitung/",
        f"/kursleitung/{course.slug}/",
        f"/kursleitung/{course.slug}/anwesenheit/{days[3].pk}/",
        f"/kursleitung/{course.slug}/anwesenheit/{days[-1].pk}/",
    ]


def staff_pages():
    osterholz, vegesack, draft = slug_of("Osterholz"), slug_of("Vegesack"), slug_of("Gröpelingen")
    person = Registration.objects.filter(course__slug=osterholz).first()
    return [
        "/verwaltung/",
        f"/verwaltung/kurse/{osterholz}/",
        f"/verwaltung/kurse/{draft}/",
        f"/verwaltung/kurse/{osterholz}/telefon/",
        f"/verwaltung/kurse/{osterholz}/papier/",
        f"/verwaltung/kurse/{osterholz}/kopieren/",
        f"/verwaltung/kurse/{osterholz}/absagen/",
        f"/verwaltung/kurse/{vegesack}/zertifikate/",
        f"/verwaltung/anmeldungen/{person.reference}/",
        "/verwaltung/participants/registration/",
        "/verwaltung/participants/participant/",
        f"/verwaltung/participants/participant/{person.participant_id}/change/",
        "/verwaltung/courses/course/",
        "/verwaltung/courses/course/add/",
        f"/verwaltung/courses/course/{person.course_id}/change/",
        "/verwaltung/courses/venue/add/",
        "/verwaltung/partners/partner/",
        "/verwaltung/correspondence/message/",
        "/verwaltung/accounts/user/add/",
    ]


def findings(page, addresses):
    """Return what is wrong on these pages, as lines of text.

    The CSP is looked at first: axe itself writes styles that it forbids."""
    found = [line for address in addresses for line in _blocked(page, address)]
    return found + [line for address in addresses for line in _inaccessible(page, address)]


def _blocked(page, address):
    """Return the console's lines about the page's Content Security Policy."""
    lines = []

    def hear(line):
        lines.append(line.text)

    page.on("console", hear)
    page.goto(address)
    page.remove_listener("console", hear)
    return [f"{address} {line}" for line in lines if "Content Security Policy" in line]


def _inaccessible(page, address):
    """Return axe's violations, and whether the page scrolls sideways."""
    page.goto(address)
    sideways = [f"{address} scrolls sideways"] if page.evaluate(SIDEWAYS) else []
    return sideways + [
        f"{address} {violation['id']}: {node['html'][:160]}"
        for violation in Axe().run(page, options=RULES).response["violations"]
        for node in violation["nodes"]
    ]


@pytest.fixture(params=[(320, "light"), (1280, "light"), (320, "dark")], ids=str)
def page_of(request, browser, live_server, demo_world, log_in):
    """Return a function that opens a page of one size and colour scheme, perhaps logged in."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        base_url=live_server.url,
        bypass_csp=False,
    )

    def start(login=None):
        page = context.new_page()
        if login:
            log_in(page, login)
        return page

    yield start
    context.close()


def test_residents_pages_are_accessible(page_of):
    page = page_of()
    assert findings(page, residents_pages()) == []


def test_a_refused_form_is_accessible_and_takes_the_focus(page_of):
    page = page_of()
    address = f"/kurse/{slug_of('Hemelingen')}/anmelden/"
    page.goto(address)
    page.get_by_role("button", name="Weiter").click()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    result = Axe().run(page, options=RULES).response["violations"]
    assert [violation["id"] for violation in result] == []
    links = page.locator(".error-summary a").evaluate_all(
        "all => all.map(a => document.querySelector(a.getAttribute('href')) !== null)"
    )
    assert links == [True] * len(links)
    assert len(links) == 2


def test_leaders_pages_are_accessible(page_of):
    page = page_of("leitung@example.org")
    assert findings(page, leaders_pages()) == []


def test_staff_pages_are_accessible(page_of):
    page = page_of("verwaltung@example.org")
    assert findings(page, staff_pages()) == []
