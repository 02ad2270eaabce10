"""allauth's forms of the door, with what we do besides."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.http import HttpRequest, HttpResponse

from accounts import sessions
from accounts.access_log import AccessKind, record


class PasswordForm(LoginForm):
    """Address and password; how long the session lasts is our decision, not a box to tick.

    Who opens the door can type at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # a refused form gives the focus to what is wrong
            self.fields["login"].widget.attrs["autofocus"] = True

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        answer = super().login(request, redirect_url=redirect_url)
        if request.user.is_authenticated:  # else the second factor comes first
            sessions.begin(request, request.user)
        return answer


class PasskeyForm(AddWebAuthnForm):
    passwordless = forms.BooleanField(
        label="Ohne Passwort anmelden",
        help_text="Dann genügt der Passkey allein. Ihr Gerät fragt nach Finger, Gesicht oder PIN.",
        initial=True,
        required=False,
    )


class CodeForm(AuthenticateForm):
    """The code of the second factor; a wrong one is noted."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        record(context.request, AccessKind.WRONG_CODE, self.user)
