import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_nobody_logs_in_with_a_password_that_was_never_chosen():
    user = User.objects.create_user("neu@example.org", name="Neu")
    assert [user.has_usable_password(), user.check_password("")] == [False, False]


def test_addresses_are_kept_in_small_letters():
    assert User.objects.create_user("Neu@Example.ORG", "pw").email == "neu@example.org"


def test_whoever_leads_the_staff_is_staff():
    user = User(email="CHEFIN@example.org", is_superuser=True)
    user.clean()
    assert (user.is_staff, user.email) == (True, "chefin@example.org")


def test_a_lead_who_cannot_log_in_counts_for_nobody(lead):
    other = User.objects.create_superuser("andere@example.org", "pw", is_active=False)
    assert (lead.is_only_lead(), other.is_only_lead()) == (True, False)
    User.objects.filter(pk=other.pk).update(is_active=True)
    assert (lead.is_only_lead(), other.is_only_lead()) == (False, False)


def test_a_user_without_a_name_is_called_by_the_address():
    named = User(email="a@example.org", name="Ada")
    assert (str(named), str(User(email="a@example.org"))) == ("Ada", "a@example.org")


@pytest.mark.parametrize(
    ("password", "refusals"),
    [
        ("Probe-Sonne", ["password_too_short"]),
        ("Probe-Sonne-7", []),
        ("q1w2e3r4t5y6", ["password_too_common"]),
        ("860219473056", ["password_entirely_numeric"]),
    ],
)
def test_a_password_has_twelve_characters_and_is_not_one_that_everybody_takes(password, refusals):
    codes = []
    try:
        validate_password(password)
    except ValidationError as error:
        codes = [one.code for one in error.error_list]
    assert codes == refusals
