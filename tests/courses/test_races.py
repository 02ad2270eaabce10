"""What staff and leaders do to one course at once: nothing is undone, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.checklist import publish
from courses.models import Course, CourseDay, CourseStatus, Venue
from participants.attendance import marks
from participants.course_changes import cancellation
from participants.models import Mark
from participants.staff.day_forms import VenueForm

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 12


def at_once(*actions):
    """Run the actions at the same moment, each in a thread of its own, and return what they return.

    A verb that is refused returns its exception; a deadlock is raised."""
    start = Barrier(len(actions))

    def act(action):
        try:
            start.wait()
            return action()
        except ValidationError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(act, actions))


def typing(course, staff, **values):
    """Return an action that sends the form of the course as it stands, with other values."""
    client = Client()
    client.force_login(staff)
    form = client.get(f"/verwaltung/courses/course/{course.pk}/change/").context["adminform"].form
    there = {name: form[name].value() for name in form.fields}
    filled = {name: value for name, value in there.items() if value is not None}
    address = f"/verwaltung/courses/course/{course.pk}/change/"
    return lambda: client.post(address, filled | values).status_code


def creating(staff, district, first_day, **names):
    """Return an action that sends the form for a new course, without names all are left empty."""
    client = Client()
    client.force_login(staff)
    typed = {"first_day": first_day, "district": district.pk, "capacity": 16}
    typed |= {"admission": "automatic", "offer_days": 7, "fee": "50,00"}
    return lambda: client.post("/verwaltung/courses/course/add/", typed | names)


def status_of(course):
    return Course.objects.values_list("status", flat=True).get(pk=course.pk)


def test_a_course_that_is_cancelled_while_somebody_types_stays_cancelled(make_course, staff):
    for number in range(ROUNDS):
        course = make_course(f"kurs-{number}")
        change = typing(course, staff, title="Neuer Titel")
        answers = at_once(lambda c=course: cancellation.cancel(c, staff, "Wasserschaden"), change)
        assert answers == [None, 302]
        assert status_of(course) == CourseStatus.CANCELLED
        assert Course.objects.get(pk=course.pk).title == "Neuer Titel"
        assert course.history.latest().status == CourseStatus.CANCELLED


def test_typing_about_a_course_lets_people_register_meanwhile(make_course, staff):
    """A lock on the key would let registrations wait, which point to the course."""
    change = typing(make_course("kurs"), staff, title="Neuer Titel")
    with CaptureQueriesContext(connection) as queries:
        assert change() == 302
    sqls = [one["sql"] for one in queries if 'FROM "courses_course"' in one["sql"]]
    locks = [sql.partition(" FOR ")[2] for sql in sqls if " FOR " in sql]
    assert locks == ['NO KEY UPDATE OF "courses_course"']


def test_of_two_who_create_a_course_at_once_the_second_gets_names_of_its_own(staff, district):
    for year in range(2027, 2027 + ROUNDS // 2):
        answers = at_once(*(creating(staff, district, f"{year}-03-01") for _ in range(2)))
        assert [answer.status_code for answer in answers] == [302, 302]
        named = Course.objects.order_by("pk").values_list("slug", "code")
        assert list(named)[-2:] == [
            (f"{district.slug}-{year}", f"HEM{year % 100}"),
            (f"{district.slug}-{year}-2", f"HEM{year % 100}B"),
        ]


def test_of_two_who_type_one_address_at_once_the_second_is_told_and_loses_nothing(staff, district):
    typed = {"title": "Neuer Kurs", "slug": "neuer-kurs", "code": "NEU27"}
    first_day = f"{timezone.localdate().year}-03-01"
    for _ in range(ROUNDS // 2):
        Course.objects.all().delete()
        pages = at_once(*(creating(staff, district, first_day, **typed) for _ in range(2)))
        told, created = sorted(pages, key=lambda page: page.status_code)
        assert (told.status_code, created.status_code, Course.objects.count()) == (200, 302, 1)
        form = told.context["adminform"].form
        assert form.errors == {
            name: [f"{label}: Das gibt es schon. Bitte nehmen Sie etwas anderes."]
            for name, label in (("slug", "Web-Adresse"), ("code", "Kurzzeichen"))
        }
        assert {name: form[name].value() for name in typed} == typed


def test_of_two_who_publish_at_once_one_is_told_that_it_is_done(make_course):
    for number in range(ROUNDS):
        course = make_course(f"kurs-{number}", publish=False)
        copies = [Course.objects.get(pk=course.pk) for _ in range(2)]
        answers = at_once(*(lambda c=copy: publish(c) for copy in copies))
        assert sorted(type(answer).__name__ for answer in answers) == [
            "NoneType",
            "ValidationError",
        ]
        assert course.history.filter(status=CourseStatus.PUBLISHED).count() == 1


def test_attendance_and_a_venue_for_all_days_do_not_wait_for_each_other(
    make_course, make_registration, leader
):
    halls = [Venue.objects.create(name=f"Saal {name}", step_free="yes") for name in "AB"]
    course = make_course("kurs", first_day=timezone.localdate().replace(month=1, day=1))
    ada = make_registration("Ada", course=course)
    for number in range(ROUNDS):
        CourseDay.objects.update(state="planned")
        day = course.days()[-1]
        CourseDay.objects.filter(pk=day.pk).update(date=timezone.localdate())
        mark = [Mark.PRESENT, Mark.ABSENT][number % 2]
        form = VenueForm({"venue": halls[number % 2].pk, "scope": "planned"}, course=course)
        mine = CourseDay.objects.get(pk=day.pk)
        at_once(lambda d=mine, m=mark: marks.enter_marks(d, {ada: m}, leader), form.carry_out)
        assert [day.venue for day in course.days()][:11] == [halls[number % 2]] * 11
        assert CourseDay.objects.get(pk=day.pk).state == "held"
