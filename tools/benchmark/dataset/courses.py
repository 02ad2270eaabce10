"""What the benchmark measures on: courses that are open, full, ended or waiting to be printed."""

from datetime import date, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from accounts.models import User
from courses.models import Course, CourseDay, CourseStatus, District, Venue
from courses.programme import lay_out
from participants.models import Mark, Status
from tools.benchmark.dataset import many_people
from tools.demo.partners import contribute, invite_partners

WEEK = timedelta(weeks=1)
MAIN, CROWDED, OPEN = "messung", "andrang", "offen"
MAIN_PEOPLE = 60
COURSE_PEOPLE = 20
# How many courses take the posts of one round, how many seats each of them has.
POST_COURSES = 8
POST_SEATS = 20


def make_course(slug: str, first_day: date, capacity: int = 16) -> Course:
    """Return a course of twelve days with leader, venue and contact, open for registration."""
    course = open_course(slug, first_day, capacity)
    lay_out(course, first_day)
    course.leaders.add(User.objects.get(is_leader=True))
    CourseDay.objects.filter(block__course=course).update(venue=Venue.objects.get())
    return course


def open_course(slug: str, first_day: date, capacity: int) -> Course:
    """Return a course without days: no registration reads them."""
    return Course.objects.create(
        title=f"Bürger im Quartier {slug}",
        slug=slug,
        code=slug.upper()[:12],
        status=CourseStatus.PUBLISHED,
        district=District.objects.get(slug="hemelingen"),
        capacity=capacity,
        registration_opens=first_day - 20 * WEEK,
        registration_closes=max(first_day, timezone.localdate()),
        contact_name="Büro Messung",
        contact_phone="030 23125000",
        contact_email="biq@example.org",
    )


def cast() -> str:
    """Create staff, leader and venue; return the session cookie of the member of staff."""
    staff = User.objects.create_user("verwaltung@example.org", name="Vera Demo", is_staff=True)
    User.objects.create_user("leitung@example.org", name="Lena Demo", is_leader=True)
    Venue.objects.create(
        name="Bürgerhaus Muster", street="Musterplatz 1", postal_code="28000", step_free="yes"
    )
    return session_of(staff)


def session_of(user: User) -> str:
    """Return the cookie of a session in which somebody is logged in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def open_for_pages() -> None:
    """Open the course whose page and form are measured, with partners and some people."""
    course = make_course(OPEN, timezone.localdate() + 6 * WEEK)
    contribute(course, invite_partners(course.district))
    many_people.enrol([(course, 5, Status.ENROLLED)])


def open_for_posts(rounds: int) -> None:
    """Open the courses that registrations are sent to: as many for the reference as for BIQ."""
    first_day = timezone.localdate() + 6 * WEEK
    for number in range(rounds):
        for side in ("biq", "bare"):
            for course in range(POST_COURSES):
                slug = post_course(side, number, course)
                open_course(slug, first_day, POST_SEATS)


def post_course(side: str, number: int, course: int) -> str:
    """Return the slug of one course of a round of posts."""
    return f"{side}-{number}-{course}"


def ended_for_printing(slug: str, people: int) -> None:
    """End a course of which everybody has earned the certificate."""
    course = make_course(slug, timezone.localdate() - 30 * WEEK, capacity=people)
    many_people.enrol([(course, people, Status.ENROLLED)])
    many_people.hold(course, Mark.PRESENT)


def staff_world(registrations: int, crowded: int) -> None:
    """Fill the lists of the staff: a running course, one that everybody wants, and ended ones."""
    today = timezone.localdate()
    main = make_course(MAIN, today - 8 * WEEK, capacity=MAIN_PEOPLE)
    wanted = make_course(CROWDED, today + 6 * WEEK, capacity=max(crowded // 4, 1))
    many_people.enrol(
        [
            (main, MAIN_PEOPLE, Status.ENROLLED),
            (wanted, wanted.capacity, Status.ENROLLED),
            (wanted, crowded - wanted.capacity, Status.WAITING),
        ]
    )
    many_people.hold(main, Mark.PRESENT, before=today)
    many_people.ended_courses(
        (registrations - MAIN_PEOPLE - crowded) // COURSE_PEOPLE, COURSE_PEOPLE
    )
    many_people.analyze()
