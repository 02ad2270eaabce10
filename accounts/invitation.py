from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str

from accounts.models import User


def send_password_link(user: User) -> None:
    """Mail the user a link under which they choose a password (valid for three days)."""
    adapter = get_adapter()
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    url = adapter.get_reset_password_from_key_url(f"{user_pk_to_url_str(user)}-{token}")
    words = {"user": user, "password_reset_url": url}
    adapter.send_mail("account/email/invitation", user.email, words)
