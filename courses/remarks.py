"""What is named about a programme, and never refused: gaps, and what cannot both be."""

from dataclasses import dataclass

from courses.models import CourseDay


@dataclass(frozen=True)
class Remark:
    """A German sentence. `block` is the number of the block and `day` the primary key of the day
    that it is about; None where it is about the whole course, or the whole block."""

    text: str
    block: int | None = None
    day: int | None = None


def of_day(day: CourseDay, text: str) -> Remark:
    return Remark(text, day.block.number, day.pk)
