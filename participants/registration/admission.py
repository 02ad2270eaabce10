"""How often the public form may be sent: generous for a library, a family or a care home.

Programs alone come near these numbers. Who is stopped reads whom to call, and loses no word.
"""

from datetime import timedelta

from accounts.client_address import client_address, household, neighbourhood
from accounts.form_key import is_hasty
from accounts.limits import Limit, Turn, count

HOUSEHOLD = Limit("registration household", 30, timedelta(hours=1))
NEIGHBOURHOOD = Limit("registration neighbourhood", 120, timedelta(hours=1))
EMAIL = Limit("registration e-mail", 6, timedelta(days=1))


def admit(request, form):
    """Count that this valid form is stored, in the transaction that stores it.

    Raises LimitReached when that was too often."""
    count([*_of_sender(request), *_of_email(form)])


def _of_sender(request):
    address = client_address(request)
    if address is None:
        return []
    return [Turn(HOUSEHOLD, household(address)), Turn(NEIGHBOURHOOD, neighbourhood(address))]


def _of_email(form):
    """A program fills nobody's mailbox: what no person can have typed counts twice."""
    email = form.cleaned_data["email"].lower()
    times = 2 if is_hasty(form.cleaned_data["key"]) else 1
    return [Turn(EMAIL, email, times)] if email else []
