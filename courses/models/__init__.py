from courses.models.course import Admission, Course, CourseQuerySet, CourseStatus
from courses.models.place import District, Venue
from courses.models.programme import Block, CourseDay, DayState, programme_length
from courses.models.running_order import ItemKind, ProgrammeItem, Slot, running_order
from courses.models.school_holiday import SchoolHoliday

__all__ = [
    "Admission",
    "Block",
    "Course",
    "CourseDay",
    "CourseQuerySet",
    "CourseStatus",
    "DayState",
    "District",
    "ItemKind",
    "ProgrammeItem",
    "SchoolHoliday",
    "Slot",
    "Venue",
    "programme_length",
    "running_order",
]
