from participants.models import Registration
from participants.registration.arrival import Application, register_all
from participants.registration.line import units_in_order
from participants.registration.party import tie
from tests.participants.registration.test_lifecycle_random import PHONE


def test_who_was_put_in_front_alone_stands_first_in_a_party_too(small_course):
    small_course.capacity = 2
    small_course.save()
    for _pair in range(2):
        people = register_all(small_course, [Application(person=PHONE)] * 2, together=True)
    first, second = (Registration.objects.get(pk=one.pk) for one in people)
    first.untie()
    second.refresh_from_db()
    second.put_in_front(None, "übersehen")
    tie([first, second], None, "ein Paar")
    line = small_course.registrations.waiting_line()
    assert list(line) == [second, first]
    assert units_in_order(small_course.registrations.filter(status="waiting")) == [[second, first]]
