"""What the confirmation of a place says: when, where, how to get in, and what to bring."""

from datetime import date, timedelta

from correspondence.models import Message
from courses.formatting import long_date
from courses.models import DayState

HOURS = "10 bis 16 Uhr".replace(" ", "\N{NO-BREAK SPACE}")


def told(occasion="registration_enrolled"):
    return Message.objects.filter(occasion=occasion).first().body.splitlines()


def test_the_confirmation_names_the_first_day_and_the_way_in(course, make_registration):
    make_registration()
    first = long_date(course.days()[0].date)
    lines = told()
    at = lines.index(f"Ihr erster Kurstag: {first}, {HOURS}")
    assert lines[at + 1 : at + 4] == [
        "Der Ort: Bürgerhaus Probe, Probeweg 1, 28309 Bremen",
        "Sie kommen ohne Stufen hinein. Eingang vom Hof, Aufzug links.",
        "Bitte mitbringen: Etwas zum Schreiben und bequeme Schuhe.",
    ]


def test_a_cancelled_first_day_is_not_named(course, make_registration):
    first, second, *_ = course.days()
    first.cancel()
    make_registration()
    assert [line for line in told() if line.startswith("Ihr erster Kurstag:")] == [
        f"Ihr erster Kurstag: {long_date(second.date)}, {HOURS}"
    ]


def test_who_comes_later_reads_the_day_that_comes_next(course, make_registration):
    past, coming, *_ = course.days()
    past.date = date.today() - timedelta(days=1)
    past.state = DayState.HELD
    past.save()
    make_registration()
    assert [line for line in told() if line.startswith("Ihr erster Kurstag:")] == [
        f"Ihr erster Kurstag: {long_date(coming.date)}, {HOURS}"
    ]


def test_an_unknown_place_and_nothing_to_bring_are_said_so(course, make_registration):
    course.bring = ""
    course.save()
    for day in course.days():
        day.venue = None
        day.save()
    make_registration()
    lines = told()
    assert lines.count("Den Ort sagen wir Ihnen rechtzeitig.") == 1
    assert [line for line in lines if line.startswith("Bitte mitbringen")] == []
