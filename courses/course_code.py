"""The code of a course (Kurzzeichen): it begins every registration number, so none comes twice."""

from django.core.exceptions import ValidationError

from courses.models import Course
from courses.models.course import check_code


def read_code(text: str) -> str:
    """Return what was typed as a code for a course, in capitals.

    Raises ValidationError for other signs than letters and digits, and for a code that somebody's
    registration number begins with, whatever that course is called today."""
    code = text.upper()
    check_code(code)
    if _begins_numbers(code):
        raise ValidationError(f"„{code}“ steht schon in Anmeldenummern. Bitte ändern Sie es.")
    return code


def is_used(code: str) -> bool:
    """Return whether a course has the code, or somebody's registration number begins with it."""
    return Course.objects.filter(code=code).exists() or _begins_numbers(code)


def _begins_numbers(code: str) -> bool:
    return Course.objects.filter(registrations__reference__startswith=f"{code}-").exists()
