"""Forms of what is stored already: an older page never undoes what is newer.

Beside each field such a form sends back what the page had shown. So it is known what was really
changed: the rest stays as it is stored by now. Where two people changed the same field, nothing is
written, and the form comes back with both values; what is typed stays. Sent once more, the own
value counts, or with a tick the newer one.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.sent_values import Sent, as_sent, in_words, meaning, packed, taken, unpacked

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object

CONFLICT = 409
LONG = 160


def status_of(form: forms.BaseForm | None) -> int:
    """Return the status of a page with this form; None is one that was not refused."""
    if form is None or not form.errors:
        return 200
    return CONFLICT if getattr(form, "conflicts", None) else 422


@dataclass(frozen=True)
class LastChange:
    """Who gave a value its present form, and when."""

    by: str
    at: datetime

    def __str__(self) -> str:
        at = timezone.localtime(self.at)
        return f"Geändert: {self.by}, am {at:%d.%m.%Y} um {at:%H:%M} Uhr."


@dataclass(frozen=True)
class Conflict:
    """Two values for one field, in words; `last` says who wrote theirs, or is empty."""

    theirs: str
    mine: str
    last: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.theirs) > LONG or "\n" in self.theirs

    def __str__(self) -> str:
        values = {"theirs": self.theirs, "mine": self.mine}
        if self.is_long or len(self.mine) > LONG:
            there = _("Hier steht inzwischen ein anderer Text.")
            now = _("Wenn Sie noch einmal speichern, gilt Ihr Text.")
        else:
            there = _("Hier steht inzwischen „%(theirs)s“.") % values
            now = _("Wenn Sie noch einmal speichern, gilt Ihre Angabe „%(mine)s“.") % values
        return " ".join(filter(None, (there, self.last, now)))


class ShownInput(forms.HiddenInput):
    """What the page shows in the field beside it, sent along."""

    def __init__(self, field: forms.Field) -> None:
        super().__init__()
        self.field = field

    def format_value(self, value: Any) -> str:
        return packed(self.field, as_sent(self.field, value))

    def value_from_datadict(self, data: Any, files: object, name: str) -> Any:
        return taken(self.field, unpacked(self.field, data.get(name, "")))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """It says nothing to anybody: what describes the field does not describe this one."""
        plain = {key: text for key, text in (attrs or {}).items() if not key.startswith("aria-")}
        return super().get_context(name, value, plain)


class StoredField(BoundField):
    """A field with what the page shows in it, and after a conflict with the newer value to take."""

    form: "EditsStored"

    def __init__(self, form: "EditsStored", field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if form.shows_stored(name):
            field.show_hidden_initial = True
            field.hidden_widget = partial(ShownInput, field)  # type: ignore[assignment]

    @property
    def theirs_name(self) -> str:
        """The name of the box that takes the newer value."""
        return f"theirs-{self.html_name}"

    def __str__(self) -> SafeString:
        conflict = self.form.conflicts.get(self.name)
        html = super().__str__()
        if conflict is None:
            return html
        context = {"field": self, "conflict": conflict}
        return html + render_to_string("biq/theirs.html", context)

    __html__ = __str__


class EditsStored(Base):
    """Mixed into a form whose fields show what is stored, as their `initial` says.

    What is stored is read once more by `read_stored`, in the transaction that writes."""

    bound_field_class = StoredField
    # Names of fields that show nothing stored.
    NOT_STORED: tuple[str, ...] = ()

    def shows_stored(self, name: str) -> bool:
        """Return whether the field shows what is stored, and sends along what it showed."""
        field = self.fields[name]
        is_told = not (field.disabled or field.widget.is_hidden or name in self.NOT_STORED)
        return is_told and not isinstance(field, forms.FileField)

    def read_stored(self) -> None:
        """Lock what is edited and put it into `initial`, before anything is compared."""

    def last_change(self, name: str) -> LastChange | None:
        """Return who changed the value of the field last; None when nobody noted it."""
        return None

    def said_about(self, name: str) -> str:
        """Return what people read about who changed the value of the field."""
        return str(self.last_change(name) or "Wer das geändert hat, ist nicht notiert.")

    @cached_property
    def outdated(self) -> set[str]:
        """The fields that the page had shown otherwise than they are stored by now."""
        assert self.conflicts is not None  # now what was sent is compared
        return self._outdated

    @cached_property
    def conflicts(self) -> dict[str, Conflict]:
        """The fields that somebody else changed since the page was shown, and differently."""
        return self._merged() if self.is_bound else {}

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that differ from what is stored by now."""
        assert self.conflicts is not None  # what was sent is merged with what is stored
        return super().changed_data

    def full_clean(self) -> None:
        conflicts = self.conflicts
        super().full_clean()
        if not self.is_bound:
            return
        for name, conflict in conflicts.items():
            self.add_error(name, ValidationError(str(conflict), code="conflict"))

    def _merged(self) -> dict[str, Conflict]:
        """Let what was not touched on the page say what is stored by now, and return the
        conflicts."""
        self._outdated: set[str] = set()
        self.data = _writable(self.data)
        found = {name: self._settle(self[name]) for name in self.fields if self.shows_stored(name)}
        return {name: conflict for name, conflict in found.items() if conflict}

    def _settle(self, bound: BoundField) -> Conflict | None:
        field, data = bound.field, self.data
        if believe := getattr(field, "believe", None):
            believe("".join(as_sent(field, bound.initial)))
        stored, sent = as_sent(field, bound.initial), data.getlist(bound.html_name)  # type: ignore[attr-defined]
        shown = self._shown(bound, stored)
        was, now, new = (meaning(field, value) for value in (shown, stored, sent))
        if now != was:
            self._outdated.add(bound.name)
        takes_theirs = f"theirs-{bound.html_name}" in data
        data[bound.html_initial_name] = packed(field, stored)  # type: ignore[index]
        if takes_theirs or (new == was and now != was):
            data.setlist(bound.html_name, stored)  # type: ignore[attr-defined]
        if takes_theirs or now in (was, new) or new == was:
            return None
        return Conflict(in_words(field, stored), in_words(field, sent), self.said_about(bound.name))

    def _shown(self, bound: BoundField, stored: Sent) -> Sent:
        """Return what the page showed; what no page sent along was shown as it is."""
        text = self.data.get(bound.html_initial_name)
        return stored if text is None else unpacked(bound.field, text)


def _writable(data: Any) -> MultiValueDict:
    """Return a copy of what was sent; a plain dict, as a caller of our own gives it, too."""
    if isinstance(data, MultiValueDict):
        return data.copy()
    return MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in data.items()})
