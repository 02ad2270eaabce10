"""What is missing among the contributions of a block is named."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Course, CourseStatus, ItemKind
from partners import answering
from partners.contribution_gaps import Usual, contribution_gaps, usual_kinds
from partners.models import Answer, Contribution, Invitation, Kind, Partner


@pytest.fixture
def block(course):
    return course.blocks.get(number=1)


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Verein Probe", world="civil", kind="club")


@pytest.fixture
def police(db):
    return Partner.objects.create(name="Kontaktpolizei Probe", world="professional", kind="police")


def said(block, usual=()):
    found = contribution_gaps(block, usual, timezone.now())
    return [remark.text.replace("\N{NO-BREAK SPACE}", " ") for remark in found]


def test_a_block_where_nobody_comes_has_no_partner_yet(block, partner):
    assert said(block) == ["In Block 1 macht noch kein Partner mit."]
    contribution = Contribution.objects.create(partner=partner, block=block, state="declined")
    assert said(block) == ["In Block 1 macht noch kein Partner mit."]
    contribution.state = "asked"
    contribution.save()
    assert said(block) == []


@pytest.mark.parametrize(
    ("days", "sentences"),
    [
        (13, []),
        (14, ["Noch ohne Antwort seit 2 Wochen: Verein Probe."]),
        (27, ["Noch ohne Antwort seit 3 Wochen: Verein Probe."]),
    ],
)
def test_who_did_not_answer_for_two_weeks_is_named(block, partner, days, sentences):
    asked_at = timezone.now() - timedelta(days=days)
    contribution = Contribution.objects.create(partner=partner, block=block, asked_at=asked_at)
    assert said(block) == sentences
    contribution.state = "agreed"
    contribution.save()
    assert said(block) == []


def test_who_proposed_another_day_did_answer_and_waits_for_a_decision(block, partner, staff):
    long_ago = timezone.now() - timedelta(days=30)
    contribution = Contribution.objects.create(partner=partner, block=block, asked_at=long_ago)
    invitation = Invitation.objects.create(contribution=contribution, answer=Answer.PROPOSAL)
    proposed = ["Schlägt einen anderen Termin vor, bitte entscheiden Sie: Verein Probe."]
    assert said(block) == proposed
    answering.settle(invitation, "agreed", None, staff)
    assert said(block) == []


def test_time_that_is_kept_for_nobody_is_named(course, block, partner, add_item):
    day = course.days()[0]
    Contribution.objects.create(partner=partner, block=block)
    add_item(day, "Vortrag", kind=ItemKind.CONTRIBUTION)
    assert said(block) == [f"{day.date:%d.%m.}: Für „Vortrag“ gibt es noch keinen Partner."]


def test_a_kind_that_most_other_courses_have_is_named_where_nobody_asked(
    course, block, partner, police, make_course, django_assert_num_queries
):
    for number in range(3):
        other = make_course(f"kurs-{number}").blocks.get(number=1)
        Contribution.objects.create(partner=partner, block=other, state="held")
        if number:
            Contribution.objects.create(partner=police, block=other, state="agreed")
    Contribution.objects.create(partner=partner, block=block)
    with django_assert_num_queries(1):
        usual = usual_kinds(course, [1, 2])
    assert usual == {1: [Usual(Kind.CLUB, 3, 3), Usual(Kind.POLICE, 2, 3)]}
    assert said(block, usual[1]) == [
        "Sonst macht hier meist mit: Kontaktpolizei (in 2 von 3 Kursen)."
        " In diesem Kurs ist noch niemand gefragt."
    ]
    Contribution.objects.create(partner=police, block=block, state="declined")
    assert said(block, usual[1]) == []


def test_one_other_course_is_no_habit_and_drafts_do_not_count(course, police, make_course):
    for number in range(2):
        other = make_course(f"kurs-{number}")
        Contribution.objects.create(partner=police, block=other.blocks.get(number=1))
    Course.objects.filter(slug="kurs-1").update(status=CourseStatus.DRAFT)
    assert usual_kinds(course, [1]) == {1: []}
