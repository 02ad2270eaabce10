"""Signs that lead to a course day: one for each direction, and one for the door of each room."""

from django.template.loader import render_to_string

from courses.models import CourseDay

# How far the arrow, which points to the right, is turned; and what it says to who hears it.
ARROWS = (
    ("left", "Pfeil nach links"),
    ("ahead", "Pfeil geradeaus"),
    ("right", "Pfeil nach rechts"),
)


def room_signs_html(day: CourseDay) -> str:
    """Return the signs as HTML, one on a page."""
    context = {"day": day, "course": day.block.course, "arrows": ARROWS, "rooms": rooms(day)}
    return render_to_string("papers/room_signs.html", context)


def rooms(day: CourseDay) -> list[str]:
    """Return the rooms of the running order, each once, in the order of the day."""
    named = [item.room.strip() for item in day.items.all()]
    return list(dict.fromkeys(filter(None, named)))
