from django import template

register = template.Library()

A_ROW = 16
STEP = 22
# With more seats than this the dots say nothing that the words beside them do not say better.
MOST = 48


@register.inclusion_tag("participants/seats.html")
def seats(line):
    """Draw one dot a seat, taken ones filled, and say the same in words."""
    drawn = line.capacity if line.capacity <= MOST else 0
    columns = min(drawn, A_ROW)
    return {
        "line": line,
        "width": columns * STEP,
        "height": -(-drawn // A_ROW) * STEP,
        "dots": [_dot(place, line.taken) for place in range(drawn)],
    }


def _dot(place, taken):
    row, column = divmod(place, A_ROW)
    return {
        "x": column * STEP + STEP // 2,
        "y": row * STEP + STEP // 2,
        "taken": place < taken,
    }
