"""The plan of a course day for those who lead it: when, where, how to get in, and who comes."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch
from django.template.loader import render_to_string

from courses.models import CourseDay, ProgrammeItem, running_order
from partners.models import ContactPerson, Contribution
from web.input.phone_numbers import phone_as_shown


@dataclass(frozen=True)
class Guest:
    """A partner who comes, what they contribute that day, and whom to call."""

    contribution: Contribution

    @property
    def contacts(self) -> list[ContactPerson]:
        """Return the contact persons who are still there, those with a phone number first."""
        return sorted(self.contribution.partner.to_ask(), key=lambda person: not person.phone)


def day_plan_html(day: CourseDay, today: date) -> str:
    """Return the plan as HTML; `today` is the day that is printed on it."""
    course = day.block.course
    slots = running_order(day, _items(day))
    context = {
        "day": day,
        "course": course,
        "slots": slots,
        "material": [slot for slot in slots if slot.item.material],
        "guests": guests(day),
        "leaders": course.leaders.filter(is_active=True),
        "phone": phone_as_shown(course.contact_phone or settings.CONTACT_PHONE),
        "ends": slots[-1].ends if slots else None,
        "printed_on": today,
    }
    return render_to_string("papers/day_plan.html", context)


def _items(day: CourseDay) -> list[ProgrammeItem]:
    found = Contribution.objects.coming().select_related("partner")
    items = day.items.select_related("responsible")
    return list(items.prefetch_related(Prefetch("contribution", found)))


def guests(day: CourseDay) -> list[Guest]:
    """Return who contributes on the day, and those of its block whose day is still open."""
    found = Contribution.objects.on_day(day).select_related("partner")
    return [Guest(one) for one in found.prefetch_related("partner__contact_persons")]
