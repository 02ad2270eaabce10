"""The signature list of a course day: name and signature, nothing else that others would read."""

from datetime import date

from django.template.loader import render_to_string

from participants.papers.printed_list import PrintedList
from participants.registration.models import Registration

SPARE_ROWS = 3


def signature_list_html(printed: PrintedList, today: date) -> str:
    """Return the list as HTML, its people in the order of its rows."""
    return render_to_string(
        "papers/signature_list.html",
        {
            "list": printed,
            "day": printed.day,
            "course": printed.day.block.course,
            "names": names(printed),
            "spare": range(SPARE_ROWS),
            "printed_on": today,
        },
    )


def names(printed: PrintedList) -> list[str]:
    """Return the names in the order of the rows."""
    found = dict(
        Registration.objects.filter(pk__in=printed.rows).values_list("pk", "participant__name")
    )
    return [found[pk] for pk in printed.rows if pk in found]
