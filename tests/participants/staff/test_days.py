"""The page of a course day: what staff may do with it, and what they hear then."""

import pytest
from django.contrib.messages import get_messages

from courses.checklist import checklist
from courses.models import CourseDay
from participants.attendance.marks import Mark, enter_marks

NOTIFIED = " Wer einen Platz hat, bekommt eine Nachricht."


@pytest.fixture
def day(course):
    return course.days()[0]


@pytest.fixture
def post(as_staff):
    """Return a function that does a verb of a course day and returns what is said then."""

    def act(day, verb, **typed):
        answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/{verb}/", typed)
        day.refresh_from_db()
        return [str(message) for message in get_messages(answer.wsgi_request)]

    return act


def forms(client, day):
    context = client.get(f"/verwaltung/kurstage/{day.pk}/").context
    return [form.slug for form in context["forms"]], context["may_cancel"]


def moved(day, **changes):
    fields = {"date": day.date, "starts": day.starts, "ends": day.ends, "venue": day.venue_id}
    return fields | changes


def test_a_planned_day_moves_or_falls_out(as_staff, day):
    assert forms(as_staff, day) == (["verschieben"], True)


def test_a_cancelled_day_gets_one_substitute(as_staff, post, day):
    post(day, "absagen")
    assert forms(as_staff, day) == (["ersetzen"], False)
    said = post(day, "ersetzen", date="2030-02-01")
    assert said[-1] == f"Der Ersatztag am {day.substitute} ist geplant.{NOTIFIED}"
    assert forms(as_staff, day) == ([], False)


def test_people_with_a_place_are_notified_and_staff_hear_so(post, day, make_registration):
    make_registration()
    assert post(day, "absagen") == [f"Der Kurstag am {day} ist abgesagt.{NOTIFIED}"]


def test_where_nobody_is_notified_nothing_of_the_kind_is_said(post, day):
    said = post(day, "verschieben", **moved(day, starts="11:00"))
    assert said == [f"Der Kurstag ist jetzt am {day}."]
    assert post(day, "absagen")[-1] == f"Der Kurstag am {day} ist abgesagt."


def test_a_moved_day_notifies_who_has_a_place(post, day, make_registration):
    make_registration()
    said = post(day, "verschieben", **moved(day, starts="11:00"))
    assert said == [f"Der Kurstag ist jetzt am {day}.{NOTIFIED}"]


def test_a_day_with_attendance_is_not_cancelled(post, past_course, make_registration, leader):
    registration = make_registration(course=past_course)
    held = past_course.days()[0]
    enter_marks(held, {registration: Mark.PRESENT}, leader)
    [refusal] = post(held, "absagen")
    assert "schon Anwesenheit eingetragen" in refusal
    assert held.state == "held"


def test_a_refused_day_comes_back_as_it_was_typed(as_staff, day):
    typed = moved(day, starts="17:00", ends="11:00")
    answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/verschieben/", typed)
    [form] = answer.context["forms"]
    assert (answer.status_code, form["starts"].value(), form.label) == (
        422,
        "17:00",
        "Verschieben",
    )
    assert answer.context["day"].starts.hour == 10


def test_a_day_without_a_venue_may_stay_so_and_one_with_a_venue_may_not(as_staff, day):
    def choices():
        [form] = as_staff.get(f"/verwaltung/kurstage/{day.pk}/").context["forms"]
        return [label for value, label in form.fields["venue"].choices if value == ""]

    assert choices() == []
    CourseDay.objects.filter(pk=day.pk).update(venue=None)
    assert choices() == ["noch offen"]


def test_a_venue_is_asked_for_by_name(as_staff, course):
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/ort/", {"scope": "planned"})
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert (answer.url, said) == (
        f"/verwaltung/kurse/{course.slug}/#programm",
        ["Bitte wählen Sie einen Ort."],
    )


def test_how_many_days_got_a_venue_is_said(as_staff, course, venue):
    CourseDay.objects.filter(pk__in=[day.pk for day in course.days()[:2]]).update(venue=None)
    typed = {"scope": "missing", "venue": venue.pk}
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/ort/", typed)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == ["Der Ort ist bei 2 Kurstagen neu."]


def test_an_unknown_day_is_not_found(as_staff, db):
    assert as_staff.get("/verwaltung/kurstage/4711/").status_code == 404


@pytest.fixture
def elsewhere(make_course, day):
    """A course whose first day is at the same time and place."""
    return make_course("walle-2027", first_day=day.date)


def said_before(as_staff, day, verb="verschieben", **typed):
    """Return what stands on the refused form, and whether the box for "all the same" is there."""
    answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/{verb}/", typed)
    form = answer.context["form"]
    return form.non_field_errors(), "despite" in form.fields, answer.status_code


def test_a_day_at_the_time_of_another_of_its_course_is_named_before_it_is_stored(
    as_staff, post, course, day
):
    second = course.days()[1]
    typed = moved(day, date=second.date)
    named = (
        f"In diesem Kurs gibt es schon einen Kurstag am {second} von 10:00 bis 16:00\xa0Uhr"
        f" ({second.block})."
    )
    assert said_before(as_staff, day, **typed) == ([named], True, 422)
    assert CourseDay.objects.get(pk=day.pk).date == day.date
    assert post(day, "verschieben", **typed, despite="on")[-1].startswith("Der Kurstag ist jetzt")
    assert day.date == second.date


def test_hours_that_only_touch_are_no_clash(post, course, day):
    second = course.days()[1]
    typed = moved(day, date=second.date, starts="16:00", ends="18:00")
    assert post(day, "verschieben", **typed)[-1].startswith("Der Kurstag ist jetzt")


def test_a_venue_where_another_course_is_at_that_time_is_named(as_staff, day, elsewhere, venue):
    CourseDay.objects.filter(pk=day.pk).update(venue=None)
    named = (
        f"„Bürger im Quartier walle-2027“ ist am {day} von 10:00 bis 16:00\xa0Uhr auch hier:"
        " Bürgerhaus Probe."
    )
    assert said_before(as_staff, day, **moved(day)) == ([named], True, 422)
    elsewhere.days()[0].cancel()
    typed = moved(day, venue=venue.pk)
    assert as_staff.post(f"/verwaltung/kurstage/{day.pk}/verschieben/", typed).status_code == 302


def test_a_substitute_at_a_time_that_is_taken_is_named(as_staff, post, course, day):
    post(day, "absagen")
    taken = course.days()[1].date
    words, may_insist, status = said_before(as_staff, day, "ersetzen", date=taken)
    assert (len(words), may_insist, status) == (1, True, 422)
    post(day, "ersetzen", date=taken, despite="on")
    assert day.substitute.date == taken


def test_one_venue_for_many_days_names_the_other_course_first(as_staff, course, elsewhere, venue):
    CourseDay.objects.of_course(course).update(venue=None)
    typed = {"venue": venue.pk, "scope": "missing"}
    answer = as_staff.post("/verwaltung/kurse/hemelingen-2027/ort/", typed)
    assert (answer.status_code, len(answer.context["clashes"])) == (422, 12)
    assert CourseDay.objects.of_course(course).filter(venue=venue).count() == 0
    as_staff.post("/verwaltung/kurse/hemelingen-2027/ort/", typed | {"despite": "on"})
    assert CourseDay.objects.of_course(course).filter(venue=venue).count() == 12


def test_the_checklist_of_a_draft_names_what_is_at_the_same_time(day, elsewhere, course):
    points = {point.label: point for point in checklist(course)}
    point = points["Nichts zur gleichen Zeit"]
    assert (point.done, point.remark.count("„Bürger im Quartier walle-2027“")) == (True, 12)
