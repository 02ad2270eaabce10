from courses.models.course import Admission, Course, CourseQuerySet, CourseStatus
from courses.models.place import District, Venue
from courses.models.programme import Block, CourseDay, DayState, programme_length

__all__ = [
    "Admission",
    "Block",
    "Course",
    "CourseDay",
    "CourseQuerySet",
    "CourseStatus",
    "DayState",
    "District",
    "Venue",
    "programme_length",
]
