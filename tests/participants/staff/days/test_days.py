"""The page of a course day: what staff may do with it, and what they hear then."""

import pytest
from django.contrib.messages import get_messages

from correspondence.models import Message
from courses.models import CourseDay, Venue
from participants.attendance.marks import Mark, enter_marks
from partners.models import Contribution, Partner

QUERIES = 6
NOTIFIED = " Wer einen Platz hat, bekommt eine Nachricht."


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
    assert said == ["Der Ort ist bei 2\N{NO-BREAK SPACE}Kurstagen neu."]


def test_an_unknown_day_is_not_found(as_staff, db):
    assert as_staff.get("/verwaltung/kurstage/4711/").status_code == 404


def asked(client, day, verb, **typed):
    return client.get(f"/verwaltung/kurstage/{day.pk}/{verb}/", typed)


@pytest.fixture
def three_people(make_registration):
    make_registration("Ada")
    make_registration("Bo", contact={"phone": "+49421123456", "channel": "phone"})
    make_registration("Cem", contact={"street": "Weg 1", "city": "Bremen", "channel": "post"})


WAYS = [
    (1, "per E-Mail"),
    (1, "per Telefon (steht auf der Anrufliste)"),
    (1, "per Brief (liegt zum Drucken bereit)"),
]


@pytest.mark.parametrize(
    ("verb", "typed"),
    [("absagen", {}), ("verschieben", {"date": "2030-02-01", "starts": "11:00", "ends": "15:00"})],
)
def test_before_a_day_changes_staff_read_who_is_told_and_how(
    as_staff, day, three_people, verb, typed
):
    page = asked(as_staff, day, verb, **typed)
    audience = page.context["audience"]
    assert (page.status_code, audience.ways) == (200, WAYS)
    assert audience.told_of_team == [("Lea Leit", "E-Mail")]
    text = page.content.decode()
    assert "1 Person mit einem Platz oder einem Angebot per E-Mail" in text
    assert "Kursleitung und Partner: <bdi>Lea Leit</bdi> (E-Mail)" in text
    day.refresh_from_db()
    assert (day.state, Message.objects.filter(topic__gt="").count()) == ("planned", 0)


def test_the_question_sends_on_what_was_typed(as_staff, day):
    typed = {"date": "2030-02-01", "starts": "11:00", "ends": "15:00", "venue": str(day.venue_id)}
    page = asked(as_staff, day, "verschieben", **typed)
    assert dict(page.context["typed"]) == typed
    when = "Freitag, 1.\N{NO-BREAK SPACE}Februar 2030, 11\N{NO-BREAK SPACE}bis"
    assert when in page.context["question"].what[0]
    as_staff.post(f"/verwaltung/kurstage/{day.pk}/verschieben/", typed)
    day.refresh_from_db()
    assert (day.date.isoformat(), day.starts.hour) == ("2030-02-01", 11)


def test_what_cannot_be_read_comes_back_before_anything_is_asked(as_staff, day):
    page = asked(as_staff, day, "verschieben", date="2030-02-30", starts="11:00", ends="15:00")
    [form] = page.context["forms"]
    assert (page.status_code, form["date"].value()) == (422, "2030-02-30")
    assert asked(as_staff, day, "verschieben").url == f"/verwaltung/kurstage/{day.pk}/"


def test_a_day_is_called_off_and_replaced_in_one_step(post, day, three_people):
    said = post(day, "absagen", date="2030-02-01")
    assert said == [f"Der Kurstag am {day} ist abgesagt. Der Ersatztag ist am 01.02.2030."]
    told = Message.objects.filter(topic__gt="").exclude(occasion="days_for_team")
    assert dict(told.values_list("recipient_name", "occasion")) == {
        "Ada": "day_substituted",
        "Bo": "registration_enrolled",  # who did not hear of the place yet hears of both at once
        "Cem": "registration_enrolled",
    }


