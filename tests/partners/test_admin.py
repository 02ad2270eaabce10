import pytest

from partners.models import Contribution, Partner
from web.public_version import PublicVersion


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Verein Probe", world="civil", kind="club")


def test_a_contribution_leads_back_to_the_cockpit(as_staff, course, partner):
    block = course.blocks.first()
    values = {"partner": partner.pk, "block": block.pk, "topic": "Rundgang", "state": "agreed"}
    answer = as_staff.post("/verwaltung/partners/contribution/add/", values)
    made = Contribution.objects.get()
    assert (made.block, made.topic, made.state) == (block, "Rundgang", "agreed")
    assert answer.url == f"/verwaltung/kurse/{course.slug}/"


def test_a_day_of_another_block_is_refused(as_staff, course, partner):
    first, second = course.blocks.all()[:2]
    values = {"partner": partner.pk, "block": first.pk, "state": "asked"}
    values["day"] = second.days.first().pk
    answer = as_staff.post("/verwaltung/partners/contribution/add/", values)
    errors = answer.context["adminform"].form.errors
    assert errors == {"day": ["Dieser Kurstag gehört zu einem anderen Block."]}


def test_other_districts_renew_the_public_pages(as_staff, partner, district):
    before = PublicVersion.current()
    values = {"name": "Verein Probe", "world": "civil", "kind": "club", "districts": [district.pk]}
    values |= {"contact_persons-TOTAL_FORMS": 0, "contact_persons-INITIAL_FORMS": 0}
    as_staff.post(f"/verwaltung/partners/partner/{partner.pk}/change/", values)
    assert list(partner.districts.all()) == [district]
    assert PublicVersion.current() > before


def test_a_website_without_scheme_is_taken_as_a_safe_one(as_staff, db):
    values = {"name": "Verein Neu", "world": "civil", "kind": "club", "website": "example.org"}
    values |= {"contact_persons-TOTAL_FORMS": 0, "contact_persons-INITIAL_FORMS": 0}
    as_staff.post("/verwaltung/partners/partner/add/", values)
    assert Partner.objects.get().website == "https://example.org"


def test_a_partner_is_not_deleted(as_staff, partner):
    address = f"/verwaltung/partners/partner/{partner.pk}/delete/"
    assert as_staff.post(address, {"post": "yes"}).status_code == 403


def test_one_partner_and_many_cost_the_same_queries(as_staff, partner, django_assert_num_queries):
    address = "/verwaltung/partners/partner/"
    with django_assert_num_queries(5):
        as_staff.get(address)
    for number in range(8):
        Partner.objects.create(name=f"Verein {number}", world="civil", kind="club")
    with django_assert_num_queries(5):
        as_staff.get(address)
