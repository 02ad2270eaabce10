import pytest

from accounts.models import User
from web.database.precompiled_query import PrecompiledQuery

pytestmark = pytest.mark.django_db


def names_by_email(email):
    return User.objects.filter(email=email).values_list("name", "email")


def test_every_value_gets_its_own_row(staff, leader):
    query = PrecompiledQuery(names_by_email, gap="gap@example.org")
    assert query.row(staff.email) == (staff.name, staff.email)
    assert query.row(leader.email) == (leader.name, leader.email)


def test_no_row_is_the_empty_tuple(staff):
    assert PrecompiledQuery(names_by_email, gap="gap@example.org").row("x@example.org") == ()


def test_a_value_is_data_and_never_sql(staff):
    query = PrecompiledQuery(names_by_email, gap="gap@example.org")
    assert query.row("x' OR '1'='1") == ()


def test_the_sql_is_put_together_once(staff):
    built = []

    def build(email):
        built.append(email)
        return names_by_email(email)

    query = PrecompiledQuery(build, gap="gap@example.org")
    for _ in range(3):
        query.row(staff.email)
    assert built == ["gap@example.org"]
