from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: staff create every user. Links lead to the address in the settings."""

    # allauth's German catalogue says "du".
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": "Bitte schreiben Sie Ihr jetziges Passwort auf.",
        "rate_limited": "Das waren sehr viele Versuche. Bitte warten Sie etwas.",
    }

    def is_open_for_signup(self, request):
        return False

    def format_email_subject(self, subject):
        return subject

    def get_reset_password_from_key_url(self, key):
        path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
        return settings.BASE_URL + path.replace("UID-KEY", key)
