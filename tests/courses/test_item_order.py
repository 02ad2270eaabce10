"""Items of a day are moved and removed, and asking twice does it once."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError

from courses import item_order
from courses.models import Course, CourseDay, CourseStatus, ProgrammeItem


@pytest.fixture
def day(course):
    return course.days()[0]


def titles(day):
    return [item.title for item in day.items.all()]


def three(day, add_item):
    return [add_item(day, title) for title in ("A", "B", "C")]


def test_an_item_moves_past_its_neighbour(day, add_item):
    a, _b, c = three(day, add_item)
    item_order.move_before(c, a.pk)
    assert titles(day) == ["C", "A", "B"]
    item_order.move_after(a, _b.pk)
    assert titles(day) == ["C", "B", "A"]


def test_asked_twice_it_moves_once(day, add_item):
    _a, b, c = three(day, add_item)
    for _click in range(2):
        item_order.move_before(c, b.pk)
    assert titles(day) == ["A", "C", "B"]


def test_equal_positions_are_put_in_order_by_a_move(day, add_item):
    a, b, c = three(day, add_item)
    ProgrammeItem.objects.update(position=0)
    item_order.move_before(c, b.pk)
    assert titles(day) == ["A", "C", "B"]
    assert list(day.items.values_list("position", flat=True)) == [0, 1, 2]
    assert a.pk < b.pk < c.pk


def test_only_what_somebody_moved_has_it_in_its_history(day, add_item):
    a, b, _c = three(day, add_item)
    item_order.move_before(b, a.pk)
    assert [b.history.count(), a.history.count()] == [2, 1]


def test_a_neighbour_on_another_day_is_none(course, day, add_item):
    a, *_ = three(day, add_item)
    there = add_item(course.days()[1], "D")
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        item_order.move_before(a, there.pk)
    assert titles(day) == ["A", "B", "C"]


def test_an_item_goes_to_the_end_of_the_other_day_without_its_fixed_start(course, day, add_item):
    other = course.days()[1]
    add_item(other, "Dort")
    item = add_item(day, "Hier", starts=time(11))
    for _click in range(2):
        item_order.move_to_day(item, other)
    item.refresh_from_db()
    assert (titles(day), titles(other), item.starts) == ([], ["Dort", "Hier"], None)


def test_a_day_of_another_block_is_refused(course, day, add_item):
    with pytest.raises(ValidationError, match="anderen Block"):
        item_order.move_to_day(add_item(day, "A"), course.days()[2])
    assert titles(day) == ["A"]


def test_removing_twice_removes_once(day, add_item):
    a, *_ = three(day, add_item)
    for _click in range(2):
        item_order.remove(a)
    assert titles(day) == ["B", "C"]


def test_an_item_that_is_gone_does_not_move(day, add_item):
    a, b, _c = three(day, add_item)
    ProgrammeItem.objects.filter(pk=a.pk).delete()
    with pytest.raises(ValidationError, match="gibt es nicht mehr"):
        item_order.move_after(a, b.pk)


@pytest.mark.parametrize("status", [CourseStatus.COMPLETED, CourseStatus.CANCELLED])
def test_the_programme_of_a_course_that_is_over_stays(course, day, add_item, status):
    a, b, _c = three(day, add_item)
    Course.objects.filter(pk=course.pk).update(status=status)
    for verb in (
        lambda: item_order.move_after(a, b.pk),
        lambda: item_order.remove(a),
        lambda: item_order.append(ProgrammeItem(day=day, minutes=10)),
        lambda: item_order.move_to_day(a, course.days()[1]),
    ):
        with pytest.raises(ValidationError, match="beendet"):
            verb()
    assert titles(day) == ["A", "B", "C"]


def test_a_moved_day_keeps_its_items(course, day, add_item):
    three(day, add_item)
    day.move(day.date + timedelta(1))
    assert titles(day) == ["A", "B", "C"]


def test_nothing_comes_to_a_day_that_was_cancelled_meanwhile(course, day, add_item):
    item, shown = add_item(day, "A"), course.days()[1]
    CourseDay.objects.get(pk=shown.pk).cancel()
    with pytest.raises(ValidationError, match="Dieser Kurstag fällt aus"):
        item_order.move_to_day(item, shown)
    with pytest.raises(ValidationError, match="Dieser Kurstag fällt aus"):
        item_order.append(ProgrammeItem(day=shown, title="B", minutes=30))
    assert (titles(day), titles(shown)) == (["A"], [])
