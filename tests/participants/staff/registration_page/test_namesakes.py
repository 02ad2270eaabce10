import pytest

from participants.models import Interest
from participants.staff.registration_page.namesakes import namesakes, perhaps_interested

PHONE = {"phone": "+49421123456", "channel": "phone"}
EMAIL = {"email": "paar@example.org", "channel": "email"}


@pytest.fixture
def make_wish(course):
    def make(**known):
        return Interest.objects.create(district=course.district, ends_on="2099-01-01", **known)

    return make


@pytest.mark.parametrize("shared", [PHONE, EMAIL])
def test_who_shares_a_number_or_an_address_is_perhaps_the_same(make_registration, shared):
    first = make_registration("Ada Beispiel", contact=shared)
    second = make_registration("Bea Muster", contact=shared)
    assert list(namesakes(second.participant)) == [first]


def test_a_name_in_another_spelling_is_perhaps_the_same(make_registration):
    first = make_registration("Weiß, Hans")
    assert list(namesakes(make_registration("Hans Weiss").participant)) == [first]


def test_who_shares_nothing_is_nobody_known(make_registration):
    make_registration("Ada Beispiel", contact=PHONE)
    other = make_registration("Bea Muster", contact={"street": "Weg 1", "channel": "post"})
    assert list(namesakes(other.participant)) == []


@pytest.mark.parametrize("name", ["Hans Müller", "Mueller, Hans", "Dr. Hans MULLER", "Hans-Müller"])
def test_a_wish_under_a_name_in_another_spelling_is_perhaps_of_the_same(
    make_registration, make_wish, name
):
    person = make_registration("Hans Müller").participant
    wish = make_wish(name=name, email="anders@example.org")
    assert list(perhaps_interested(person)) == [wish]


def test_a_wish_with_the_same_address_or_number_is_perhaps_of_the_same(
    make_registration, make_wish
):
    contact = {**PHONE, **EMAIL}
    person = make_registration("Ada Beispiel", contact=contact).participant
    wishes = {make_wish(email="Paar@Example.org"), make_wish(phone="+49421123456")}
    make_wish(name="Ada Anders", email="anders@example.org")
    assert set(perhaps_interested(person)) == wishes


def test_a_name_without_letters_is_like_no_wish(make_registration, make_wish):
    person = make_registration("-", contact={"street": "Weg 1", "channel": "post"}).participant
    make_wish(name="Ada Beispiel", email="anders@example.org")
    assert list(perhaps_interested(person)) == []


def test_the_hint_is_short(make_registration):
    for _ in range(6):
        make_registration("Ada Beispiel")
    assert len(namesakes(make_registration("Ada Beispiel").participant)) == 5
