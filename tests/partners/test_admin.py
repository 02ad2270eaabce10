import pytest

from courses.models import Course, CourseStatus
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


def choices(client, address):
    form = client.get(address).context["adminform"].form
    return {
        name: {row.pk for row in form.fields[name].queryset.filter()} for name in ("block", "day")
    }


@pytest.mark.parametrize(
    ("status", "is_offered"),
    [
        (CourseStatus.DRAFT, True),
        (CourseStatus.PUBLISHED, True),
        (CourseStatus.COMPLETED, False),
        (CourseStatus.CANCELLED, False),
    ],
)
def test_blocks_and_days_of_courses_that_are_over_cannot_be_chosen(
    as_staff, course, status, is_offered
):
    Course.objects.filter(pk=course.pk).update(status=status)
    found = choices(as_staff, "/verwaltung/partners/contribution/add/")
    assert {name: len(rows) for name, rows in found.items()} == (
        {"block": 6, "day": 12} if is_offered else {"block": 0, "day": 0}
    )


def test_a_contribution_keeps_its_block_and_day_when_the_course_is_over(as_staff, course, partner):
    block = course.blocks.last()
    made = Contribution.objects.create(partner=partner, block=block, day=block.days.last())
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    found = choices(as_staff, f"/verwaltung/partners/contribution/{made.pk}/change/")
    assert found == {"block": {block.pk}, "day": {made.day.pk}}


def test_only_what_was_agreed_or_held_is_certain(course, partner):
    block = course.blocks.first()
    for state in ("asked", "agreed", "declined", "held"):
        Contribution.objects.create(partner=partner, block=block, state=state)
    certain = Contribution.objects.certain().order_by("pk")
    assert [contribution.state for contribution in certain] == ["agreed", "held"]
