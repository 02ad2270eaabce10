from datetime import timedelta

import pytest
from django.utils import timezone

from biq.leaders.agenda import agenda
from courses.models import CourseDay
from participants.models import Mark
from partners.models import Contribution, ContributionState, Partner

TODAY = "/kursleitung/"


def days_of(course):
    return list(CourseDay.objects.of_course(course))


def shift(course, first_day):
    """Move all days of a course so that the first is on the given date."""
    days = days_of(course)
    by = first_day - days[0].date
    for day in days:
        day.move(day.date + by)
    return days_of(course)


def test_todays_course_day_comes_first(course, leader, past_course, enrol):
    enrol("Ada")
    first, *_ = shift(course, timezone.localdate())
    assert agenda(leader, timezone.localdate()).first == [first]


def test_two_courses_on_one_day_are_both_shown(course, make_course, leader):
    today = timezone.localdate()
    other = make_course("walle-2027", first_day=today)
    days = {shift(course, today)[0], days_of(other)[0]}
    assert set(agenda(leader, today).first) == days


def test_without_one_today_the_last_day_with_a_gap_comes_first(course, past_course, leader, enrol):
    enrol("Ada")
    days = days_of(past_course)
    found = agenda(leader, timezone.localdate())
    assert (found.first, found.gaps) == ([days[-1]], days[:-1])


def test_what_is_entered_is_no_gap(past_course, leader, enrol, enter):
    (ada,) = enrol("Ada")
    days = days_of(past_course)
    for day in days[1:]:
        enter(day, (ada, Mark.ABSENT))
    assert agenda(leader, timezone.localdate()).first == [days[0]]


def test_who_withdrew_leaves_no_gap(course, leader, enrol):
    (ada,) = enrol("Ada")
    ada.withdraw()
    found = agenda(leader, timezone.localdate())
    assert (found.first, found.gaps) == (days_of(course)[:1], [])


def test_without_gaps_the_next_day_comes_first(course, past_course, leader):
    assert agenda(leader, timezone.localdate()).first == days_of(course)[:1]


def test_a_cancelled_day_is_passed_over(course, leader):
    first, second, *_ = days_of(course)
    first.cancel()
    assert agenda(leader, timezone.localdate()).first == [second]


@pytest.mark.usefixtures("course")
def test_nobody_sees_days_of_foreign_courses(other_leader):
    found = agenda(other_leader, timezone.localdate())
    assert (found.first, found.gaps) == ([], [])


def test_the_page_names_place_time_and_guests_and_leads_to_attendance(course, as_leader):
    day, *_ = shift(course, timezone.localdate())
    guest = Partner.objects.create(name="Ortsamt Probe", world="professional", kind="local_office")
    Contribution.objects.create(
        partner=guest, block=day.block, day=day, topic="Wer hilft wem?", state="agreed"
    )
    page = as_leader.get(TODAY)
    for text in (
        "10:00 bis 16:00",
        "Bürgerhaus Probe",
        "Probeweg 1, 28309 Bremen",
        "Ortsamt Probe: Wer hilft wem? (zugesagt)",
        f'href="/kursleitung/hemelingen-2027/anwesenheit/{day.pk}/"',
    ):
        assert text in page.content.decode(), text


def test_today_names_who_comes_to_the_block_without_a_day_and_nobody_else(course, as_leader):
    day, other, *_ = shift(course, timezone.localdate())
    guest = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    topics = {"Offen": None, "Heute": day, "Morgen": other}
    for topic, on in topics.items():
        Contribution.objects.create(partner=guest, block=day.block, day=on, topic=topic)
    content = as_leader.get(TODAY).content.decode()
    assert content.count("Verein Probe: Offen (angefragt, Tag noch offen)") == 1
    assert content.count("Verein Probe: Heute (angefragt)") == 1
    assert content.count("Verein Probe: Morgen") == 0


def test_who_declined_is_named_on_no_page_of_a_day(course, as_leader):
    day, *_ = shift(course, timezone.localdate())
    guest = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    for state in ContributionState:
        Contribution.objects.create(partner=guest, block=day.block, topic=state, state=state)
    for address in (TODAY, f"/kursleitung/hemelingen-2027/tag/{day.pk}/"):
        content = as_leader.get(address).content.decode()
        assert [content.count(f">Verein Probe: {state}") for state in ContributionState] == [
            int(state != ContributionState.DECLINED) for state in ContributionState
        ]


def test_a_day_to_come_opens_with_its_place_and_its_guests(course, as_leader):
    *_, day = days_of(course)
    guest = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    Contribution.objects.create(partner=guest, block=day.block, topic="Film")
    address = f"/kursleitung/hemelingen-2027/tag/{day.pk}/"
    listed = as_leader.get("/kursleitung/hemelingen-2027/").content.decode()
    assert listed.count(f'<a class="day-link" href="{address}"') == 1
    content = as_leader.get(address).content.decode()
    assert content.count("<h1>Kurstag am ") == 1
    assert content.count("Bürgerhaus Probe<br>Probeweg 1, 28309 Bremen") == 1
    assert content.count("<strong>Verein Probe: Film</strong>") == 1
    assert content.count("<small>angefragt, Tag noch offen</small>") == 1
    sheet = as_leader.get(address.replace("tag", "anwesenheit")).content.decode()
    assert sheet.count("Dieser Kurstag kommt erst noch.") == 1


def test_a_day_to_come_has_no_button_yet(course, as_leader):
    assert "Anwesenheit eintragen" not in as_leader.get(TODAY).content.decode()


def test_only_own_courses_are_listed_drafts_too(course, make_course, as_leader, other_leader):
    draft = make_course("walle-2027", publish=False)
    foreign = make_course("gropelingen-2027")
    foreign.leaders.set([other_leader])
    assert set(as_leader.get(TODAY).context["courses"]) == {course, draft}


def test_a_leader_without_a_course_reads_whom_to_ask(client, other_leader):
    client.force_login(other_leader)
    assert "noch kein Kurs zugeordnet" in client.get(TODAY).content.decode()


@pytest.mark.parametrize("courses", [1, 4])
def test_the_page_takes_the_same_queries_for_one_and_for_many_courses(
    courses, make_course, make_registration, as_leader, django_assert_num_queries
):
    long_ago = timezone.localdate() - timedelta(weeks=30)
    led = [make_course(f"kurs-{number}", first_day=long_ago) for number in range(courses)]
    for opened in led:
        make_registration(course=opened)
    with django_assert_num_queries(5):
        as_leader.get(TODAY)
