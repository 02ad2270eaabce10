import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.edition import Edition, new_edition
from courses.models import Venue

pytestmark = pytest.mark.django_db


def test_every_change_makes_a_new_edition():
    numbers = [Edition.current()]
    for _ in range(3):
        Edition.bump()
        numbers.append(Edition.current())
    assert numbers == sorted(set(numbers))


def test_a_change_that_is_rolled_back_leaves_the_edition():
    before = Edition.current()
    with transaction.atomic():
        Edition.bump()
        transaction.set_rollback(True)
    assert Edition.current() == before


def test_the_number_of_a_rolled_back_edition_does_not_come_again():
    with transaction.atomic():
        Edition.bump()
        lost = Edition.current()
        transaction.set_rollback(True)
    Edition.bump()
    assert (Edition.current() == lost) is False


def test_a_missing_row_is_made_anew():
    Edition.objects.all().delete()
    Edition.bump()
    assert Edition.objects.get(pk=1).number == Edition.current()


def test_asking_costs_one_query(django_assert_num_queries):
    Edition.current()
    with django_assert_num_queries(1):
        Edition.current()


def test_the_number_is_renewed_after_everything_that_changed():
    before = Edition.current()
    with new_edition():
        Venue.objects.create(name="Saal A", step_free="yes")
        Venue.objects.update(name="Saal B")
        Venue.objects.get().delete()
        assert Edition.current() == before
    assert (Edition.current() == before) is False


def test_a_change_within_another_costs_one_new_number():
    with CaptureQueriesContext(connection) as asked, new_edition(), new_edition():
        pass
    assert [query["sql"].startswith("UPDATE") for query in asked].count(True) == 1


def test_after_a_change_that_failed_the_next_one_is_printed():
    before = Edition.current()
    with pytest.raises(ValueError, match="kaputt"), new_edition():
        raise ValueError("kaputt")
    assert Edition.current() == before
    Venue.objects.create(name="Saal A", step_free="yes")
    assert (Edition.current() == before) is False
