from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info

from participants.public.form.application_form import ApplicationForm
from participants.registration.arrival import Application
from participants.registration.models import Registration
from web.input.text_cleaning import LineField


def languages() -> list[tuple[str, str]]:
    """Return the languages of the public face, named in German as staff read them."""
    return [(code, get_language_info(code)["name_translated"]) for code, _ in settings.LANGUAGES]


class StaffApplicationForm(ApplicationForm):
    """The public form as staff fill it in for somebody who calls, or whose paper lies before them.

    `came_by` is the way on which the registration came."""

    came_by = ""

    language = forms.ChoiceField(label="Sprache der Person", choices=languages, initial="de")
    together_with = LineField(
        label="Nur gemeinsam mit",
        required=False,
        max_length=24,
        help_text="Die Anmeldenummer der anderen Person, zum Beispiel HEM27-001.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["name"].widget.attrs["autofocus"] = True
        for field in self.fields.values():
            # The browser knows the address of who types, not of who calls.
            field.widget.attrs["autocomplete"] = "off"

    def clean_together_with(self) -> Registration | None:
        """Return the Registration with this number; None when the field was left empty."""
        reference = self.cleaned_data["together_with"].upper()
        if not reference:
            return None
        found = self.course.registrations.filter(reference=reference)
        try:
            return found.select_related("participant").get()
        except Registration.DoesNotExist:
            raise forms.ValidationError(
                "Diese Anmeldenummer gibt es in diesem Kurs nicht. Bitte prüfen Sie sie."
            ) from None

    def stated(self) -> Application:
        """Return the Application of a valid form."""
        return self.application(self.came_by)

    def _manner(self) -> dict[str, str]:
        return super()._manner() | {"language": self.cleaned_data["language"]}
