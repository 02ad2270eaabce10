"""Calling a whole course off: everybody is told, and nobody owes anything for it."""

from django.core.exceptions import ValidationError

from accounts.models import User
from correspondence.telling import drop_topic
from courses.models import Course, CourseStatus
from participants.course_changes import day_news
from participants.registration.status import Status
from web.public_version import new_public_version


@new_public_version()
def cancel(course: Course, by: User | None, why: str) -> None:
    """Cancel the course and move every registration; what was paid becomes a proposed refund.

    Raises ValidationError without a reason, and for a course that `refusal` has words about."""
    course = Course.objects.locked(course.pk)
    if words := refusal(course):
        raise ValidationError(words)
    if not why:
        raise ValidationError("Bitte schreiben Sie auf, warum der Kurs ausfällt.")
    course.status = CourseStatus.CANCELLED
    course.save(update_fields=["status"])
    drop_topic(day_news.topic_of(course))
    for registration in course.registrations.select_related("participant"):
        if registration.may_become(Status.COURSE_CANCELLED):
            registration.leave_with_course(by, why)


def refusal(course: Course) -> str:
    """Return why the course cannot be cancelled; the empty string for one that can."""
    if course.status == CourseStatus.DRAFT:
        return "Dieser Kurs ist noch ein Entwurf. Niemand sieht ihn, und niemand ist eingeladen."
    if course.status != CourseStatus.PUBLISHED:
        return "Dieser Kurs ist schon beendet."
    return ""
