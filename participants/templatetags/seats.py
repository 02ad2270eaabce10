"""The seats of a course, drawn."""

from django import template

from participants.registration.line import Line

register = template.Library()

DOTS_IN_A_ROW = 16
# The distance of two dots, in units of the drawing.
STEP = 22
# With more seats than this the dots say nothing that the words beside them do not say better.
MOST_DOTS = 48


@register.inclusion_tag("participants/seats.html")
def seats(line: Line) -> dict[str, object]:
    """Draw one dot a seat, taken ones filled, and say the same in words."""
    drawn = line.capacity if line.capacity <= MOST_DOTS else 0
    columns = min(drawn, DOTS_IN_A_ROW)
    return {
        "line": line,
        "width": columns * STEP,
        "height": -(-drawn // DOTS_IN_A_ROW) * STEP,
        "dots": [_dot(place, line.taken) for place in range(drawn)],
    }


def _dot(place: int, taken: int) -> dict[str, object]:
    row, column = divmod(place, DOTS_IN_A_ROW)
    return {
        "x": column * STEP + STEP // 2,
        "y": row * STEP + STEP // 2,
        "taken": place < taken,
    }
