import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.models import Venue
from web.public_version import PublicVersion, new_public_version

pytestmark = pytest.mark.django_db


def test_every_change_makes_a_new_edition():
    numbers = [PublicVersion.current()]
    for _ in range(3):
        PublicVersion.bump()
        numbers.append(PublicVersion.current())
    assert numbers == sorted(set(numbers))


def test_a_change_that_is_rolled_back_leaves_the_edition():
    before = PublicVersion.current()
    with transaction.atomic():
        PublicVersion.bump()
        transaction.set_rollback(True)
    assert PublicVersion.current() == before


def test_the_number_of_a_rolled_back_edition_does_not_come_again():
    with transaction.atomic():
        PublicVersion.bump()
        lost = PublicVersion.current()
        transaction.set_rollback(True)
    PublicVersion.bump()
    assert (PublicVersion.current() == lost) is False


def test_a_missing_row_is_made_anew():
    PublicVersion.objects.all().delete()
    PublicVersion.bump()
    assert PublicVersion.objects.get(pk=1).number == PublicVersion.current()


def test_asking_costs_one_query(django_assert_num_queries):
    PublicVersion.current()
    with django_assert_num_queries(1):
        PublicVersion.current()


def test_the_number_is_renewed_after_everything_that_changed():
    before = PublicVersion.current()
    with new_public_version():
        Venue.objects.create(name="Saal A", step_free="yes")
        Venue.objects.update(name="Saal B")
        Venue.objects.get().delete()
        assert PublicVersion.current() == before
    assert (PublicVersion.current() == before) is False


def test_a_change_within_another_costs_one_new_number():
    with CaptureQueriesContext(connection) as asked, new_public_version(), new_public_version():
        pass
    assert [query["sql"].startswith("UPDATE") for query in asked].count(True) == 1


def test_after_a_change_that_failed_the_next_one_is_printed():
    before = PublicVersion.current()
    with pytest.raises(ValueError, match="kaputt"), new_public_version():
        raise ValueError("kaputt")
    assert PublicVersion.current() == before
    Venue.objects.create(name="Saal A", step_free="yes")
    assert (PublicVersion.current() == before) is False
