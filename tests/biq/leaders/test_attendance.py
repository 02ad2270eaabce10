from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from courses.models import CourseDay
from participants.models import Attendance, Mark
from tests.sent_form import sent

UNKNOWN = ""


@pytest.fixture
def url(day):
    return f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/"


def answers(*rows):
    """Return what the browser sends for rows of (registration, shown, ticked)."""
    data = {}
    for person, shown, ticked in rows:
        data[f"shown-{person.pk}"] = shown
        data[f"mark-{person.pk}"] = ticked
    return data


def marks(day):
    rows = Attendance.objects.filter(day=day).select_related("registration__participant")
    return {row.registration.participant.name: row.mark for row in rows}


def shown_messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_foreign_sheet_is_not_found(url, client, other_leader):
    client.force_login(other_leader)
    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


def test_the_day_of_another_course_is_not_found(day, course, as_leader):
    assert as_leader.get(f"/kursleitung/{course.slug}/anwesenheit/{day.pk}/").status_code == 404


def test_saving_says_what_was_saved(url, day, enrol, as_leader):
    ada, bo, cem, dan = enrol("Ada", "Bo", "Cem", "Dan")
    response = as_leader.post(
        url,
        answers(
            (ada, UNKNOWN, "present"),
            (bo, UNKNOWN, "excused"),
            (cem, UNKNOWN, "absent"),
            (dan, UNKNOWN, UNKNOWN),
        ),
    )
    assert (response.status_code, response.url) == (303, url)
    assert shown_messages(response) == ["Gespeichert: 1 da, 1 entschuldigt, 1 nicht da, 1 offen."]
    assert marks(day) == {"Ada": Mark.PRESENT, "Bo": Mark.EXCUSED, "Cem": Mark.ABSENT}
    assert CourseDay.objects.get(pk=day.pk).is_held is True


def test_what_nobody_entered_stays_unknown(url, day, enrol, as_leader):
    (ada,) = enrol("Ada")
    as_leader.post(url, answers((ada, UNKNOWN, UNKNOWN)))
    assert marks(day) == {}
    assert CourseDay.objects.get(pk=day.pk).is_held is False


def test_the_sheet_shows_what_is_stored(url, day, enrol, enter, as_leader):
    (ada,) = enrol("Ada")
    enter(day, (ada, Mark.EXCUSED))
    (row,) = as_leader.get(url).context["sheet"].rows
    assert [value for value, label, is_ticked in row.choices if is_ticked] == ["excused"]


def test_a_mark_can_be_taken_back(url, day, enrol, enter, as_leader):
    (ada,) = enrol("Ada")
    enter(day, (ada, Mark.PRESENT))
    as_leader.post(url, answers((ada, "present", UNKNOWN)))
    assert marks(day) == {}


def test_a_stale_page_does_not_overwrite_what_another_leader_entered(
    url, day, enrol, enter, as_leader, other_leader
):
    ada, bo = enrol("Ada", "Bo")
    enter(day, (ada, Mark.EXCUSED), by=other_leader)
    page = as_leader.post(url, answers((ada, UNKNOWN, "present"), (bo, UNKNOWN, "present")))
    assert page.status_code == 409
    assert marks(day) == {"Ada": Mark.EXCUSED, "Bo": Mark.PRESENT}
    (row,) = page.context["sheet"].problems
    noted = timezone.localtime(Attendance.objects.get(registration=ada).noted_at)
    assert (row.name, row.problem) == (
        "Ada",
        f"Hier steht inzwischen „entschuldigt“. Geändert: Otto Ander, am {noted:%d.%m.%Y} um"
        f" {noted:%H:%M} Uhr. Sie haben „da“ gewählt."
        " Bitte wählen Sie, was stimmt.",
    )
    assert (row.stored, row.ticked) == ("excused", None)
    assert "Fehler: " in page.content.decode()


def test_a_stale_page_is_told_who_took_a_mark_back(url, day, enrol, enter, as_leader, other_leader):
    (ada,) = enrol("Ada")
    enter(day, (ada, Mark.EXCUSED))
    enter(day, (ada, None), by=other_leader)
    page = as_leader.post(url, answers((ada, "excused", "present")))
    (row,) = page.context["sheet"].problems
    assert row.problem.startswith("Hier steht inzwischen „offen“. Geändert: Otto Ander, am ")


def test_after_a_conflict_the_next_choice_counts(url, day, enrol, enter, as_leader):
    (ada,) = enrol("Ada")
    enter(day, (ada, Mark.EXCUSED))
    as_leader.post(url, answers((ada, UNKNOWN, "present")))
    as_leader.post(url, answers((ada, "excused", "present")))
    assert marks(day) == {"Ada": Mark.PRESENT}


