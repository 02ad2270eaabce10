from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator

from accounts.access_log import AccessKind, record


class CodeForm(AuthenticateForm):
    """The code of the second factor; a wrong one is noted."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        record(context.request, AccessKind.WRONG_CODE, self.user)
