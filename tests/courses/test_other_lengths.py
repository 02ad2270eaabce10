"""Courses that are longer or shorter than the default programme, from the draft to the papers."""

from datetime import date, timedelta

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from certificates.design import rendering
from certificates.issuing import issuance
from certificates.models import Certificate, Kind
from courses import checklist
from courses.copying import copy_course
from courses.models import Course, CourseDay, CourseStatus
from participants.attendance import eligibility, marks
from participants.attendance.matrix import matrix
from participants.course_changes import completion, day_changes
from participants.models import Mark
from participants.registration.arrival import Application, register

NEW = "/verwaltung/courses/course/add/"


def typed(district, leader, first_day, **values):
    today = timezone.localdate()
    return {
        "first_day": first_day.isoformat(),
        "title": "Bürger im Quartier Vahr",
        "slug": "vahr",
        "code": "VAH27",
        "district": district.pk,
        "registration_opens": (today - timedelta(days=300)).isoformat(),
        "registration_closes": today.isoformat(),
        "capacity": 16,
        "admission": "automatic",
        "offer_days": 7,
        "fee": "50,00",
        "certificate_days": "",
        "leaders": [leader.pk],
        "contact_name": "Büro Probe",
        "contact_phone": "030 23125000",
        **values,
    }


@pytest.fixture
def plan_course(as_staff, district, leader, venue):
    """Return a function that types a new course in and gives its days a venue and its blocks a
    title; without `first_day` all its days lie in the past."""

    def plan(first_day=None, **values):
        first_day = first_day or timezone.localdate() - timedelta(weeks=40)
        answer = as_staff.post(NEW, typed(district, leader, first_day, **values))
        assert answer.status_code == 302
        course = Course.objects.get()
        CourseDay.objects.filter(block__course=course).update(venue=venue)
        course.blocks.filter(title="").update(title="Was uns noch fehlt")
        return course

    return plan


def person(course, name):
    contact = {"email": "person@example.org", "channel": "email"}
    return register(course, Application(person={"name": name, **contact}))


def attend(registration, times, by):
    for number, day in enumerate(CourseDay.objects.of_course(registration.course)):
        if not day.is_cancelled:
            mark = Mark.PRESENT if number < times else Mark.ABSENT
            marks.enter_marks(day, {registration: mark}, by)


@pytest.mark.parametrize(
    ("blocks", "days_of_a_block", "days", "needed"),
    [(5, 2, 10, 8), (7, 2, 14, 11), (4, 3, 12, 9), (3, 1, 3, 3), (1, 1, 1, 1), (9, 2, 18, 14)],
)
def test_a_course_of_any_length_from_the_draft_to_its_certificates(
    plan_course, as_staff, leader, staff, blocks, days_of_a_block, days, needed
):
    course = plan_course(blocks=blocks, days_of_a_block=days_of_a_block)
    assert (course.blocks.count(), len(course.days())) == (blocks, days)
    assert course.certificate_days == needed
    as_staff.post(f"/verwaltung/kurse/{course.slug}/veroeffentlichen/")
    course.refresh_from_db()
    assert course.status == CourseStatus.PUBLISHED

    often, seldom = person(course, "Ada"), person(course, "Bo")
    attend(often, needed, leader)
    attend(seldom, needed - 1, leader)
    rows = {row.name: row for row in matrix(course).rows}
    assert [len(row.cells) for row in rows.values()] == [days, days]
    assert (rows["Ada"].progress.needed, rows["Bo"].progress.missing) == (needed, 1)
    outcome = completion.complete(course, staff)
    assert (outcome.completed, outcome.not_completed) == ([often], [seldom])

    issuance.end_and_issue(course, staff)
    issuance.render_pending()
    certificate = Certificate.objects.get(registration=often)
    assert (certificate.kind, certificate.days_attended, certificate.days_held) == (
        Kind.CERTIFICATE,
        needed,
        days,
    )
    assert len(certificate.blocks) == blocks
    assert f"an {needed} von {days} Kurstagen" in rendering.certificate_html(certificate)
    with certificate.pdf.open() as stored, pikepdf.open(stored) as document:
        assert len(document.pages) == 1
    others = Certificate.objects.filter(registration=seldom)
    assert [other.kind for other in others] == ([Kind.CONFIRMATION] if needed > 1 else [])


