"""The list for the closing ceremony: name, paper, number, and a column to sign. No addresses."""

from django.template.loader import get_template
from django.utils.translation import override

from certificates.models import Certificate
from certificates.sheet_languages import SHEETS
from documents.printing import print_pdf

SPARE_ROWS = 3


def sheet(course, today):
    """Return the list as PDF. Raises DocumentError."""
    return print_pdf(html_of(course, today))


def html_of(course, today):
    papers = Certificate.objects.of_course(course).in_hand().in_order_of_lists()
    papers = papers.select_related("registration__participant")
    rows = [(paper, SHEETS.get(paper.sheet_language)) for paper in papers]
    with override("de"):
        facts = {"course": course, "rows": rows, "spare": range(SPARE_ROWS), "printed_on": today}
        return get_template("certificates/paper/handover.html").render(facts)
