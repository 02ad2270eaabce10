from typing import Any

from allauth.account import forms


class LoginForm(forms.LoginForm):
    """The form of the door: who opens it can type at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # a refused form gives the focus to what is wrong
            self.fields["login"].widget.attrs["autofocus"] = True
