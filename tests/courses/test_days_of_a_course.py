"""What staff do with the days of a course: move, cancel, replace, give them a venue."""

from datetime import date

from django.contrib.messages import get_messages

from courses.models import Course, CourseStatus, Venue
from tests.sent_form import sent


def test_saving_a_day_leaves_what_a_leader_wrote_meanwhile(as_staff, course):
    day = course.days()[0]
    address = f"/verwaltung/courses/courseday/{day.pk}/change/"
    typed = sent(as_staff.get(address), teaching_units="5")
    day.hold()
    as_staff.post(address, typed)
    day.refresh_from_db()
    assert (day.teaching_units, day.state) == (5, "held")


def test_a_day_moves(as_staff, course):
    day = course.days()[0]
    values = {"date": "2027-01-15", "starts": "11:00", "ends": "17:00"}
    as_staff.post(f"/verwaltung/kurstage/{day.pk}/verschieben/", values)
    day.refresh_from_db()
    assert (day.date, f"{day.starts:%H:%M}") == (date(2027, 1, 15), "11:00")


def test_a_day_that_ends_before_it_starts_is_refused(as_staff, course):
    day = course.days()[0]
    values = {"date": "2027-01-15", "starts": "17:00", "ends": "11:00"}
    answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/verschieben/", values)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == ["Das Ende muss nach dem Beginn liegen."]


def test_a_cancelled_day_gets_a_substitute(as_staff, course):
    day = course.days()[0]
    as_staff.post(f"/verwaltung/kurstage/{day.pk}/absagen/")
    as_staff.post(f"/verwaltung/kurstage/{day.pk}/ersetzen/", {"date": "2027-02-01"})
    day.refresh_from_db()
    assert (day.is_cancelled, day.substitute.date) == (True, date(2027, 2, 1))


def test_one_venue_for_all_days_at_once(as_staff, course, district):
    hall = Venue.objects.create(name="Saal Beispiel", district=district, step_free="yes")
    kept, empty = course.days()[:2]
    empty.venue = None
    empty.save()
    address = f"/verwaltung/kurse/{course.slug}/ort/"
    as_staff.post(address, {"venue": hall.pk, "scope": "missing"})
    assert [day.venue.name for day in course.days()[:2]] == [kept.venue.name, "Saal Beispiel"]
    as_staff.post(address, {"venue": hall.pk, "scope": "planned"})
    assert {day.venue for day in course.days()} == {hall}


def test_when_a_day_is_cannot_be_typed_beside_its_verbs(as_staff, course, venue):
    day = course.days()[0]
    values = {"teaching_units": 6, "starts": "08:00", "ends": "09:00", "venue": "", "date": "x"}
    address = f"/verwaltung/courses/courseday/{day.pk}/change/"
    assert as_staff.post(address, {**values, "state": "held"}).status_code == 302
    day.refresh_from_db()
    assert (day.teaching_units, f"{day.starts:%H:%M}", day.venue, day.state) == (
        6,
        "10:00",
        venue,
        "planned",
    )


def test_a_day_moves_to_another_venue(as_staff, course, district):
    day = course.days()[0]
    hall = Venue.objects.create(name="Saal Beispiel", district=district, step_free="yes")
    values = {"date": day.date, "starts": "10:00", "ends": "16:00", "venue": hall.pk}
    as_staff.post(f"/verwaltung/kurstage/{day.pk}/verschieben/", values)
    day.refresh_from_db()
    assert day.venue == hall


def test_the_page_of_a_day_says_when_nothing_can_change_any_more(as_staff, course):
    day = course.days()[0]
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    page = as_staff.get(f"/verwaltung/kurstage/{day.pk}/")
    answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/absagen/")
    assert [form.slug for form in page.context["forms"]] == []
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == ["Dieser Kurs ist beendet. An seinen Kurstagen ändert sich nichts mehr."]
