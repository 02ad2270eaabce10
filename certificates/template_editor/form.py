"""The form of a template: a design, texts, who signs, whose logos. No HTML, no CSS."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.forms.boundfield import BoundField

from accounts.models import User
from backoffice.forms import VerbForm
from certificates import placeholders
from certificates.models import Design, Kind, Template
from certificates.template_editor.sample_certificates import sample_subjects
from courses.models import Course
from documents import pictures
from web.input.text_cleaning import LineField, LinesField
from web.stored_values import Conflict, EditsStored, LastChange

SIGNATORIES = 3
LOGOS = 4
_PICTURED = (
    *(f"sign{number}" for number in range(SIGNATORIES)),
    *(f"logo{number}" for number in range(LOGOS)),
)
_TOO_LONG = {"max_length": "Bitte kürzen Sie: höchstens %(limit_value)d Zeichen."}
_KEPT = "Das Bild ist schon hier. Sie müssen es nicht noch einmal auswählen."
_GONE = "Das Bild ist nicht mehr da. Bitte wählen Sie es noch einmal aus."
_JUST_NOW = "Gerade hat jemand anderes diese Vorlage gespeichert. Bitte speichern Sie noch einmal."
PARTS = ("design", "words", "signatories", "logos", "is_dropped")
_OF_THE_PREVIEW = ("subject", "kind")


class Picture(forms.FileField):
    """An uploaded picture, drawn anew; its value is the name of what is kept."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})

    def clean(self, data: UploadedFile | None, initial: Any = None) -> str:
        file = super().clean(data, initial)
        return pictures.take_in(file) if file else ""


