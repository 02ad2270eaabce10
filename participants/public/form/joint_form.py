"""The people on one public form: they register together, and each has everything of their own.

The first person's fields have plain names, so that one person's form is as plain as can be; those
of the second begin with "p2-", and so on. Whoever is not shown travels along in hidden fields.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self, cast

from courses.models import Course
from participants.people.reachable import SHARED_CONTACT
from participants.public.form.application_form import ApplicationForm
from participants.registration.models import Line
from web.input.phone_field import PhoneField, PhoneInput, confirmed_name
from web.input.text_cleaning import clean_line

MOST_PEOPLE = 6
# The name of the box beside all answers, which is no single person's.
TOGETHER_BOX = "together"
# What was typed for one person, by the name of the field.
Typed = dict[str, str]
_FIELDS = tuple(name for name in ApplicationForm.base_fields if name != "key")
_PHONES = tuple(n for n, f in ApplicationForm.base_fields.items() if isinstance(f, PhoneField))
_LATER_PERSON = re.compile(rf"p([2-{MOST_PEOPLE}])-")


def _prefix(number: int) -> str | None:
    """Return the prefix of one person's form; None for the first."""
    return None if number == 1 else f"p{number}"


@dataclass(frozen=True)
class PersonOnForm:
    """One of the people, as the list of the others names them; the name may be empty still."""

    number: int
    name: str


@dataclass(frozen=True)
class JointForm:
    """What was typed for each of the people, from number 1 on; nobody changes it in place.

    `key` is the one-time key as it was sent; `together` says that they only take part together."""

    course: Course
    line: Line
    key: str
    people: tuple[Typed, ...] = ({},)
    together: bool = False

    @classmethod
    def read(cls, data: Mapping[str, str], course: Course, line: Line) -> Self:
        """Return the joint form that was sent; whatever is not asked for is left out."""
        later = sorted({found[1] for found in map(_LATER_PERSON.match, data) if found})
        beginnings = ["", *(f"p{number}-" for number in later)]
        return cls(
            course,
            line,
            key=data.get("key", ""),
            people=tuple(_typed(data, beginning) for beginning in beginnings),
            together=TOGETHER_BOX in data and 1 < len(beginnings) <= course.capacity,
        )

    @property
    def size(self) -> int:
        return len(self.people)

    @property
    def is_full(self) -> bool:
        return self.size == MOST_PEOPLE

    @property
    def is_alone(self) -> bool:
        return self.size == 1

    @property
    def is_too_large(self) -> bool:
        """True for more people than the course has seats: together they would wait for ever."""
        return self.size > self.course.capacity

    @property
    def must_wait_together(self) -> bool:
        """True while some of the people would get a seat, but not all of them at once."""
        return self.line.has_seat_for_newcomer and not self.line.has_seats_for(self.size)

    @cached_property
    def forms(self) -> list[ApplicationForm]:
        """The filled-in forms, one a person."""
        return [self._form(number, self._named(number)) for number in self._numbers()]

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    def first_wrong(self) -> int | None:
        """Return the number of the first person whose form is refused; None when all are good."""
        return next((n for n in self._numbers() if not self.forms[n - 1].is_valid()), None)

    def fresh_form(self, number: int) -> ApplicationForm:
        """Return the form of one person with what was typed, not checked yet."""
        form = self._form(number, initial={"key": self.key, **self.people[number - 1]})
        for name in _PHONES:
            cast(PhoneInput, form.fields[name].widget).confirmed = self._said(
                number, confirmed_name(name)
            )
        return form

    def hidden(self, shown: int | None = None) -> list[tuple[str, str]]:
        """Return what a page has to carry along, as pairs of name and text.

        `shown` is the number of the person whose fields the page shows; None for none."""
        pairs: list[tuple[str, str]] = [] if shown else [("key", self.key)]
        for number in self._numbers():
            if number != shown:
                pairs += self._named(number).items()
        # The page without any person's fields has the box itself.
        return [*pairs, (TOGETHER_BOX, "on")] if shown and self.together else pairs

    def others(self, shown: int) -> list[PersonOnForm]:
        """Return the people who are not shown."""
        entries = [PersonOnForm(n, clean_line(self._said(n, "name"))) for n in self._numbers()]
        return [entry for entry in entries if entry.number != shown]

    def with_another(self) -> Self:
        """Return the form with one more person, who may live at the same place as the last."""
        last = self.people[-1]
        shared = (*SHARED_CONTACT, confirmed_name("phone"))
        carried = {name: last[name] for name in shared if name in last}
        return replace(self, people=(*self.people, carried))

    def without(self, number: int) -> Self:
        """Return the joint form without one person; the others move up.

        When nobody is left, it is empty."""
        people = tuple(p for n, p in enumerate(self.people, 1) if n != number) or ({},)
        return replace(self, people=people, together=self.together and len(people) > 1)

    def known(self, number: int) -> int:
        """Return the number when there is such a person, else 1."""
        return number if number in self._numbers() else 1

    def _numbers(self) -> range:
        return range(1, self.size + 1)

    def _said(self, number: int, name: str) -> str:
        return self.people[number - 1].get(name, "")

    def _form(
        self, number: int, data: Typed | None = None, initial: Typed | None = None
    ) -> ApplicationForm:
        """Return one person's form; without `data` it is not checked yet."""
        # The key belongs to the form and has the same name for everybody.
        data = data if data is None else {"key": self.key, **data}
        return ApplicationForm(data, course=self.course, initial=initial, prefix=_prefix(number))

    def _named(self, number: int) -> Typed:
        """Return what was typed for one person, by the names that the page sends."""
        beginning = "" if number == 1 else f"p{number}-"
        return {f"{beginning}{name}": text for name, text in self.people[number - 1].items()}


def _typed(data: Mapping[str, str], beginning: str) -> Typed:
    names = (*_FIELDS, *map(confirmed_name, _PHONES))
    found = {name: data.get(f"{beginning}{name}", "") for name in names}
    return {name: text for name, text in found.items() if text}
