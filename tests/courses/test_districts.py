"""Bremen's districts, in the order of DIN 5007 on every database."""

from courses.districts import DISTRICTS
from courses.models import District


def test_districts_are_sorted_as_one_looks_them_up(db):
    assert [district.name for district in District.objects.all()] == list(DISTRICTS)


def test_the_district_of_an_interest_is_chosen_from_that_list(client, db):
    form = client.get("/bescheid/").content.decode()
    shown = sorted(DISTRICTS, key=lambda name: form.index(f">{name}</option>"))
    assert shown == list(DISTRICTS)