@pytest.mark.parametrize(
    ("days_of_a_block", "certificate_days", "refusal"),
    [
        (2, 11, "Nötig sind 11, der Kurs hat aber nur 10. Üblich sind 8."),
        (1, 6, "Nötig sind 6, der Kurs hat aber nur 5. Üblich sind 4."),
    ],
)
def test_nobody_needs_more_days_than_there_are(
    as_staff, district, leader, days_of_a_block, certificate_days, refusal
):
    shape = {"blocks": 5, "days_of_a_block": days_of_a_block}
    values = typed(district, leader, timezone.localdate(), **shape)
    answer = as_staff.post(NEW, values | {"certificate_days": certificate_days})
    assert answer.context["adminform"].form.errors == {"certificate_days": [refusal]}
    assert Course.objects.count() == 0
    as_staff.post(NEW, values | {"certificate_days": certificate_days - 1})
    assert Course.objects.get().certificate_days == certificate_days - 1


def test_a_course_keeps_to_its_own_days_when_it_is_changed(plan_course, as_staff, district, leader):
    course = plan_course(blocks=5, certificate_days=10)
    values = typed(district, leader, timezone.localdate())
    address = f"/verwaltung/courses/course/{course.pk}/change/"
    answer = as_staff.post(address, values | {"certificate_days": 11})
    assert answer.context["adminform"].form.errors == {
        "certificate_days": ["Nötig sind 11, der Kurs hat aber nur 10. Üblich sind 8."]
    }
    day_changes.cancel(course.days()[0])
    assert as_staff.post(address, values | {"certificate_days": 10}).status_code == 302
    course.blocks.all().delete()
    assert as_staff.post(address, values | {"certificate_days": 11}).status_code == 302


@pytest.mark.parametrize(
    ("shape", "errors"),
    [
        ({"blocks": 0}, {"blocks"}),
        ({"blocks": 11}, {"blocks"}),
        ({"days_of_a_block": 0}, {"days_of_a_block"}),
        ({"days_of_a_block": 4}, {"days_of_a_block"}),
        ({"blocks": "viele", "certificate_days": 0}, {"blocks", "certificate_days"}),
    ],
)
def test_a_shape_that_no_course_can_have_is_refused(as_staff, district, leader, shape, errors):
    answer = as_staff.post(NEW, typed(district, leader, timezone.localdate(), **shape))
    assert set(answer.context["adminform"].form.errors) == errors
    assert Course.objects.count() == 0


def test_a_block_beyond_the_default_programme_needs_a_title_before_it_is_public(
    as_staff, district, leader, venue
):
    as_staff.post(NEW, typed(district, leader, date(2027, 1, 11), blocks=8))
    course = Course.objects.get()
    CourseDay.objects.update(venue=venue)
    with pytest.raises(ValidationError) as refused:
        checklist.publish(course)
    assert refused.value.messages == ["Blöcke: Noch ohne Titel: Block 7, Block 8."]
    course.blocks.filter(number__gt=6).update(title="Eigenes Thema")
    checklist.publish(course)
    points = {point.label: point.remark for point in checklist.checklist(course) if point.remark}
    assert points == {"Blöcke": "Dieser Kurs hat 8, üblich sind 6."}


def test_the_page_of_a_course_shows_its_own_blocks_and_days(plan_course, client):
    course = plan_course(timezone.localdate() + timedelta(weeks=3), blocks=5)
    checklist.publish(course)
    page = client.get(course.get_absolute_url()).content.decode()
    assert (page.count('<section class="block">'), page.count('<span class="date">')) == (5, 10)


