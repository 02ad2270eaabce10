"""The line of a course can be replayed, so that every place in it can be explained."""

from participants.models import Registration
from participants.registration.arrival import Application, register_all
from participants.staff.replay import changes_of, replay

PHONE = {"phone": "+49421123456", "channel": "phone"}


def come(course, *names):
    people = [Application(person={"name": name, **PHONE}) for name in names]
    return register_all(course, people, together=True)


def named(course):
    """Return the snapshots of a course with names instead of ids."""
    names = dict(Registration.objects.values_list("pk", "participant__name"))
    return [
        (
            "".join(names[one] for one in snapshot.enrolled),
            "".join(names[one] for one in snapshot.offered),
            " ".join("".join(names[one] for one in unit) for unit in snapshot.waiting),
            snapshot.place,
        )
        for snapshot in replay(changes_of(course))
    ]


def test_nothing_happened_yet(course):
    assert named(course) == []


def test_the_line_is_shown_after_every_change(small_course, staff):
    (a,) = come(small_course, "A")
    come(small_course, "B", "C")
    (d,) = come(small_course, "D")
    (e,) = come(small_course, "E")
    e.put_in_front(staff, "übersehen")
    a.withdraw()
    Registration.objects.get(pk=e.pk).decline()
    Registration.objects.get(pk=d.pk).accept()
    assert named(small_course) == [
        ("A", "", "", None),
        ("A", "", "B", 1),
        ("A", "", "BC", 1),
        ("A", "", "BC D", 3),
        ("A", "", "BC D E", 4),
        ("A", "", "E BC D", 1),
        ("", "", "E BC D", None),
        ("", "E", "BC D", None),
        ("", "", "BC D", None),
        ("", "D", "BC", None),
        ("D", "", "BC", None),
    ]


def test_the_replay_ends_where_the_line_stands(small_course, staff):
    come(small_course, "A")
    b, _c = come(small_course, "B", "C")
    (d,) = come(small_course, "D")
    d.backdate(b.arrived_at.replace(year=2020), staff, "Der Brief lag im Kasten.")
    b.untie()
    *_, last = replay(changes_of(small_course))
    line = [one for unit in last.waiting for one in unit]
    assert line == list(small_course.registrations.waiting_line().values_list("pk", flat=True))
