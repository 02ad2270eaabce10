"""The list for the closing ceremony: name, paper, number, and a column to sign. No addresses."""

from django.template.loader import get_template
from django.utils.translation import override

from certificates.models import Certificate
from documents.press import print_pdf

SPARE_ROWS = 3


def sheet(course, today):
    """Return the list as PDF. Raises DocumentError."""
    return print_pdf(html_of(course, today))


def html_of(course, today):
    rows = Certificate.objects.of_course(course).valid().in_order_of_lists()
    with override("de"):
        facts = {"course": course, "rows": rows, "spare": range(SPARE_ROWS), "printed_on": today}
        return get_template("certificates/paper/handover.html").render(facts)
