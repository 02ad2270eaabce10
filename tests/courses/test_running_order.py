from datetime import time

from courses.models import ItemKind, ProgrammeItem, running_order


def item(minutes, starts=None, position=0):
    return ProgrammeItem(
        kind=ItemKind.OTHER, minutes=minutes, starts=starts and time(starts), position=position
    )


def times(day, *items):
    return [(f"{slot.starts:%H:%M}", f"{slot.ends:%H:%M}") for slot in running_order(day, items)]


def test_items_follow_each_other_from_the_beginning_of_the_day(make_course):
    day = make_course("kurs").blocks.first().days.first()
    assert times(day, item(15), item(90)) == [("10:00", "10:15"), ("10:15", "11:45")]


def test_a_fixed_start_holds_and_what_follows_begins_after_it(make_course):
    day = make_course("kurs").blocks.first().days.first()
    assert times(day, item(15), item(60, starts=14), item(30)) == [
        ("10:00", "10:15"),
        ("14:00", "15:00"),
        ("15:00", "15:30"),
    ]


def test_the_position_gives_the_order_and_an_equal_one_the_order_of_making(make_course):
    day = make_course("kurs").blocks.first().days.first()
    for name, position in (("dritter", 2), ("erster", 1), ("vierter", 2)):
        ProgrammeItem.objects.create(day=day, title=name, minutes=10, position=position)
    assert [slot.item.title for slot in running_order(day)] == ["erster", "dritter", "vierter"]
