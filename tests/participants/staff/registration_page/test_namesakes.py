import pytest

from participants.staff.registration_page.namesakes import namesakes

PHONE = {"phone": "+49421123456", "channel": "phone"}
EMAIL = {"email": "paar@example.org", "channel": "email"}


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


def test_the_hint_is_short(make_registration):
    for _ in range(6):
        make_registration("Ada Beispiel")
    assert len(namesakes(make_registration("Ada Beispiel").participant)) == 5
