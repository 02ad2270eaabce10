import pytest

from courses.certificate_days import same_share, usual_certificate_days
from courses.default_programme import default_certificate_days
from courses.models import Course


@pytest.mark.parametrize(
    ("planned", "needed"), [(1, 1), (2, 2), (3, 3), (4, 3), (10, 8), (12, 9), (14, 11), (20, 15)]
)
def test_three_quarters_are_usual_rounded_up(planned, needed):
    assert usual_certificate_days(planned) == needed


def test_a_course_of_the_default_programme_asks_for_nine_days():
    assert (default_certificate_days(), Course().certificate_days) == (9, 9)


@pytest.mark.parametrize(
    ("certificate_days", "planned", "days", "needed"),
    [(9, 12, 12, 9), (9, 12, 11, 9), (8, 10, 9, 8), (8, 10, 5, 4), (1, 3, 2, 1), (5, 5, 4, 4)],
)
def test_the_same_share_of_fewer_days_is_rounded_up(certificate_days, planned, days, needed):
    assert same_share(certificate_days, planned, days) == needed


def test_without_planned_days_none_is_needed():
    assert same_share(9, 0, 0) == 0
