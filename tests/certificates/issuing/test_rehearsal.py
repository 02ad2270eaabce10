"""The trial print: what would fail is named before anybody has a number."""

import pytest
from django.core.exceptions import ValidationError

from certificates.issuing import issuance, printing, rehearsal
from certificates.models import Certificate, Rehearsal, Template


def rename(course, old, new):
    person = course.registrations.get(participant__name=old).participant
    person.name = new
    person.save()


def tried(course, staff=None):
    rehearsal.ask(course, staff)
    rehearsal.rehearse()
    found = Rehearsal.objects.first()
    return found.tried, found.problems


def test_when_all_succeed_it_says_so_and_nothing_is_issued(course_over, contribute, staff):
    contribute()
    assert tried(course_over, staff) == (4, [])
    assert Certificate.objects.count() == 0


def test_a_missing_glyph_is_told_by_name(course_over):
    rename(course_over, "Ben Neun", "Ben 龍")
    certificates, problems = tried(course_over)
    assert (certificates, [whose for whose, _ in problems]) == (3, ["Ben 龍"])
    assert problems[0][1].startswith("Das Zeichen ‚龍‘ (U+9F8D) in „Ben 龍“ fehlt")


def test_a_text_that_does_not_fit_is_told_by_name(course_over):
    words = Template().words
    words["confirmation"]["text"] = "\n".join(["W" * 60] * 8)
    words["confirmation"]["title"] = "W" * 40
    Template.objects.create(words=words)
    rename(course_over, "Cem Drei", "W" * 150)
    assert tried(course_over) == (3, [["W" * 150, printing.TOO_LONG]])


def test_who_is_still_blocked_is_tried_too(course, make_registration):
    make_registration("Ada 龍")
    assert [whose for whose, _ in tried(course)[1]] == ["Ada 龍"]


def test_what_is_issued_already_is_not_tried_again(issued):
    assert tried(issued) == (0, [])


def test_while_one_waits_no_second_one_is_ordered(course_over, staff):
    assert rehearsal.ask(course_over, staff) == rehearsal.ask(course_over, staff)
    assert rehearsal.rehearse() is not None
    assert rehearsal.rehearse() is None


def test_a_course_without_days_says_so(course, make_registration):
    make_registration()
    for block in course.blocks.all():
        block.days.all().delete()
    assert tried(course) == (0, [["", "Für keinen Kurstag ist Anwesenheit eingetragen."]])


def test_an_error_leaves_it_waiting(course_over, staff, monkeypatch):
    rehearsal.ask(course_over, staff)
    monkeypatch.setattr(rehearsal, "print_many", lambda pages: (_ for _ in ()).throw(OSError))
    with pytest.raises(OSError):  # noqa: PT011
        rehearsal.rehearse()
    monkeypatch.undo()
    assert rehearsal.rehearse() is not None


def test_one_that_breaks_down_lets_the_next_go_ahead(course_over, course, monkeypatch):
    broken, sound = rehearsal.ask(course_over, None), rehearsal.ask(course, None)
    print_all = rehearsal._print_all
    monkeypatch.setattr(
        rehearsal, "_print_all", lambda one: 1 / 0 if one == course_over else print_all(one)
    )
    assert rehearsal.rehearse() == sound.pk
    with pytest.raises(ZeroDivisionError):
        rehearsal.rehearse()
    broken.refresh_from_db()
    assert broken.finished_at is None


def test_a_course_that_goes_on_is_tried_but_not_issued(course, make_registration, staff):
    make_registration()
    assert tried(course) == (1, [])
    with pytest.raises(ValidationError):
        issuance.end_and_issue(course, staff)
