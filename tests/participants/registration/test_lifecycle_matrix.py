"""Every status to every status: what the drawing in `lifecycle.py` allows, and nothing else."""

import pytest

from participants.models import Registration, Status
from participants.registration.status import NEW, SEATED, MoveRefused

# x: allowed, w: allowed with a reason why, .: refused, c: only the consequence of what a companion
# did. The columns stand in the order of the rows.
ALLOWED = """
new               x x x . . . . . . . .
received          . x x . . . x x x . .
enrolled          . . . . . . x x . x x
waiting           . . . x . . x x x . .
offered           . x c . x x x x . . .
declined_offer    . . x . . . . . . . .
expired           . . x . . . . . . . .
withdrawn         . . x . . . . . . . .
course_cancelled  . . . . . . . . . . .
unplaced          . . . . . . . . . . .
completed         . . . . . . . . . . w
not_completed     . . . . . . . . . w .
"""
LINES = [line.split() for line in ALLOWED.split("\n") if line]
COLUMNS = [name for name, *_ in LINES[1:]]
TABLE = {
    (NEW if before == "new" else before, after): sign
    for before, *signs in LINES
    for after, sign in zip(COLUMNS, signs, strict=True)
}
STATUSES = [NEW, *Status.values]

# What each verb makes of a registration in a course with free seats where nobody else waits.
VERBS = {
    "arrive": Status.ENROLLED,
    "decide": Status.ENROLLED,
    "offer": Status.OFFERED,
    "accept": Status.ENROLLED,
    "decline": Status.DECLINED_OFFER,
    "expire": Status.EXPIRED,
    "withdraw": Status.WITHDRAWN,
    "complete": Status.COMPLETED,
    "end_without_completing": Status.NOT_COMPLETED,
    "leave_with_course": Status.COURSE_CANCELLED,
    "end_without_place": Status.UNPLACED,
}
TAKE_REASON = {
    "withdraw",
    "complete",
    "end_without_completing",
    "leave_with_course",
}


@pytest.fixture
def ada(make_registration):
    return make_registration("Ada")


def outcome(registration, before, move, *args, **kwargs):
    """Return the stored status after a move from `before`; None when it was refused."""
    Registration.objects.filter(pk=registration.pk).update(status=before)
    registration = Registration.objects.get(pk=registration.pk)
    changes = registration.status_changes.count()
    try:
        getattr(registration, move)(*args, **kwargs)
    except MoveRefused:
        assert Registration.objects.get(pk=registration.pk).status == before
        assert registration.status_changes.count() == changes
        return None
    assert registration.status_changes.count() == changes + 1
    return Registration.objects.get(pk=registration.pk).status


def allowed(before, after, signs="xw"):
    """Return the status that the table lets `before` become, or None."""
    return after if TABLE[before, after] in signs else None


def test_the_table_names_every_pair():
    assert set(TABLE) == {(before, after) for before in STATUSES for after in Status.values}
    assert set(TABLE.values()) == {"x", "w", ".", "c"}


@pytest.mark.parametrize("before", STATUSES)
def test_with_a_reason_every_move_happens_exactly_where_the_table_says(before, ada):
    ada.status = before
    found = {after: ada.may_become(after) for after in Status.values}
    assert found == {after: allowed(before, after) is not None for after in Status.values}
    found = {after: outcome(ada, before, "_move", after, why="Grund") for after in Status.values}
    assert found == {after: allowed(before, after) for after in Status.values}


@pytest.mark.parametrize("before", STATUSES)
def test_without_a_reason_the_table_allows_less(before, ada):
    found = {after: outcome(ada, before, "_move", after) for after in Status.values}
    assert found == {after: allowed(before, after, signs="x") for after in Status.values}


@pytest.mark.parametrize("before", STATUSES)
def test_as_a_consequence_one_move_more_happens(before, ada):
    move = {"why": "Grund", "follows": True}
    found = {after: outcome(ada, before, "_move", after, **move) for after in Status.values}
    assert found == {after: allowed(before, after, signs="xwc") for after in Status.values}


@pytest.mark.parametrize("before", STATUSES)
def test_every_verb_does_what_the_table_says(before, ada):
    reasons = {verb: {"why": "Grund"} if verb in TAKE_REASON else {} for verb in VERBS}
    found = {verb: outcome(ada, before, verb, **reasons[verb]) for verb in VERBS}
    assert found == {verb: allowed(before, target) for verb, target in VERBS.items()}


@pytest.mark.parametrize("before", STATUSES)
def test_who_asks_again_waits_where_the_table_says_and_where_the_course_is_full(
    before, ada, make_registration
):
    make_registration("Bo")
    ada.course.capacity = 1
    ada.course.save()
    assert outcome(ada, before, "wait_again") == allowed(before, Status.WAITING)


def test_without_a_free_seat_nobody_gets_one(ada, make_registration):
    ada.course.capacity = 1
    ada.course.save()
    bo = make_registration("Bo")
    free_of_seat = [status for status in STATUSES if status not in SEATED]
    found = {outcome(bo, before, "_move", after) for before in free_of_seat for after in SEATED}
    assert found == {None}
