"""Made-up running orders: what a course day of the demo looks like from the arrival to the end."""

from accounts.models import User
from courses.models import Course, CourseDay, ItemKind, ProgrammeItem
from partners.models import Contribution

ARRIVAL, LUNCH, BREAK = ItemKind.ARRIVAL, ItemKind.LUNCH, ItemKind.BREAK
# Kind, title, minutes, room, material; None as the title stands for the block's next contribution.
Item = tuple[ItemKind, str | None, int, str, str]
FIRST_DAY: tuple[Item, ...] = (
    (ARRIVAL, "Ankommen bei Kaffee (Demo)", 20, "Foyer", "Namensschilder"),
    (ItemKind.OTHER, "Kennenlernen in kleinen Runden", 40, "Saal", ""),
    (ItemKind.CONTRIBUTION, None, 90, "Saal", "Beamer"),
    (LUNCH, "", 60, "Küche", ""),
    (ItemKind.WALK, "Rundgang durch das Musterquartier", 90, "", "Rollstuhl, Sitzstöcke"),
    (ItemKind.REFLECTION, "Was nehmen wir mit?", 60, "Saal", "Karten und Stifte"),
)
SECOND_DAY: tuple[Item, ...] = (
    (ARRIVAL, "Ankommen (Demo)", 15, "Foyer", ""),
    (ItemKind.CONTRIBUTION, None, 75, "Saal", ""),
    (BREAK, "", 15, "", ""),
    (ItemKind.OTHER, "Übung zu zweit", 75, "Saal", "Flipchart"),
    (LUNCH, "", 60, "Küche", ""),
    (ItemKind.OTHER, "Eigene Ideen sammeln", 75, "Saal", "Klebezettel"),
    (ItemKind.REFLECTION, "Rückblick und Ausblick", 30, "Saal", ""),
)


def plan_days(course: Course, leader: User, blocks: int = 6) -> None:
    """Give the days of the first blocks a running order, with the block's contributions in it."""
    for block in course.blocks.filter(number__lte=blocks).order_by("number"):
        open_contributions = list(block.contributions.order_by("pk"))
        days = block.days.exclude(state="cancelled").order_by("date")
        for day, items in zip(days, (FIRST_DAY, SECOND_DAY), strict=False):
            _plan(day, items, leader, open_contributions)


def _plan(
    day: CourseDay, items: tuple[Item, ...], leader: User, contributions: list[Contribution]
) -> None:
    """The contributions that find a place are taken out of the list."""
    rows = ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            day=day,
            position=position,
            kind=kind,
            title=title or "",
            minutes=minutes,
            room=room,
            material=material,
            responsible=leader if kind == ItemKind.REFLECTION else None,
        )
        for position, (kind, title, minutes, room, material) in enumerate(items)
    )
    for item in rows:
        if item.kind == ItemKind.CONTRIBUTION and contributions:
            contribution = contributions.pop(0)
            contribution.item, contribution.day = item, day
            contribution.save(update_fields=["item", "day"])
