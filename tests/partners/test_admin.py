from datetime import date

import pytest
from django.core.exceptions import ValidationError

from courses.models import Course, CourseStatus, ProgrammeItem
from partners import removal
from partners.models import Contribution, Partner
from tests.sent_form import sent
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
    assert answer.url == f"/verwaltung/kurse/{course.slug}/#programm"


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


ADD = "/verwaltung/partners/contribution/add/"
LIST = "/verwaltung/partners/contribution/"


def choices(client, address):
    form = client.get(address).context["adminform"].form
    return {name: list(form.fields[name].queryset) for name in ("block", "day")}


def test_the_form_offers_the_blocks_of_this_course_and_the_days_of_this_block(
    as_staff, course, make_course
):
    make_course("walle-2027")
    block = course.blocks.get(number=2)
    assert choices(as_staff, f"{ADD}?block={block.pk}") == {
        "block": list(course.blocks.all()),
        "day": list(block.days.all()),
    }


@pytest.mark.parametrize("status", [CourseStatus.COMPLETED, CourseStatus.CANCELLED])
def test_nothing_is_added_to_a_course_that_is_over(as_staff, course, status):
    Course.objects.filter(pk=course.pk).update(status=status)
    answer = as_staff.get(f"{ADD}?block={course.blocks.first().pk}")
    assert answer.url == "/verwaltung/courses/course/"


@pytest.mark.parametrize("query", ["", "?block=", "?block=x", "?block=0", "?block=" + "9" * 30])
def test_without_a_block_staff_are_led_to_the_courses(as_staff, db, query):
    answer = as_staff.get(f"{ADD}{query}", follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Bitte öffnen Sie einen Durchlauf. Dort steht bei jedem Block „Partner hinzufügen“."
    ]


def test_a_contribution_keeps_its_block_and_day_when_the_course_is_over(as_staff, course, partner):
    block = course.blocks.last()
    made = Contribution.objects.create(partner=partner, block=block, day=block.days.last())
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    found = choices(as_staff, f"{LIST}{made.pk}/change/")
    assert found == {"block": list(course.blocks.all()), "day": list(block.days.all())}


def test_contributions_name_their_course_and_are_narrowed_down_by_it(
    as_staff, course, make_course, partner
):
    old = make_course("vegesack-2024", date(2024, 3, 1))
    for one in (course, old):
        Contribution.objects.create(partner=partner, block=one.blocks.first(), topic=one.slug)
    Course.objects.filter(pk=old.pk).update(status=CourseStatus.COMPLETED)
    page = as_staff.get(f"{LIST}?kurs=vegesack-2024")
    assert [row.topic for row in page.context["cl"].result_list] == ["vegesack-2024"]
    html = page.content.decode()
    assert '<td class="field-course_name">Hemelingen 2024</td>' in html
    assert '<span class="status status-attention">angefragt</span>' in html
    assert '<option value="vegesack-2024" selected>Hemelingen 2024' in html


def test_one_contribution_and_many_cost_the_same_queries(
    as_staff, course, partner, django_assert_num_queries
):
    Contribution.objects.create(partner=partner, block=course.blocks.first())
    with django_assert_num_queries(5):
        as_staff.get(LIST)
    for block in course.blocks.all():
        Contribution.objects.create(partner=partner, block=block, day=block.days.first())
    with django_assert_num_queries(5):
        as_staff.get(LIST)


def test_only_what_was_agreed_or_held_is_certain(course, partner):
    block = course.blocks.first()
    for state in ("asked", "agreed", "declined", "held"):
        Contribution.objects.create(partner=partner, block=block, state=state)
    certain = Contribution.objects.certain().order_by("pk")
    assert [contribution.state for contribution in certain] == ["agreed", "held"]


@pytest.fixture
def placed(course, partner):
    """A contribution with a place in the running order of its day."""
    day = course.days()[0]
    item = ProgrammeItem.objects.create(day=day, kind="contribution", minutes=60)
    return Contribution.objects.create(partner=partner, block=day.block, day=day, item=item)


def test_what_has_a_place_changes_its_day_in_the_programme_only(as_staff, placed, course):
    address = f"{LIST}{placed.pk}/change/"
    assert list(as_staff.get(address).context["adminform"].form.fields) == [
        "partner",
        "topic",
        "state",
    ]
    other = course.days()[1]
    as_staff.post(address, sent(as_staff.get(address), day=other.pk, topic="Neu"))
    placed.refresh_from_db()
    assert (placed.topic, placed.day, placed.item.day) == ("Neu", *[course.days()[0]] * 2)


def test_declined_in_the_list_it_frees_its_place_too(as_staff, placed):
    address = f"{LIST}{placed.pk}/change/"
    as_staff.post(address, sent(as_staff.get(address), state="declined"))
    placed.refresh_from_db()
    assert (placed.state, placed.item) == ("declined", None)
    assert ProgrammeItem.objects.count() == 1


def test_a_place_on_another_day_is_refused(placed, course):
    placed.day = course.days()[1]
    with pytest.raises(ValidationError, match="an einem anderen Kurstag"):
        placed.full_clean()


def test_who_asked_to_be_forgotten_is_no_choice(as_staff, course, partner):
    gone = Partner.objects.create(name="Gehtweg", world="civil", kind="club")
    removal.forget_partner(gone)
    page = as_staff.get(f"{LIST}add/?block={course.blocks.first().pk}")
    offered = page.context["adminform"].form.fields["partner"].queryset
    assert list(offered) == [partner]