def test_a_stale_page_changes_nothing_where_nothing_was_chosen(url, day, enrol, enter, as_leader):
    (ada,) = enrol("Ada")
    enter(day, (ada, Mark.EXCUSED))
    response = as_leader.post(url, answers((ada, UNKNOWN, UNKNOWN)))
    assert shown_messages(response) == ["Gespeichert: 1 entschuldigt."]
    assert marks(day) == {"Ada": Mark.EXCUSED}


def test_two_leaders_who_agree_have_no_conflict(url, day, enrol, enter, as_leader):
    (ada,) = enrol("Ada")
    enter(day, (ada, Mark.PRESENT))
    response = as_leader.post(url, answers((ada, UNKNOWN, "present")))
    assert shown_messages(response) == ["Gespeichert: 1 da."]


def test_an_answer_that_cannot_be_read_is_asked_again(url, day, enrol, as_leader):
    ada, bo = enrol("Ada", "Bo")
    page = as_leader.post(url, answers((ada, UNKNOWN, "maybe"), (bo, UNKNOWN, "present")))
    (row,) = page.context["sheet"].problems
    assert (row.name, row.problem) == ("Ada", "Bitte wählen Sie eine der vier Antworten.")
    assert marks(day) == {"Bo": Mark.PRESENT}


def test_people_of_other_courses_cannot_be_slipped_in(
    url, day, enrol, make_registration, course, as_leader
):
    enrol("Ada")
    foreign = make_registration("Bo", course=course)
    as_leader.post(url, answers((foreign, UNKNOWN, "present")))
    assert Attendance.objects.count() == 0


def test_who_has_completed_the_course_keeps_their_marks(url, day, enrol, enter, as_leader):
    (ada,) = enrol("Ada")
    enter(day, (ada, Mark.PRESENT))
    ada.complete()
    as_leader.post(url, answers((ada, "present", "absent")))
    assert marks(day) == {"Ada": Mark.PRESENT}
    assert 'type="radio"' not in as_leader.get(url).content.decode()


def test_a_day_to_come_says_that_it_is_too_early(course, make_registration, as_leader):
    ada = make_registration("Ada", course=course)
    day = CourseDay.objects.of_course(course).first()
    url = f"/kursleitung/{course.slug}/anwesenheit/{day.pk}/"
    for page in (as_leader.get(url), as_leader.post(url, answers((ada, UNKNOWN, "present")))):
        assert page.context["sheet"].refusal == (
            "Dieser Kurstag kommt erst noch. Bitte tragen Sie die Anwesenheit dann ein."
        )
    assert Attendance.objects.count() == 0


def test_a_cancelled_day_says_so(url, day, enrol, as_leader):
    enrol("Ada")
    day.cancel()
    page = as_leader.get(url)
    assert page.context["sheet"].refusal == "Dieser Kurstag ist abgesagt."
    assert "<form" not in page.content.decode().split("<main", 1)[1]


def test_what_was_chosen_stays_when_the_day_is_moved_meanwhile(
    url, day, enrol, enter, as_leader, other_leader
):
    ada, bo = enrol("Ada", "Bo")
    data = answers((ada, UNKNOWN, "present"), (bo, UNKNOWN, UNKNOWN))
    enter(day, (ada, Mark.EXCUSED), by=other_leader)
    day.move(timezone.localdate() + timedelta(days=1))
    page = as_leader.post(url, data)
    assert page.status_code == 409
    assert page.context["sheet"].refusal.startswith("Dieser Kurstag kommt erst noch.")
    again = sent(page)
    assert {name: again[name] for name in data} == {name: [value] for name, value in data.items()}
    assert "Noch nicht gespeichert" in page.content.decode()
    assert "Alles andere ist gespeichert." not in page.content.decode()


def test_the_course_day_of_today_can_be_entered(day, url, as_leader, enrol):
    enrol("Ada")
    day.move(timezone.localdate())
    assert as_leader.get(url).context["sheet"].refusal == ""
    day.move(timezone.localdate() + timedelta(days=1))
    assert as_leader.get(url).context["sheet"].refusal.startswith("Dieser Kurstag kommt erst noch.")


@pytest.mark.parametrize("people", [1, 12])
def test_the_sheet_takes_the_same_queries_for_one_and_for_many_people(
    people, url, day, enrol, enter, as_leader, django_assert_num_queries
):
    registrations = enrol(*(f"Person {number}" for number in range(people)))
    enter(day, *((person, Mark.PRESENT) for person in registrations))
    with django_assert_num_queries(10):
        as_leader.get(url)


def test_saving_without_a_change_takes_the_same_queries_for_everybody(
    url, day, enrol, enter, as_leader, django_assert_num_queries
):
    people = enrol("Ada", "Bo", "Cem")
    enter(day, *((person, Mark.PRESENT) for person in people))
    with django_assert_num_queries(12):
        as_leader.post(url, answers(*((person, "present", "present") for person in people)))
