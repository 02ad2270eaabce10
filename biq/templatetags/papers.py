"""The papers of a course, for the pages of staff and leaders."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from biq.languages.addresses import in_language
from biq.papers.course_sheets import SHEETS
from courses.models import Course, CourseStatus

register = template.Library()


@register.inclusion_tag("papers/course_sheets.html")
def course_sheets(course: Course) -> dict[str, Any]:
    """Show the public papers of a course, in all languages; none for a draft or a course that was
    called off."""
    is_public = course.status in (CourseStatus.PUBLISHED, CourseStatus.COMPLETED)
    addresses = [reverse(sheet.name, args=[course.slug]) for sheet in SHEETS]
    rows = [
        (name, [in_language(address, code) for address in addresses])
        for code, name in settings.LANGUAGES
    ]
    return {"sheets": SHEETS, "rows": rows if is_public else []}
