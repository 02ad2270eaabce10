"""How often the public form may be sent: generous for a library, a family or a care home.

Programs alone come near these numbers. Who is stopped reads whom to call, and loses no word.
"""

from collections import Counter
from collections.abc import Collection
from datetime import timedelta

from django.forms import BaseForm
from django.http import HttpRequest

from web.form_key import is_hasty
from web.limits import Attempt, Limit, SenderLimits, count_attempts

SENDER = SenderLimits(
    Limit("registration household", 30, timedelta(hours=1)),
    Limit("registration neighbourhood", 120, timedelta(hours=1)),
)
EMAIL = Limit("registration e-mail", 6, timedelta(days=1))


def count_registrations(request: HttpRequest, forms: Collection[BaseForm]) -> None:
    """Count that these valid forms, one a person, are stored, in the transaction that stores them.

    All of them have the same one-time key. Raises LimitReached when that was too often."""
    count_attempts([*SENDER.attempts(request, len(forms)), *_attempts_by_email(forms)])


def _attempts_by_email(forms: Collection[BaseForm]) -> list[Attempt]:
    """A program fills nobody's mailbox: what no person can have typed counts twice."""
    mails = Counter(form.cleaned_data["email"].lower() for form in forms)
    key = next(iter(forms)).cleaned_data["key"]
    times = 2 if is_hasty(key) else 1
    return [Attempt(EMAIL, email, times * mails[email]) for email in mails if email]
