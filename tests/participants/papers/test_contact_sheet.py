"""Whom leaders call; while the course goes on, and not a day longer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.models import CourseStatus
from participants.papers.contact_sheet import contact_sheet_html
from participants.papers.course_end import is_over
from tests.participants.papers.rows_of import rows_of

BY_PHONE = {"phone": "+493023125103", "channel": "phone"}


def test_it_has_names_phones_and_needs_of_those_with_a_place(course, make_registration, staff):
    make_registration("Bea B", contact=BY_PHONE, answers={"needs": "große Schrift"})
    make_registration("Ada A")
    make_registration("Cem C").withdraw(staff)
    html = contact_sheet_html(course, date(2027, 3, 12))
    rows = [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows_of(html)]
    assert rows == [["Ada A", "–", ""], ["Bea B", "030 23125103", "große Schrift"]]
    assert "<strong>Vertraulich.</strong>" in html
    assert "person@example.org" not in html


@pytest.mark.parametrize(
    ("status", "days_later", "over"),
    [
        (CourseStatus.PUBLISHED, 0, False),
        (CourseStatus.PUBLISHED, 1, True),
        (CourseStatus.COMPLETED, 0, True),
        (CourseStatus.CANCELLED, 0, True),
    ],
)
def test_a_course_is_over_after_its_last_day_or_when_it_was_ended(course, status, days_later, over):
    course.status = status
    last = course.days()[-1].date
    assert is_over(course, last + timedelta(days=days_later)) is over


def test_a_course_without_days_is_not_over(course):
    course.blocks.all().delete()
    assert is_over(course, timezone.localdate()) is False
