from datetime import date

import pytest

from courses.models import CourseDay
from participants.attendance.eligibility import EligibilityOverride, Progress
from participants.attendance.marks import Mark
from participants.attendance.progress_text import progress_in_words

MARCH_12 = CourseDay(date=date(2027, 3, 12))
MARCH_13 = CourseDay(date=date(2027, 3, 13))


def progress(present, *, absent=0, to_come=0, unknown=(), needed=9):
    marks = dict(enumerate([Mark.PRESENT] * present + [Mark.ABSENT] * absent))
    return Progress(
        needed=needed,
        held=len(marks) + len(unknown),
        to_come=to_come,
        marks=marks,
        unknown=list(unknown),
    )


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (progress(9, to_come=3), "An 9 Kurstagen da, 9 sind nötig."),
        (progress(7, absent=1, to_come=4), "Noch 2 von 4 Kurstagen nötig."),
        (progress(8, absent=3, to_come=1), "Noch 1 von 1 Kurstag nötig."),
        (
            progress(7, to_come=4, unknown=[MARCH_12]),
            "Noch 2 von 4 Kurstagen nötig. Eintrag fehlt: 12.03.2027.",
        ),
        (
            progress(6, absent=4, to_come=1, unknown=[MARCH_12]),
            "Noch 3 Kurstage nötig, es kommt nur noch einer. Eintrag fehlt: 12.03.2027.",
        ),
        (
            progress(5, absent=5, to_come=2),
            "Noch 4 Kurstage nötig, es kommen nur noch 2.",
        ),
        (progress(8, absent=4), "An 8 von 9 nötigen Kurstagen da."),
        (
            progress(8, absent=2, unknown=[MARCH_12, MARCH_13]),
            "An 8 von 9 nötigen Kurstagen da. Eintrag fehlt: 12.03.2027, 13.03.2027.",
        ),
    ],
)
def test_the_words_say_exactly_what_is_missing(where, words):
    assert progress_in_words(where).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_decision_by_hand_says_so():
    where = progress(3, absent=9)
    where.override = EligibilityOverride(granted=True)
    assert progress_in_words(where) == "Die Verwaltung hat so entschieden."
