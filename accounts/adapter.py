from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.known_browser import note_login
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: staff create every user. Links lead to the address in the settings."""

    # allauth's German catalogue says "du".
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": "Bitte schreiben Sie Ihr jetziges Passwort auf.",
        "rate_limited": "Das waren sehr viele Versuche. Bitte warten Sie etwas.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note_login(request, user.pk)

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is: allauth would put the name of the site before it."""
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
        return settings.BASE_URL + path.replace("UID-KEY", key)
