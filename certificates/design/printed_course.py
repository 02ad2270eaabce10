"""What is printed about a course and a person, copied into a certificate on the day of issue."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from certificates.models import Certificate, Template
from courses.models import Course, CourseDay
from participants.attendance.marks import COUNTED
from participants.models import Registration
from partners.models import Contribution


def countable_days(course: Course) -> list[CourseDay]:
    """Return the days that were held; before the first one, those that are planned."""
    days = [day for day in CourseDay.objects.of_course(course) if not day.is_cancelled]
    return [day for day in days if day.is_held] or days


class PrintedCourse:
    """What all certificates of a course say about it.

    `days` are those that count, by default those that were held; `template` is by default the one
    in force. Raises ValidationError while no course day is known."""

    def __init__(
        self,
        course: Course,
        days: Sequence[CourseDay] | None = None,
        template: Template | None = None,
    ) -> None:
        self.course = course
        self.template = template or Template.objects.kept_for(course)
        self.blocks = [block.title for block in course.blocks.all()]
        self.days = days or list(CourseDay.objects.of_course(course).held())
        if not self.days:
            raise ValidationError("Für keinen Kurstag ist Anwesenheit eingetragen.")

    def fill(self, certificate: Certificate) -> Certificate:
        """Copy what is known of the course into the certificate and return it."""
        certificate.template = self.template
        certificate.course, certificate.course_title = self.course, self.course.title
        certificate.district = self.course.district.name
        certificate.starts_on, certificate.ends_on = self.days[0].date, self.days[-1].date
        certificate.days_held = len(self.days)
        return certificate

    def fill_attendance(
        self, certificate: Certificate, registration: Registration, marks: Mapping[int, str]
    ) -> Certificate:
        """Copy name and days of a person; `marks` are {id of the day: mark}."""
        attended = [day for day in self.days if marks.get(day.pk) in COUNTED]
        certificate.registration = registration
        certificate.printed_name = registration.participant.name
        certificate.blocks = self.blocks
        certificate.dates = [day.date.isoformat() for day in attended]
        certificate.blocks_attended = len({day.block_id for day in attended})
        certificate.units_attended = sum(day.teaching_units for day in attended)
        return certificate

    def fill_thanks(self, certificate: Certificate, contribution: Contribution) -> Certificate:
        """Copy what a partner contributed."""
        certificate.contribution = contribution
        certificate.printed_name = contribution.partner.name
        certificate.blocks = [contribution.block.title]
        certificate.topic = contribution.topic or contribution.block.title
        certificate.dates = [contribution.day.date.isoformat()] if contribution.day else []
        return certificate
