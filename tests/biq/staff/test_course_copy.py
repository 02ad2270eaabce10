"""A course is copied once, however often the button is pressed."""

from django.contrib.messages import get_messages

from courses.models import Course
from tests.sent_form import sent


def test_a_double_click_makes_one_copy(as_staff, course):
    address = f"/verwaltung/kurse/{course.slug}/kopieren/"
    form = sent(as_staff.get(address), "")
    first, second = (as_staff.post(address, form) for _ in range(2))
    said = [str(message) for message in get_messages(second.wsgi_request)]
    assert (first.status_code, second.url) == (302, "/verwaltung/courses/course/")
    assert said[-1] == "Der Kurs ist schon kopiert. Es ist kein zweiter dazugekommen."
    assert Course.objects.count() == 2