def test_a_block_may_have_three_days_and_another_one(plan_course, venue):
    course = plan_course()
    first, second, *_ = course.blocks.all()
    extra = first.days.last()
    CourseDay.objects.create(block=first, date=extra.date + timedelta(days=1), venue=venue)
    second.days.last().delete()
    points = {point.label: point for point in checklist.checklist(course)}
    assert [point.label for point in points.values() if not point.done] == []
    assert points["Kurstage"].remark == (
        "Üblich sind 2 in jedem Block. Block 1 hat 3, Block 2 hat 1."
    )
    assert points["Blöcke"].remark == ""
    checklist.publish(course)
    assert eligibility.needed_days(course, 12) == 9


def test_a_cancelled_day_leaves_the_same_share_and_a_substitute_is_no_further_day(plan_course):
    course = plan_course(blocks=5)
    first, second, *_ = course.days()
    for day in (first, second):
        day_changes.cancel(day)
    assert eligibility.needed_days(course, 8) == 7  # ceil(8 / 10 × 8)
    new = day_changes.substitute(first, timezone.localdate())
    assert eligibility.needed_days(course, 9) == 8
    day_changes.cancel(new)
    day_changes.substitute(new, timezone.localdate())
    assert eligibility.needed_days(course, 9) == 8


def copied(course, name="neu", weeks=20):
    first_day = timezone.localdate() + timedelta(weeks=weeks)
    code = name.upper()
    return copy_course(course, title=name.title(), slug=name, code=code, first_day=first_day)


@pytest.mark.parametrize(("blocks", "days_of_a_block"), [(5, 2), (7, 2), (2, 3)])
def test_a_copy_keeps_any_shape_and_can_be_published(plan_course, leader, blocks, days_of_a_block):
    course = plan_course(blocks=blocks, days_of_a_block=days_of_a_block)
    new = copied(copied(course), name="neuer", weeks=60)
    shape = [(block.number, block.title, block.days.count()) for block in course.blocks.all()]
    assert [(b.number, b.title, b.days.count()) for b in new.blocks.all()] == shape
    assert new.certificate_days == course.certificate_days
    new.leaders.add(leader)
    new.registration_opens = new.registration_closes = timezone.localdate()
    new.save()
    checklist.publish(new)


def test_a_copy_without_the_cancelled_days_asks_for_the_same_share(plan_course):
    course = plan_course(certificate_days=10)
    for day in course.days()[1:3]:
        day.cancel()
    new = copied(course)
    assert [block.days.count() for block in new.blocks.all()] == [1, 1, 2, 2, 2, 2]
    assert new.certificate_days == 9  # ceil(10 / 12 × 10)


def test_a_block_that_fell_out_is_planned_anew_in_a_copy_without_its_substitutes(plan_course):
    course = plan_course(blocks=2)
    first, second, *_ = course.days()
    for day in (first, second):
        day.cancel()
    first.substitute_on(first.date - timedelta(days=7)).cancel()
    new = copied(course)
    planned = [day for day in course.days() if not day.is_substitute]
    assert [day.date - new.days()[0].date for day in new.days()] == [
        day.date - first.date for day in planned
    ]
    assert new.days()[0].date == timezone.localdate() + timedelta(weeks=20)
    assert {day.state for day in new.days()} == {"planned"}
    assert new.certificate_days == 3


def test_a_course_without_days_has_nothing_to_copy(plan_course):
    course = plan_course()
    CourseDay.objects.all().delete()
    with pytest.raises(ValueError, match=f"^{course} has no course days to shift$"):
        copied(course)


def test_the_cockpit_of_a_draft_says_what_is_unusual_about_it(plan_course, as_staff):
    course = plan_course(blocks=5, days_of_a_block=1)
    page = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    assert page.count("Dieser Kurs hat 5, üblich sind 6.") == 1
    assert page.count("Üblich sind 2 in jedem Block. Block 1 hat 1, Block 2 hat 1,") == 1
