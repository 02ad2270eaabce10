from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts import sessions
from accounts.access_log import AccessKind, connection_of, record
from accounts.known_browser import note_login
from accounts.login_limits import free, give_back, take_try
from accounts.models import User

# What allauth calls the mails about such changes, and how the log names them.
PASSWORD_RESET = "account/email/password_reset"  # noqa: S105, the name of a mail
NOTED = {
    PASSWORD_RESET: AccessKind.PASSWORD_CHANGED,
    "account/email/password_changed": AccessKind.PASSWORD_CHANGED,
    "mfa/email/totp_activated": AccessKind.FACTOR_ADDED,
    "mfa/email/webauthn_added": AccessKind.FACTOR_ADDED,
    "mfa/email/totp_deactivated": AccessKind.FACTOR_REMOVED,
    "mfa/email/webauthn_removed": AccessKind.FACTOR_REMOVED,
    "mfa/email/recovery_codes_generated": AccessKind.FACTOR_ADDED,
}
TOO_MANY = "Das waren sehr viele Versuche. Bitte warten Sie etwas."


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: staff create every user. Links lead to the address in the settings."""

    # allauth's German catalogue says "du".
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": "Bitte schreiben Sie Ihr jetziges Passwort auf.",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the connection that allauth's limits count: of IPv6 the network of the house."""
        return connection_of(request).split("/")[0] or "0.0.0.0"  # noqa: S104, nobody's address

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """`authenticate` counts instead: allauth would let anybody lock an address."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the user whose password is right. Raises ValidationError after too many tries."""
        usages = take_try(request, credentials.get("email", ""))
        if usages is None:
            self.authentication_failed(request, **credentials)
            raise self.validation_error("too_many_login_attempts")
        user = super().authenticate(request, **credentials)
        if user:
            give_back(usages)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = User.objects.filter(email=credentials.get("email", "").lower()).first()
        record(request, AccessKind.WRONG_PASSWORD, user)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.begin(request, user)
        note_login(request, user.pk)
        record(request, AccessKind.SIGNED_IN, user)

    def send_notification_mail(
        self, template_prefix: str, user: User, *args: Any, **kw: Any
    ) -> None:
        """Note in the log what allauth would write a mail about."""
        if kind := NOTED.get(template_prefix):
            record(self.request, kind, user)
        if template_prefix == PASSWORD_RESET:
            free(self.request, user.email)

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is: allauth would put the name of the site before it."""
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
        return settings.BASE_URL + path.replace("UID-KEY", key)
