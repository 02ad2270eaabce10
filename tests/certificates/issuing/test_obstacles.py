"""Why somebody gets no certificate yet, in words."""

from django.utils.formats import date_format

from certificates.issuing.plan import issuing_plan


def obstacle_of(name, course):
    return next(award.obstacle for award in issuing_plan(course).awards if award.whose == name)


def test_every_missing_day_is_named(course_over, be_there):
    be_there("Fritz Fehlt", 12, unknown=[0, 1])
    days = [date_format(day.date, "l, j. F Y") for day in course_over.days()[:2]]
    assert obstacle_of("Fritz Fehlt", course_over) == (
        f"Die Anwesenheit fehlt noch: {days[0]}, {days[1]}."
    )


def test_while_days_are_to_come_it_says_so(course, make_registration):
    make_registration("Ada", course=course)
    assert obstacle_of("Ada", course) == "Es kommen noch Kurstage."
