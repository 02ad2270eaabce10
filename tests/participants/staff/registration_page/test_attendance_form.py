from datetime import timedelta

from django.utils import timezone

from courses.models import CourseDay
from participants.attendance.marks import Mark, enter_marks


def sheet(day, shown, chosen):
    """Return what the browser sends for one course day."""
    return {f"initial-day_{day.pk}": shown, f"day_{day.pk}": chosen}


def marks(registration):
    return {row.day: row.mark for row in registration.attendances.select_related("day")}


def test_marks_are_put_right_day_by_day(post, past_course, make_registration, staff):
    registration = make_registration(course=past_course)
    first, second = past_course.days()[:2]
    enter_marks(first, {registration: Mark.PRESENT}, staff)
    typed = {**sheet(first, "present", "excused"), **sheet(second, "", "present")}
    post(registration, "anwesenheit", **typed)
    assert marks(registration) == {first: Mark.EXCUSED, second: Mark.PRESENT}


def test_a_stale_page_leaves_what_a_leader_noted_meanwhile(
    post, past_course, make_registration, leader
):
    registration = make_registration(course=past_course)
    first, second = past_course.days()[:2]
    enter_marks(first, {registration: Mark.PRESENT}, leader)
    post(registration, "anwesenheit", **sheet(first, "", ""), **sheet(second, "", "absent"))
    assert marks(registration) == {first: Mark.PRESENT, second: Mark.ABSENT}


def test_a_conflict_over_a_mark_is_named_and_keeps_what_was_chosen(
    post, past_course, make_registration, leader
):
    registration = make_registration(course=past_course)
    day = past_course.days()[0]
    enter_marks(day, {registration: Mark.EXCUSED}, leader)
    answer = post(registration, "anwesenheit", **sheet(day, "", "present"))
    form = answer.context["form"]
    noted = timezone.localtime(registration.attendances.get().noted_at)
    assert answer.status_code == 409
    assert form.errors == {
        f"day_{day.pk}": [
            f"Hier steht inzwischen „entschuldigt“. Geändert: Lea Leit, am {noted:%d.%m.%Y} um"
            f" {noted:%H:%M} Uhr. Wenn Sie noch einmal speichern, gilt Ihre Angabe „da“."
        ]
    }
    assert marks(registration) == {day: Mark.EXCUSED}
    shown, chosen = form.data[f"initial-day_{day.pk}"], form[f"day_{day.pk}"].value()
    post(registration, "anwesenheit", **sheet(day, shown, chosen))
    assert marks(registration) == {day: Mark.PRESENT}


def test_the_page_sends_back_the_marks_that_it_shows(as_staff, past_course, make_registration):
    registration = make_registration(course=past_course)
    day = past_course.days()[0]
    enter_marks(day, {registration: Mark.ABSENT}, None)
    html = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/").content.decode()
    assert html.count(f'<input type="hidden" name="initial-day_{day.pk}" value="absent"') == 1


def test_marks_that_are_not_sent_stay(post, past_course, make_registration, staff):
    registration = make_registration(course=past_course)
    day = past_course.days()[0]
    enter_marks(day, {registration: Mark.PRESENT}, staff)
    post(registration, "anwesenheit")
    assert marks(registration) == {day: Mark.PRESENT}


def test_only_days_so_far_that_were_not_cancelled_are_asked(
    as_staff, past_course, make_registration
):
    registration = make_registration(course=past_course)
    cancelled, later, *others = past_course.days()
    cancelled.cancel()
    tomorrow = timezone.localdate() + timedelta(days=1)
    CourseDay.objects.filter(pk=later.pk).update(date=tomorrow)
    page = as_staff.get(f"/verwaltung/anmeldungen/{registration.reference}/").context["page"]
    asked = [name for name in page.attendance_form.fields if name.startswith("day_")]
    assert asked == [f"day_{day.pk}" for day in others]


def test_a_course_that_has_not_begun_has_no_attendance(post, make_registration):
    registration = make_registration()
    answer = post(registration, "anwesenheit")
    assert (answer.status_code, registration.attendances.count()) == (302, 0)


def test_a_mark_says_who_noted_it(post, past_course, make_registration, staff):
    registration = make_registration(course=past_course)
    post(registration, "anwesenheit", **sheet(past_course.days()[0], "", "present"))
    assert registration.attendances.get().noted_by == staff
