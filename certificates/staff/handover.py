"""The list for the closing ceremony: name, kind, number, and a column to sign. No addresses."""

from datetime import date

from django.template.loader import get_template
from django.utils.translation import override

from certificates.models import Certificate
from certificates.sheet_languages import SHEETS
from courses.models import Course
from documents.printing import print_pdf

SPARE_ROWS = 3


def handover_pdf(course: Course, today: date) -> bytes:
    """Return the list as PDF. Raises DocumentError."""
    return print_pdf(handover_html(course, today))


def handover_html(course: Course, today: date) -> str:
    """Return the list as HTML, in German; `today` is the day that is printed on it."""
    certificates = Certificate.objects.of_course(course).in_hand().in_order_of_lists()
    certificates = certificates.select_related("registration__participant")
    rows = [(certificate, SHEETS.get(certificate.sheet_language)) for certificate in certificates]
    with override("de"):
        context = {"course": course, "rows": rows, "spare": range(SPARE_ROWS), "printed_on": today}
        return get_template("certificates/document/handover.html").render(context)