class TemplateForm(EditsStored, VerbForm):
    """`base` is the version in force; saving makes the next one of `course` (None: the default).

    `version` is the one that the page had shown, so that a second click makes none."""

    slug = "vorlage"
    label = "Speichern"
    design = forms.ChoiceField(
        label="Gestaltung", choices=Design, widget=forms.RadioSelect, initial=Design.CLASSIC
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        course: Course | None,
        base: Template,
        by: User | None = None,
        **kwargs: Any,
    ) -> None:
        self.course, self.base, self.by = course, base, by
        self.newest = Template.objects.versions_of(course).first()
        initial = {"design": base.design, "version": self._number()}
        super().__init__(*args, initial=initial, **kwargs)
        self._add_words()
        for number in range(SIGNATORIES):
            self._add_signatory(number)
        for number in range(LOGOS):
            self._add_logo(number)
        self._add_subject()

    def shows_stored(self, name: str) -> bool:
        is_verb = name in _OF_THE_PREVIEW or name.endswith("_remove")
        return not is_verb and super().shows_stored(name)

    def last_change(self, name: str) -> LastChange | None:
        newest = self.newest
        return (
            LastChange(str(newest.made_by), newest.made_at) if newest and newest.made_by else None
        )

    def _add_words(self) -> None:
        for kind in Kind:
            words = self.base.words_for(kind)
            self.fields[f"{kind}_title"] = LineField(
                label="Überschrift",
                max_length=placeholders.TITLE_LENGTH,
                initial=words["title"],
                error_messages={**_TOO_LONG, "required": "Bitte schreiben Sie eine Überschrift."},
            )
            self.fields[f"{kind}_text"] = LinesField(
                label="Text nach dem Namen",
                max_length=placeholders.TEXT_LENGTH,
                initial=words["text"],
                help_text=f"Platzhalter: {placeholders.listed(kind)}",
                error_messages={**_TOO_LONG, "required": "Bitte schreiben Sie einen Text."},
                widget=forms.Textarea(attrs={"rows": 7}),
            )

    def _add_signatory(self, number: int) -> None:
        row = _row(self.base.signatories, number)
        prefix = f"sign{number}"
        self.fields[f"{prefix}_name"] = _line("Name", 40, row.get("name", ""))
        self.fields[f"{prefix}_function"] = _line("Funktion", 50, row.get("function", ""))
        self._add_picture(prefix, "Eingescannte Unterschrift", row)

    def _add_logo(self, number: int) -> None:
        row = _row(self.base.logos, number)
        self._add_picture(f"logo{number}", "Bild", row)
        alt = _line("Was ist zu sehen?", 120, row.get("alt", ""))
        alt.help_text = "Zum Beispiel: Logo der Muster-Stiftung."
        self.fields[f"logo{number}_alt"] = alt

    def _add_picture(self, prefix: str, label: str, row: Mapping[str, str]) -> None:
        self.fields[f"{prefix}_picture"] = Picture(label=label, required=False)
        self.fields[f"{prefix}_kept"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields[f"{prefix}_shown"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=row.get("picture", "")
        )
        if row.get("picture") or self.data.get(f"{prefix}_kept"):
            self._offer_removal(prefix)

    def _offer_removal(self, prefix: str) -> None:
        self[f"{prefix}_picture"].label = f"{self.fields[f'{prefix}_picture'].label} austauschen"
        self.fields[f"{prefix}_remove"] = forms.BooleanField(label="Bild entfernen", required=False)

    def _add_subject(self) -> None:
        choices = sample_subjects(self.course)
        self.fields["subject"] = forms.ChoiceField(
            label="Vorschau für", choices=choices, initial=choices[0][1][0][0]
        )
        self.fields["kind"] = forms.ChoiceField(
            label="Papier", choices=Kind, initial=Kind.CERTIFICATE
        )

    def sections(self) -> dict[str, list[tuple[str, list[BoundField]]]]:
        """Return {section of the page: pairs (heading, bound fields)}."""
        texts = [(str(kind.label), self._fields(f"{kind}_")) for kind in Kind]
        signs = [(f"Unterschrift {n + 1}", self._fields(f"sign{n}_")) for n in range(SIGNATORIES)]
        logos = [(f"Logo {n + 1}", self._fields(f"logo{n}_")) for n in range(LOGOS)]
        return {"texts": texts, "signatories": signs, "logos": logos}

    def _fields(self, prefix: str) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith(prefix)]

    def clean(self) -> dict[str, Any]:
        for kind in Kind:
            self._check_text(kind)
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for prefix in _PICTURED:
            self._keep(prefix)
            self._compare(prefix)
        for number in range(LOGOS):
            self._check_logo(number)
        return self.cleaned_data

    def _keep(self, prefix: str) -> None:
        """Let a refused form send again, by its name, what was uploaded with it."""
        name = self.cleaned_data.get(f"{prefix}_picture") or self.cleaned_data.get(f"{prefix}_kept")
        self.cleaned_data[f"{prefix}_kept"] = name or ""
        self.data[f"{prefix}_kept"] = name or ""  # type: ignore[index]
        if name and not pictures.locate(name):
            self.add_error(f"{prefix}_picture", _GONE)
        elif name:
            self[f"{prefix}_picture"].help_text = _KEPT
            self._offer_removal(prefix)

    def _compare(self, prefix: str) -> None:
        """Refuse once to replace a picture that was not there when the page was shown."""
        field = f"{prefix}_picture"
        stored = self[f"{prefix}_shown"].initial
        shown = self.data.get(f"{prefix}_shown", stored)
        self.data[f"{prefix}_shown"] = stored  # type: ignore[index]
        kept, takes_theirs = self.cleaned_data[f"{prefix}_kept"], f"theirs-{field}" in self.data
        is_touched = kept not in ("", stored) or self.cleaned_data.get(f"{prefix}_remove")
        if takes_theirs:
            self.data[f"{prefix}_kept"] = ""  # type: ignore[index]
            self.cleaned_data |= {f"{prefix}_kept": "", field: "", f"{prefix}_remove": False}
        elif shown != stored and is_touched:
            mine = "Ihr Bild" if kept else "kein Bild"
            theirs = "ein neues Bild" if stored else "kein Bild"
            self.conflicts[field] = Conflict(theirs, mine, self.said_about(field))

    def _check_logo(self, number: int) -> None:
        prefix = f"logo{number}"
        is_there = self._picture(prefix, self.base.logos, number)
        if is_there and not self.cleaned_data.get(f"{prefix}_alt"):
            self.add_error(f"{prefix}_alt", "Bitte beschreiben Sie das Logo in Worten.")

    def _check_text(self, kind: Kind) -> None:
        self._refuse(f"{kind}_title", placeholders.check_title)
        self._refuse(f"{kind}_text", lambda text: placeholders.check(text, kind))
        if len((self.cleaned_data.get(f"{kind}_text") or "").splitlines()) > placeholders.LINES:
            self.add_error(f"{kind}_text", f"Bitte höchstens {placeholders.LINES} Zeilen.")

    def _refuse(self, field: str, check: Callable[[str], None]) -> None:
        try:
            check(self.cleaned_data.get(field) or "")
        except ValidationError as error:
            self.add_error(field, error)

    def fullest(self) -> Kind:
        """Return the kind whose certificate has the most text, among those whose words are new."""
        template = self.template()
        new = [kind for kind in Kind if template.words_for(kind) != self.base.words_for(kind)]
        return max(
            new or Kind, key=lambda kind: placeholders.room(template.words_for(kind)["text"])
        )

    def template(self) -> Template:
        """Return the unsaved version that the valid form describes."""
        filled = self.cleaned_data
        words = {
            str(kind): {"title": filled[f"{kind}_title"], "text": filled[f"{kind}_text"]}
            for kind in Kind
        }
        return Template(
            course=self.course,
            version=self._number() + 1,
            design=filled["design"],
            words=words,
            signatories=list(filter(None, map(self._signatory, range(SIGNATORIES)))),
            logos=list(filter(None, map(self._logo, range(LOGOS)))),
            made_by=self.by,
        )

    def _signatory(self, number: int) -> dict[str, str] | None:
        prefix = f"sign{number}"
        row = {part: self.cleaned_data[f"{prefix}_{part}"] for part in ("name", "function")}
        row["picture"] = self._picture(prefix, self.base.signatories, number)
        return row if any(row.values()) else None

    def _logo(self, number: int) -> dict[str, str] | None:
        name = self._picture(f"logo{number}", self.base.logos, number)
        return {"alt": self.cleaned_data[f"logo{number}_alt"], "picture": name} if name else None

    def _picture(self, prefix: str, rows: Sequence[Mapping[str, str]], number: int) -> str:
        """Return the name of the picture as it will be kept; empty for none."""
        if new := self.cleaned_data.get(f"{prefix}_picture"):
            return new
        if self.cleaned_data.get(f"{prefix}_remove"):
            return ""
        return self.cleaned_data[f"{prefix}_kept"] or _row(rows, number).get("picture", "")

    def act(self) -> str:
        self.saved = self.template()
        if not self._is_saved_already():
            try:
                self.saved.save()
            except IntegrityError as error:
                raise ValidationError(_JUST_NOW) from error
        return f"{self.saved} ist gespeichert. Was schon ausgestellt ist, bleibt, wie es ist."

    def _number(self) -> int:
        """Return the number of the newest version; 0 while there is none."""
        return self.newest.version if self.newest else 0

    def _is_saved_already(self) -> bool:
        """Return whether the page is older than the newest version and says the same."""
        if self.newest is None or self.cleaned_data["version"] == self.newest.version:
            return False
        is_same = all(getattr(self.newest, part) == getattr(self.saved, part) for part in PARTS)
        self.saved = self.newest if is_same else self.saved
        return is_same


def _row(rows: Sequence[Mapping[str, str]], number: int) -> Mapping[str, str]:
    return rows[number] if number < len(rows) else {}


def _line(label: str, most: int, initial: str) -> LineField:
    return LineField(
        label=label,
        required=False,
        max_length=most,
        initial=initial,
        error_messages=_TOO_LONG,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
