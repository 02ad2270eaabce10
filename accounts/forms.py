"""allauth's forms of the door, with what we do besides."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.core import context
from allauth.core.internal.ratelimit import consume
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.http import HttpRequest, HttpResponse

from accounts import sessions
from accounts.access_log import AccessKind, record
from web.client_address import client_address, neighbourhood


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


class ForgottenPasswordForm(ResetPasswordForm):
    """Asks for a link; the households of a neighbourhood together have a limit, too."""

    def clean(self) -> dict[str, Any]:
        address = client_address(context.request)
        if address and not _may_ask(neighbourhood(address)):
            raise get_adapter().validation_error("rate_limited")
        return super().clean() or self.cleaned_data


def _may_ask(network: str) -> bool:
    action = "reset_password_neighbourhood"
    return bool(consume(context.request, app="allauth.account", action=action, key=network))


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
