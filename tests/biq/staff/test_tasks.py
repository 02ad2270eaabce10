"""What needs doing, line by line: when it is named, and when it is no more."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from biq.models import Failure, Heartbeat
from biq.staff.tasks.certificates import certificates_to_issue
from biq.staff.tasks.correspondence import failed_mails
from biq.staff.tasks.programme import (
    blocks_without_partner,
    courses_to_complete,
    missing_attendance,
)
from biq.staff.tasks.registrations import unconfirmed_addresses, visitors_who_wait
from biq.staff.tasks.task import Task, cockpits, people
from correspondence.models import Message
from courses.models import Course, CourseDay, CourseStatus
from participants.attendance import guests, marks
from participants.attendance.marks import Mark
from participants.models import Registration
from partners.models import Contribution, Partner


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Verein Probe", world="civil", kind="club")


def test_a_mail_that_did_not_arrive_is_urgent(course, make_registration):
    make_registration()
    Message.objects.update(state="failed")
    task = failed_mails()
    assert (task.number, task.label, task.urgent) == (1, "E-Mail kam nicht an", True)
    assert task.links == [
        ("ansehen", "/verwaltung/correspondence/message/?state__exact=failed"),
    ]


def test_a_job_that_fails_again_and_again_is_named_with_its_reason(as_staff):
    began = datetime(2027, 3, 12, 9, 15, tzinfo=timezone.get_current_timezone())
    reason = "Der Speicherplatz auf dem Server ist voll."
    failures = [
        Failure("typeset_letters", began.isoformat(), 3, reason),
        Failure("deliver_due", began.isoformat(), 2, "OSError: kurz weg"),
    ]
    Heartbeat.beat(timezone.now(), failures)
    shown = as_staff.get("/verwaltung/").context["tasks"]
    assert [task.label for task in shown if task.urgent] == [
        "Aufgabe misslingt seit 12. März, 09:15 Uhr: Briefe zum Drucken vorbereiten."
        f" {reason} Bitte sagen Sie der Technik Bescheid."
    ]


def test_who_waits_and_was_there_is_named(past_course, make_registration, leader):
    past_course.capacity = 1
    past_course.save()
    _ada, bo = (make_registration(name, course=past_course) for name in ("Ada", "Bo"))
    assert visitors_who_wait().number == 0
    guests.welcome_waiting(past_course.days()[0], bo, leader)
    task = visitors_who_wait()
    assert task.label == "Person von der Warteliste war schon an einem Kurstag da: Platz geben?"
    assert task.links == [("Bo", f"/verwaltung/anmeldungen/{bo.reference}/")]


def test_a_line_shows_four_links_and_how_many_there_are_besides():
    links = [(str(number), "/") for number in range(6)]
    task = Task(6, "Kurse", links)
    assert (task.shown, task.more) == (links[:4], 2)
    assert (Task(4, "Kurse", links[:4]).more, Task(0, "Kurse").shown) == (0, [])


def test_a_course_is_linked_once_in_the_order_of_its_first_day():
    found = [("b", "B"), ("a", "A"), ("b", "B")]
    assert cockpits(found, "programm") == [
        ("B", "/verwaltung/kurse/b/#programm"),
        ("A", "/verwaltung/kurse/a/#programm"),
    ]


def test_certificates_are_to_issue_for_a_year(past_course, make_registration, staff):
    was_there, never_came = (make_registration(n, course=past_course) for n in ("Ada", "Bea"))
    noted = {was_there: Mark.PRESENT, never_came: Mark.ABSENT}
    marks.enter_marks(past_course.days()[0], noted, staff)
    people = Registration.objects.filter(pk__in=[was_there.pk, never_came.pk])
    people.update(status="not_completed")
    Course.objects.filter(pk=past_course.pk).update(status=CourseStatus.COMPLETED)
    last = past_course.days()[-1].date

    def to_issue(days):
        return certificates_to_issue(last + timedelta(days=days))

    assert (to_issue(365).number, to_issue(365).label) == (1, "Zertifikat auszustellen")
    assert to_issue(365).links == [
        (past_course.title, f"/verwaltung/kurse/{past_course.slug}/zertifikate/")
    ]
    assert to_issue(366).number == 0
    people.update(status="completed")
    assert to_issue(0).number == 2


def test_the_attendance_of_today_is_missing_tomorrow(past_course, make_registration):
    make_registration(course=past_course)
    first, *others = past_course.days()
    CourseDay.objects.filter(pk__in=[day.pk for day in others]).delete()
    assert missing_attendance(first.date).number == 0
    assert missing_attendance(first.date + timedelta(days=1)).links == [
        (f"{past_course}, {first}", f"/verwaltung/kurstage/{first.pk}/anwesenheit/")
    ]
    assert missing_attendance(first.date + timedelta(days=1)).number == 1


def test_a_course_is_over_the_day_after_its_last_day_that_took_place(past_course):
    *_, before, last = past_course.days()
    last.cancel()
    assert courses_to_complete(before.date).number == 0
    assert courses_to_complete(before.date + timedelta(days=1)).number == 1


def test_an_address_is_asked_about_as_long_as_the_course_goes_on(past_course, make_registration):
    registration = make_registration(course=past_course)
    last = past_course.days()[-1].date
    assert unconfirmed_addresses(last).links == [
        ("Gülşen Işık", f"/verwaltung/anmeldungen/{registration.reference}/")
    ]
    assert unconfirmed_addresses(last + timedelta(days=1)).number == 0


@pytest.mark.parametrize(("state", "lacks"), [("asked", 5), ("declined", 6)])
def test_a_partner_who_was_asked_may_still_come(course, partner, state, lacks):
    Contribution.objects.create(partner=partner, block=course.blocks.first(), state=state)
    assert blocks_without_partner(timezone.localdate()).number == lacks


def test_a_block_whose_days_are_over_or_cancelled_asks_for_nobody(course):
    second = course.days()[1]
    assert blocks_without_partner(second.date).number == 6
    assert blocks_without_partner(second.date + timedelta(days=1)).number == 5
    second.cancel()
    assert blocks_without_partner(second.date).number == 5


def test_two_people_of_the_same_name_are_told_apart(course, past_course, make_registration):
    one = make_registration("Ada Beispiel")
    other = make_registration("Ada Beispiel", course=past_course)
    make_registration("Bea Beispiel")
    found = people(Registration.objects.order_by("pk"))
    assert [text for text, _ in found] == [
        f"Ada Beispiel (Hemelingen, {one.reference})",
        f"Ada Beispiel (Hemelingen, {other.reference})",
        "Bea Beispiel",
    ]
