"""The cast of every test: two leaders, one of the staff, a stranger, and a course they know."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from courses import checklist
from courses.models import Course, CourseDay, District, Venue
from courses.programme import lay_out
from participants.registration.arrival import Application, register
from tools import demo


@pytest.fixture
def staff(db):
    return User.objects.create_user("verwaltung@example.org", "pw", name="Vera Wal", is_staff=True)


@pytest.fixture
def lead(db):
    return User.objects.create_superuser("chefin@example.org", "pw", name="Carla Chefin")


@pytest.fixture
def leader(db):
    return User.objects.create_user("leitung@example.org", "pw", name="Lea Leit", is_leader=True)


@pytest.fixture
def other_leader(db):
    return User.objects.create_user("leitung2@example.org", "pw", name="Otto Ander", is_leader=True)


@pytest.fixture
def stranger(db):
    return User.objects.create_user("fremd@example.org", "pw", name="Frieda Fremd")


@pytest.fixture
def district(db):
    """Hemelingen, also where a test that wiped the database ran before."""
    return District.objects.get_or_create(name="Hemelingen", slug="hemelingen")[0]


@pytest.fixture
def venue(district):
    return Venue.objects.create(
        name="Bürgerhaus Probe",
        street="Probeweg 1",
        postal_code="28309",
        district=district,
        step_free="yes",
        access="Eingang vom Hof, Aufzug links.",
    )


@pytest.fixture
def make_course(district, venue, leader):
    """Return a function that opens a course of twelve days at a venue, led by `leader`."""

    def make(slug="hemelingen-2027", first_day=None, *, publish=True, **values):
        today = timezone.localdate()
        first_day = first_day or today + timedelta(weeks=4)
        course = Course.objects.create(
            **{
                "title": f"Bürger im Quartier {slug}",
                "slug": slug,
                "code": slug[:3].upper() + str(Course.objects.count() + 1),
                "district": district,
                "capacity": 16,
                "registration_opens": today - timedelta(days=30),
                "registration_closes": max(first_day, today),
                "contact_name": "Büro Probe",
                "contact_phone": "030 23125000",
                **values,
            }
        )
        lay_out(course, first_day)
        CourseDay.objects.of_course(course).update(venue=venue)
        CourseDay.history.bulk_history_create(course.days(), update=True)
        course.leaders.add(leader)
        if publish:
            checklist.publish(course)
        return course

    return make


@pytest.fixture
def course(make_course):
    """A published course with 16 seats, open for registration, that starts in four weeks."""
    return make_course()


@pytest.fixture
def small_course(make_course):
    """A published course with one single seat."""
    return make_course("blockdiek-2027", capacity=1)


@pytest.fixture
def past_course(make_course):
    """A published course whose twelve days all lie behind; nothing is entered yet."""
    return make_course("vegesack-2026", first_day=date.today() - timedelta(weeks=30))


@pytest.fixture
def make_registration(course):
    """Return a function that registers somebody by name, with an e-mail address if need be."""

    def make(name="Gülşen Işık", *, course=course, by=None, **application):
        contact = application.pop("contact", None)
        if contact is None:
            contact = {"email": "person@example.org", "channel": "email"}
        application.setdefault("arrived_at", before_it_began(course))
        return register(course, Application(person={"name": name, **contact}, **application), by=by)

    return make


def before_it_began(course):
    """Return a moment before the first day of a course that began already; None: now."""
    first = min((day.date for day in course.days()), default=date.max)
    began = first <= timezone.localdate()
    return timezone.now() - (timezone.localdate() - first) - timedelta(days=1) if began else None


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def as_leader(client, leader):
    client.force_login(leader)
    return client


@pytest.fixture
def demo_world(transactional_db):
    """Fill the database with the world of `manage.py demo`."""
    demo.load()


@pytest.fixture
def log_in():
    """Return a function that logs one of the demo's people in, with a browser's page."""

    def enter(page, login):
        page.goto("/konto/login/")
        page.get_by_label("E-Mail-Adresse").fill(login)
        page.get_by_label("Passwort").fill(demo.PASSWORD)
        page.get_by_role("button", name="Anmelden").click()

    return enter


@pytest.fixture(params=["JavaScript", "no JavaScript"])
def open_browser(request, browser, live_server, demo_world, log_in):
    """Return a function that opens a browser of a size, and perhaps logs somebody in."""
    contexts = []

    def start(size, login=None):
        scripts = request.param == "JavaScript"
        context = browser.new_context(
            viewport=size, base_url=live_server.url, java_script_enabled=scripts, locale="de"
        )
        contexts.append(context)
        page = context.new_page()
        if login:
            log_in(page, login)
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def outbox(settings):
    """Write mails into the outbox as the server does."""
    settings.EMAIL_BACKEND = "correspondence.outbox.OutboxBackend"
