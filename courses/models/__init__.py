from courses.models.course import Admission, Course, CourseQuerySet, CourseStatus
from courses.models.place import District, Venue
from courses.models.programme import Block, CourseDay, DayState

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
]
