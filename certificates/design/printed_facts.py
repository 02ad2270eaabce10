"""What is printed about a course and a person, copied into each paper on the day of issue."""

from django.core.exceptions import ValidationError

from certificates.models import Kind, Template
from courses.models import CourseDay


def countable_days(course):
    """Return the days that were held; before the first one, those that are planned."""
    days = [day for day in CourseDay.objects.of_course(course) if not day.is_cancelled]
    return [day for day in days if day.is_held] or days


class CourseFacts:
    """The facts of a course that all of its papers share.

    Raises ValidationError while no course day is known; `days` are those that count, `template` is
    another than the one in force, to look at."""

    def __init__(self, course, days=None, template=None):
        self.course = course
        self.template = template or Template.objects.kept_for(course)
        self.blocks = [block.title for block in course.blocks.all()]
        self.days = days or list(CourseDay.objects.of_course(course).held())
        if not self.days:
            raise ValidationError("Für keinen Kurstag ist Anwesenheit eingetragen.")

    def fill(self, certificate, line):
        """Copy name, course and days of the line into the certificate and return it."""
        certificate.kind, certificate.template = line.kind, self.template
        certificate.course, certificate.course_title = self.course, self.course.title
        certificate.district = self.course.district.name
        certificate.starts_on, certificate.ends_on = self.days[0].date, self.days[-1].date
        certificate.days_held = len(self.days)
        if line.kind == Kind.THANKS:
            return self._fill_thanks(certificate, line.contribution)
        return self._fill_attendance(certificate, line)

    def _fill_attendance(self, certificate, line):
        attended = [day for day in self.days if line.progress.marks.get(day.pk) == "present"]
        certificate.registration = line.registration
        certificate.printed_name = line.registration.participant.name
        certificate.blocks = self.blocks
        self._fill_days(certificate, attended)
        return certificate

    def _fill_thanks(self, certificate, contribution):
        certificate.contribution = contribution
        certificate.printed_name = contribution.partner.name
        certificate.blocks = [contribution.block.title]
        certificate.topic = contribution.topic or contribution.block.title
        certificate.dates = [contribution.day.date.isoformat()] if contribution.day else []
        return certificate

    def _fill_days(self, certificate, attended):
        certificate.dates = [day.date.isoformat() for day in attended]
        certificate.blocks_attended = len({day.block_id for day in attended})
        certificate.units_attended = sum(day.teaching_units for day in attended)
