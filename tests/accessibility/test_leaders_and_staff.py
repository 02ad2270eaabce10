"""axe finds nothing on the pages of leaders and staff."""

from itertools import product

import pytest

from certificates.models import Certificate
from courses.models import Course
from participants.models import Registration
from participants.papers.printed_list import list_of
from partners.models import Invitation
from tests.accessibility.judge import Shape, violations, visit
from tests.accessibility.public_pages import slug_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
SHAPES = (Shape(320), Shape(1280), Shape(320, "dark"))


def leaders_pages():
    course = Course.objects.get(district__name="Osterholz")
    days = course.days()
    return [
        "/kursleitung/",
        f"/kursleitung/{course.slug}/",
        f"/kursleitung/{course.slug}/schreiben/",
        f"/kursleitung/{course.slug}/anwesenheit/{days[3].pk}/",
        f"/kursleitung/{course.slug}/anwesenheit/{days[-1].pk}/",
        "/kursleitung/partner/?q=muster",
        f"/kursleitung/{course.slug}/einladungen/{proposal().contribution_id}/",
        f"/kursleitung/{course.slug}/tag/{days[3].pk}/",
        f"/kursleitung/{course.slug}/tag/{days[-1].pk}/",
        *composer_pages(f"/kursleitung/{course.slug}", course),
        f"/kursleitung/{course.slug}/unterschriften/?code=XXXXX",
        f"/kursleitung/{course.slug}/unterschriften/{list_of(days[3], None).code}/",
    ]


def composer_pages(prefix, course):
    day = course.days()[4]
    page = f"{prefix}/programm/{day.block.number}/"
    return [
        f"{prefix}/programm/",
        page,
        f"{page}punkte/{day.items.first().pk}/",
        f"{page}beitraege/neu/",
    ]


def proposal():
    """Return the invitation to which a partner proposed another time."""
    return Invitation.objects.open_proposals().select_related("contribution").get()


# The lists of the admin that staff see, and the pages that show no person and no course.
LISTS = """
/verwaltung/
/verwaltung/anrufe/
/verwaltung/briefe/
/verwaltung/zertifikat-vorlage/
/verwaltung/certificates/certificate/
/verwaltung/partners/contribution/
/verwaltung/biq/page/
/verwaltung/biq/question/
/verwaltung/mehr/
/verwaltung/geld/
/verwaltung/geld/?liste=spaeter
/verwaltung/participants/registration/
/verwaltung/participants/participant/
/verwaltung/participants/interest/
/verwaltung/courses/course/
/verwaltung/courses/course/add/
/verwaltung/courses/venue/add/
/verwaltung/partners/partner/
/verwaltung/correspondence/message/
/verwaltung/accounts/user/add/
"""


def staff_pages():
    return [*LISTS.split(), *pages_of_courses(), *pages_of_people()]


def pages_of_courses():
    osterholz, vegesack, draft = slug_of("Osterholz"), slug_of("Vegesack"), slug_of("Gröpelingen")
    full, running = slug_of("Obervieland"), Course.objects.get(slug=osterholz)
    return [
        f"/verwaltung/kurse/{full}/",
        f"/verwaltung/kurse/{full}/warteliste/",
        f"/verwaltung/kurse/{full}/warteliste/?schritt=3",
        f"/verwaltung/kurstage/{running.days()[5].pk}/",
        f"/verwaltung/kurstage/{running.days()[-1].pk}/absagen/",
        f"/verwaltung/kurstage/{running.days()[3].pk}/anwesenheit/?alle=da",
        "/verwaltung/unterschriften/",
        f"/verwaltung/unterschriften/{list_of(running.days()[3], None).code}/",
        f"/verwaltung/kurse/{vegesack}/zertifikate/vorlage/",
        f"/verwaltung/kurse/{osterholz}/",
        f"/verwaltung/kurse/{draft}/",
        f"/verwaltung/kurse/{osterholz}/telefon/",
        f"/verwaltung/kurse/{osterholz}/papier/",
        f"/verwaltung/kurse/{osterholz}/kopieren/",
        f"/verwaltung/kurse/{osterholz}/programm/3/",
        f"/verwaltung/kurse/{osterholz}/absagen/",
        f"/verwaltung/kurse/{osterholz}/schreiben/",
        f"/verwaltung/kurse/{vegesack}/zertifikate/",
        f"/verwaltung/courses/course/{running.pk}/change/",
        f"/verwaltung/kurse/{vegesack}/danken/",
        f"/verwaltung/einladungen/{proposal().contribution_id}/",
        f"/verwaltung/partners/partner/{proposal().contribution.partner_id}/change/",
        f"/verwaltung/partner/{proposal().contribution.partner_id}/loeschen/",
        f"/verwaltung/ansprechpersonen/{proposal().contact_id}/loeschen/",
    ]


def pages_of_people():
    person = Registration.objects.filter(course__slug=slug_of("Osterholz")).first()
    line = Registration.objects.filter(course__slug=slug_of("Obervieland"))
    offered, tied = line.filter(status="offered").first(), line.exclude(party=None).first()
    return [
        f"/verwaltung/anmeldungen/{offered.reference}/",
        f"/verwaltung/anmeldungen/{offered.reference}/eingetragen/",
        f"/verwaltung/anmeldungen/{tied.reference}/",
        f"/verwaltung/anmeldungen/{person.reference}/",
        f"/verwaltung/zertifikate/{Certificate.objects.first().code}/",
        f"/verwaltung/participants/participant/{person.participant_id}/change/",
    ]


DOOR = ("/konto/login/", "/konto/password/reset/")
OWN_ACCESS = (
    "/konto/2fa/",
    "/konto/2fa/webauthn/",
    "/konto/2fa/webauthn/add/",
    "/konto/2fa/totp/activate/",
    "/konto/sessions/",
    "/verwaltung/accounts/accessrecord/",
)


@pytest.fixture
def page(browser, live_server, demo_world):
    context = browser.new_context(base_url=live_server.url, locale="de")
    yield context.new_page()
    context.close()


def findings(page, addresses):
    """The policy is asked first: what axe does is heard late.

    Each shape is taken before the page loads: the admin fades from one colour to the other."""
    found = [f"{address} {line}" for address in addresses for line in visit(page, address)]
    for shape, address in product(SHAPES, addresses):
        shape.take(page)
        page.goto(address)
        found += [f"{address} {line}" for line in violations(page, (shape,))]
    return found


def test_the_door_is_accessible(page):
    assert findings(page, DOOR) == []


def test_the_pages_about_ones_own_access_are_accessible(page, log_in):
    log_in(page, "verwaltung@example.org")
    assert findings(page, OWN_ACCESS) == []


def test_leaders_pages_are_accessible(page, log_in):
    log_in(page, "leitung@example.org")
    assert findings(page, leaders_pages()) == []


def test_staff_pages_are_accessible(page, log_in):
    log_in(page, "verwaltung@example.org")
    assert findings(page, staff_pages()) == []
