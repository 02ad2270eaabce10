from courses.models import Course
from courses.staff_forms import CopyForm

TYPED = {
    "title": "Bürger im Quartier",
    "address": "walle-2028",
    "code": "WAL28",
    "first_day": "14.01.2028",
}


def test_of_two_copies_in_one_moment_the_second_is_asked_for_another_address(course, monkeypatch):
    first, second = (CopyForm(TYPED, source=course) for _ in range(2))
    assert (first.is_valid(), second.is_valid()) == (True, True)
    assert first.carry_out()
    # The second one looked at the addresses before the first one was stored.
    monkeypatch.setattr(Course, "full_clean", lambda self: None)
    assert not second.carry_out()
    assert second.non_field_errors() == [
        "Gerade hat jemand einen Kurs mit dieser Adresse oder diesem Kurzzeichen angelegt."
        " Bitte ändern Sie beides."
    ]
    assert Course.objects.filter(slug="walle-2028").count() == 1
