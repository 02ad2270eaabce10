"""The page of one course day: everything two people need in the room, and nothing afterwards."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from courses.models import ProgrammeItem
from participants.models import Mark
from partners.models import ContactPerson, Contribution, Partner


def address(day):
    return f"/kursleitung/{day.block.course.slug}/tag/{day.pk}/"


@pytest.fixture
def coming(course):
    return course.days()[0]


def text_of(page):
    return " ".join(page.content.decode().replace("&nbsp;", " ").split())


def test_it_says_where_and_how_to_get_in_and_whom_to_call(coming, as_leader):
    guest = Partner.objects.create(name="Ortsamt Probe", world="professional", kind="local_office")
    ContactPerson.objects.create(partner=guest, name="Paul Probe", phone="+49421123456")
    ContactPerson.objects.create(partner=guest, name="Gerd Gegangen", left_on=coming.date)
    Contribution.objects.create(partner=guest, block=coming.block, topic="Wer hilft wem?")
    page = text_of(as_leader.get(address(coming)))
    for text in (
        "10:00 bis 16:00 Uhr",
        "Bürgerhaus Probe<br>Probeweg 1, 28309 Bremen",
        "ohne Stufen<br>Eingang vom Hof, Aufzug links.",
        "Ortsamt Probe: Wer hilft wem?",
        'Paul Probe: <a class="tap" href="tel:+49421123456">0421 123456</a>',
    ):
        assert text in page, text
    assert "Gerd Gegangen" not in page


def test_the_running_order_has_its_times(coming, as_leader):
    items = (("Ankommen", 30, None), ("Rundgang", 60, None), ("Mittagessen", 45, time(12)))
    for position, (title, minutes, starts) in enumerate(items):
        ProgrammeItem.objects.create(
            day=coming, position=position, title=title, minutes=minutes, starts=starts
        )
    slots = as_leader.get(address(coming)).context["page"].slots
    assert [(str(slot.item), f"{slot.starts:%H:%M}") for slot in slots] == [
        ("Ankommen", "10:00"),
        ("Rundgang", "10:30"),
        ("Mittagessen", "12:00"),
    ]


def test_who_comes_has_phone_and_needs_and_who_excused_themselves_is_named(
    coming, make_registration, enter, as_leader
):
    phone = {"phone": "+49421123456", "channel": "phone"}
    make_registration("Ada", contact=phone, answers={"needs": "Große <b>Schrift</b>"})
    bo = make_registration("Bo")
    enter(coming, (bo, Mark.EXCUSED))
    page = as_leader.get(address(coming))
    found = page.context["page"]
    assert [one.participant.name for one in found.coming] == ["Ada"]
    assert [one.participant.name for one in found.excused] == ["Bo"]
    assert 'href="tel:+49421123456">0421 123456</a>' in text_of(page)
    assert "Große &lt;b&gt;Schrift&lt;/b&gt;" in text_of(page)


def test_after_the_course_nobody_reads_phone_numbers(
    day, past_course, make_registration, as_leader
):
    phone = {"phone": "+49421123456", "channel": "phone"}
    make_registration("Ada", course=past_course, contact=phone)
    page = text_of(as_leader.get(address(day)))
    assert "Der Kurs ist zu Ende." in page
    assert "123456" not in page


def test_a_cancelled_day_to_come_makes_no_course_longer(past_course, make_registration, as_leader):
    make_registration("Ada", course=past_course)
    last = past_course.days()[-1]
    last.date = timezone.localdate() + timedelta(days=7)
    last.save()
    assert as_leader.get(address(last)).context["page"].is_over is False
    last.cancel()
    assert as_leader.get(address(last)).context["page"].is_over is True


def test_every_day_leads_to_the_next_and_cancelled_ones_are_passed_over(course, as_leader):
    first, second, third, *_ = course.days()
    second.cancel()
    page = as_leader.get(address(third)).context["page"]
    assert (page.before, page.after) == (first, course.days()[3])
    assert "abgesagt" in text_of(as_leader.get(address(second)))


def test_a_day_is_linked_from_every_page(day, enrol, as_leader):
    enrol("Ada")
    link = f'href="{address(day)}"'
    course = as_leader.get("/kursleitung/vegesack-2026/").content.decode()
    assert course.count(link) == 2  # the list and the head of the matrix
    sheet = as_leader.get(f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/").content.decode()
    assert sheet.count(link) == 1


@pytest.mark.parametrize("people", [1, 12])
def test_it_takes_the_same_queries_for_one_and_for_many(
    people, coming, make_registration, as_leader, django_assert_num_queries
):
    for number in range(people):
        make_registration(f"Person {number}")
        guest = Partner.objects.create(name=f"P{number}", world="civil", kind="club")
        Contribution.objects.create(partner=guest, block=coming.block)
        ProgrammeItem.objects.create(day=coming, title="Pause", minutes=10)
    with django_assert_num_queries(11):
        as_leader.get(address(coming))
