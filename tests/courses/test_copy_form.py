from django.utils import timezone

from courses.models import Course, CourseDay, DayState, District
from courses.staff.copy_form import CopyForm, suggested_day

TYPED = {
    "title": "Bürger im Quartier",
    "address": "walle-2028",
    "code": "WAL28",
    "first_day": "14.01.2028",
}


def test_of_two_copies_in_one_moment_the_second_is_asked_for_another_address(course, monkeypatch):
    typed = {**TYPED, "district": course.district_id}
    first, second = (CopyForm(typed, source=course) for _ in range(2))
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


def copied(source, **typed):
    form = CopyForm(
        {"district": source.district_id, "first_day": "14.01.2028", **typed}, source=source
    )
    assert form.carry_out(), form.errors
    return form.copy


def test_the_names_of_a_copy_follow_district_and_year(course):
    walle = District.objects.get(name="Walle")
    new = copied(course, district=walle.pk)
    assert (new.title, new.slug, new.code, new.district) == (
        "Bürger im Quartier Walle 2028",
        "walle-2028",
        "WAL28",
        walle,
    )


def test_what_is_typed_is_kept(course):
    new = copied(course, title="Mein Kurs", address="Mein-Kurs", code="mk1")
    assert (new.title, new.slug, new.code) == ("Mein Kurs", "mein-kurs", "MK1")


def test_a_second_course_of_the_year_gets_names_of_its_own(course):
    found = [copied(course) for _ in range(3)]
    assert [(new.slug, new.code) for new in found] == [
        ("hemelingen-2028", "HEM28"),
        ("hemelingen-2028-2", "HEM28B"),
        ("hemelingen-2028-3", "HEM28C"),
    ]


def test_umlauts_are_written_out(course):
    east = District.objects.get(name="Östliche Vorstadt")
    new = copied(course, district=east.pk)
    assert (new.slug, new.code) == ("oestliche-vorstadt-2028", "OES28")


def test_a_code_that_stands_in_numbers_is_not_suggested(course, make_registration):
    Course.objects.filter(pk=course.pk).update(code="HEM28")
    course.refresh_from_db()
    make_registration()
    Course.objects.filter(pk=course.pk).update(code="ANDERS")
    assert copied(course).code == "HEM28B"


def test_leaders_come_along_if_wanted_and_venues_in_the_same_district_only(course, leader, venue):
    walle = District.objects.get(name="Walle")
    same, elsewhere = copied(course, with_leaders="on"), copied(course, district=walle.pk)
    assert [list(new.leaders.all()) for new in (same, elsewhere)] == [[leader], []]
    assert [{day.venue for day in new.days()} for new in (same, elsewhere)] == [{venue}, {None}]


def test_a_course_whose_days_are_all_cancelled_is_suggested_from_today(course):
    CourseDay.objects.update(state=DayState.CANCELLED)
    assert suggested_day(course) == timezone.localdate()


def test_a_course_without_days_cannot_be_copied(course):
    CourseDay.objects.all().delete()
    form = CopyForm({**TYPED, "district": course.district_id}, source=course)
    assert not form.carry_out()
    assert form.non_field_errors() == ["Dieser Kurs hat noch keine Kurstage."]
    assert Course.objects.count() == 1


def hours_of(course):
    return {(f"{day.starts:%H:%M}", f"{day.ends:%H:%M}") for day in course.days()}


def test_a_copy_may_begin_and_end_at_other_times(course):
    assert hours_of(copied(course, starts="09:30", ends="15:00")) == {("09:30", "15:00")}


def test_a_time_that_is_left_empty_stays_as_it_was(course):
    CourseDay.objects.filter(block__course=course, block__number=1).update(starts="11:00")
    assert hours_of(copied(course, ends="15:00")) == {("10:00", "15:00"), ("11:00", "15:00")}


def test_a_copy_whose_days_would_end_before_they_start_is_refused(course):
    typed = {"district": course.district_id, "first_day": "14.01.2028", "ends": "10:00"}
    form = CopyForm(typed, source=course)
    assert not form.carry_out()
    assert form.non_field_errors() == [
        "Ein Kurstag würde vor seinem Beginn enden. Bitte ändern Sie die Zeiten."
    ]
    assert Course.objects.count() == 1
