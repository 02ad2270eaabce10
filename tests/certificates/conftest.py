"""A course that is over, with four people who were there on 12, 9, 3 and 0 days."""

from unittest import mock

import pytest

from certificates.issuing import issuance, printing
from courses.models import CourseDay
from participants.attendance import eligibility, marks
from participants.models import Mark
from partners.models import Contribution, Partner
from tests.biq.addresses import blank_pdf

DAYS = {"Gülşen Işık": 12, "Ben Neun": 9, "Cem Drei": 3, "Dora Null": 0}


@pytest.fixture
def be_there(past_course, make_registration, leader):
    """Return a function that registers somebody who is there on the first so many days."""

    def attend(name, days, unknown=()):
        person = make_registration(name, course=past_course)
        for number, day in enumerate(CourseDay.objects.of_course(past_course)):
            mark = None if number in unknown else mark_of(number, days)
            marks.enter_marks(day, {person: mark}, leader)
        return person

    return attend


def mark_of(number, days):
    """Return the mark on a day, counted from 0, of somebody who was there on the first days."""
    return Mark.PRESENT if number < days else Mark.ABSENT


@pytest.fixture
def course_over(past_course, make_registration, leader):
    people = {make_registration(name, course=past_course): days for name, days in DAYS.items()}
    for number, day in enumerate(CourseDay.objects.of_course(past_course)):
        there = {one: mark_of(number, days) for one, days in people.items()}
        marks.enter_marks(day, there, leader)
    return past_course


@pytest.fixture
def decide(course_over, staff):
    """Return a function that decides by hand, after the end, for or against a certificate."""

    def decide(name, *, granted):
        person = course_over.registrations.get(participant__name=name)
        eligibility.override(person, granted=granted, reason="Probe", by=staff)
        end = person.complete if granted else person.end_without_completing
        end(staff, "Probe")
        return person

    return decide


@pytest.fixture(scope="session")
def blank_sheet():
    return blank_pdf()


@pytest.fixture
def issued(course_over, staff, blank_sheet):
    """The course with two certificates and one confirmation, each stored as a blank sheet.

    Setting three takes longer than most tests: who reads what is printed asks for `printed`."""
    issuance.end_and_issue(course_over, staff)
    with mock.patch.object(printing, "print_many", lambda pages: blank(pages, blank_sheet)):
        issuance.render_pending()
    return course_over


def blank(pages, sheet):
    """Render every page, as printing does, and give the sheet for it."""
    return ((key, sheet) for key, _html in pages)


@pytest.fixture
def printed(course_over, staff):
    """The same course, with its certificates printed."""
    issuance.end_and_issue(course_over, staff)
    issuance.render_pending()
    return course_over


@pytest.fixture
def speak(course_over):
    """Return a function that lets somebody in the course choose a language; returns the person."""

    def speak(name, language):
        person = course_over.registrations.get(participant__name=name).participant
        person.language = language
        person.save()
        return person

    return speak


@pytest.fixture
def other_course(make_course):
    return make_course("walle-2027")


@pytest.fixture
def contribute(course_over):
    """Return a function that lets a partner contribute to the course that is over."""

    def contribute(name="Sportverein Probe", state="held", topic="Ehrenamt im Verein"):
        partner = Partner.objects.create(name=name, world="civil", kind="club")
        block = course_over.blocks.get(number=2)
        return Contribution.objects.create(partner=partner, block=block, topic=topic, state=state)

    return contribute
