"""What every form on the page of one registration has in common."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from backoffice.forms import carry_out
from participants.registration.models import Registration
from participants.registration.status import MoveRefused


class RegistrationForm(forms.Form):
    """What staff fill in to do one verb to one registration.

    A subclass names its `slug`, which is its address and the name of that, and the `label` of its
    button. It says in `may` when its button shows, and does the verb in `act`. Where `act` raises
    ValidationError or MoveRefused, the form comes back with their words."""

    slug = ""
    label = ""
    said = ""

    def __init__(
        self, *args: Any, registration: Registration, by: User | None = None, **kwargs: Any
    ) -> None:
        self.registration, self.by = registration, by
        super().__init__(*args, **{"auto_id": f"{self.slug}-%s", "label_suffix": "", **kwargs})

    @classmethod
    def may(cls, registration: Registration) -> bool:
        """Return whether the verb makes sense now."""
        return True

    def act(self) -> str:
        """Do the verb with the answers of a valid form; return what to tell as success."""
        raise NotImplementedError

    def carry_out(self) -> bool:
        """Return whether it worked; `said` is what to tell then. All or nothing is stored."""
        said = carry_out(self, self.act, (ValidationError, MoveRefused))
        self.said = said or ""
        return said is not None