def test_a_past_day_asks_again_when_its_substitute_makes_it_news(as_staff, day, three_people):
    CourseDay.objects.filter(pk=day.pk).update(date="2026-01-03")
    first = asked(as_staff, day, "absagen")
    assert "Niemand bekommt eine Nachricht." in first.content.decode()
    address = f"/verwaltung/kurstage/{day.pk}/absagen/"
    again = as_staff.post(address, {"date": "2030-02-01"})
    assert (again.status_code, again.context["audience"].ways) == (200, WAYS)
    assert "Dafür gibt es Ersatz am Freitag, 1." in again.context["question"].what[1]
    as_staff.post(address, {"date": "2030-02-02", "seen": "2030-02-01"})
    day.refresh_from_db()
    assert day.state == "planned"
    as_staff.post(address, {"date": "2030-02-01", "seen": "2030-02-01"})
    day.refresh_from_db()
    assert (day.state, day.substitute.date.isoformat()) == ("cancelled", "2030-02-01")


def test_a_venue_that_no_day_needs_is_no_success(as_staff, course, venue):
    address = f"/verwaltung/kurse/{course.slug}/ort/"
    answer = as_staff.post(address, {"venue": venue.pk, "scope": "planned"})
    said = [(message.level_tag, str(message)) for message in get_messages(answer.wsgi_request)]
    assert said == [("error", "Es gibt keinen Kurstag, der diesen Ort noch bekommen könnte.")]


def test_a_date_that_cannot_be_read_calls_nothing_off(as_staff, day):
    answer = as_staff.post(f"/verwaltung/kurstage/{day.pk}/absagen/", {"date": "morgen"})
    day.refresh_from_db()
    assert (answer.status_code, day.state) == (422, "planned")


def test_what_nobody_heard_of_is_taken_back_on_the_page_of_the_day(as_staff, post, day):
    button = f'action="/verwaltung/kurstage/{day.pk}/zuruecknehmen/"'
    address = f"/verwaltung/kurstage/{day.pk}/"
    assert button not in as_staff.get(address).content.decode()
    post(day, "absagen")
    assert button in as_staff.get(address).content.decode()
    said = post(day, "zuruecknehmen")
    assert (said[-1], day.state) == (f"Zurückgenommen: Der Kurstag ist wieder am {day}.", "planned")
    post(day, "absagen")
    Message.objects.update(state="sent")
    assert button not in as_staff.get(address).content.decode()
    assert post(day, "zuruecknehmen")[-1] == "Hier lässt sich nichts mehr zurücknehmen."


def test_a_venue_for_many_days_is_asked_about_too(as_staff, course, venue, three_people):
    hall = Venue.objects.create(name="Saal A", step_free="yes")
    address = f"/verwaltung/kurse/{course.slug}/ort/"
    page = as_staff.get(address, {"venue": hall.pk, "scope": "planned"})
    assert (page.context["audience"].ways, len(page.context["question"].days)) == (WAYS, 12)
    said = as_staff.get(address, {"venue": venue.pk, "scope": "planned"}, follow=True)
    assert "Es gibt keinen Kurstag, der diesen Ort noch bekommen könnte." in said.content.decode()


def test_whom_staff_have_to_tell_themselves_is_named(as_staff, course, day):
    partner = Partner.objects.create(name="Ortsamt Probe", world="professional", kind="other")
    Contribution.objects.create(partner=partner, block=day.block, day=day)
    page = asked(as_staff, day, "absagen")
    assert page.context["audience"].unreachable == ["Ortsamt Probe"]
    assert "<strong>Bitte sagen Sie selbst Bescheid:</strong>" in page.content.decode()


def test_a_course_that_nobody_sees_asks_without_naming_anybody(as_staff, make_course):
    day = make_course("walle-2027", publish=False).days()[0]
    assert "Niemand bekommt eine Nachricht." in asked(as_staff, day, "absagen").content.decode()


def test_the_question_costs_the_same_queries_for_one_and_for_many(
    as_staff, day, make_registration, django_assert_num_queries
):
    make_registration("Ada")
    with django_assert_num_queries(QUERIES):
        asked(as_staff, day, "absagen")
    for number in range(5):
        make_registration(f"Person {number}")
    with django_assert_num_queries(QUERIES):
        asked(as_staff, day, "absagen")
