"""An older page of the admin and a newer one, sent one after the other."""

from django.utils import timezone

from tests.sent_form import sent


def page_of(row):
    return f"/verwaltung/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def change(client, row, **changes):
    """Open the page of a row, fill in the changes and send it."""
    return client.post(page_of(row), sent(client.get(page_of(row)), **changes))


def now(row, *names):
    fresh = type(row).objects.get(pk=row.pk)
    return tuple(getattr(fresh, name) for name in names)


def refused(as_staff, other, row, mine, theirs):
    """Let both change the same fields, and return what the older page shows then."""
    old = sent(as_staff.get(page_of(row)), **mine)
    change(other, row, **theirs)
    answer = as_staff.post(page_of(row), old)
    assert answer.status_code == 409
    return answer


def just_now():
    at = timezone.localtime()
    return f"am {at:%d.%m.%Y} um {at:%H:%M} Uhr"
