"""People who come only together read what that means: before they tick it, and on their page."""

from uuid import uuid4

import pytest

from correspondence.models import Message
from participants.models import Registration

HERE = "/kurse/blockdiek-2027/anmelden/"
RULE = "Ein einzelner freier Platz kann dann an jemanden gehen, der allein kommt."
TOO_FEW = "Zurzeit sind nicht genug Plätze für Sie alle frei"


@pytest.fixture
def one_seat_left(small_course, make_registration):
    small_course.capacity = 3
    small_course.save()
    for name in ("Ada", "Bo"):
        make_registration(name, course=small_course)
    return small_course


def checked(client, people):
    return client.post(HERE, people).content.decode()


def test_the_box_says_the_rule_and_what_it_means_today(client, one_seat_left, couple):
    content = checked(client, couple)
    assert (content.count(RULE), content.count(TOO_FEW)) == (1, 1)
    one_seat_left.capacity = 4
    one_seat_left.save()
    content = checked(client, couple)
    assert (content.count(RULE), content.count(TOO_FEW)) == (1, 0)


def test_their_page_and_messages_never_say_that_all_seats_are_taken(client, one_seat_left, couple):
    client.post(f"{HERE}absenden/", couple | {"together": "on", "key": str(uuid4())})
    pair = Registration.objects.filter(status="waiting")
    pages = [client.get(one.get_absolute_url()).content.decode() for one in pair]
    told = [one.body for one in Message.objects.filter(occasion="registration_waiting")]
    course_page = client.get("/kurse/blockdiek-2027/").content.decode()
    assert course_page.count("<strong>Noch 1 Platz frei</strong>") == 1
    assert [text.count(f"{TOO_FEW}.") for text in pages + told] == [1, 1, 1, 1]
    untrue = ("alle Plätze belegt", "alle Plätze vergeben")
    assert [text.count(words) for text in pages + told for words in untrue] == [0] * 8
    reason = "Als Sie sich angemeldet haben, waren nicht genug Plätze für Sie alle frei."
    assert [text.count(reason) for text in pages] == [1, 1]
