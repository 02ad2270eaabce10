"""The account of every registration is the sum of its entries.

Portion by portion, each in a transaction of its own. A run that was ended in the middle is simply
begun again: what is summed up twice is the same."""

from django.db import migrations
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Round

PORTION = 1000


def fill(apps, schema_editor):
    registrations = apps.get_model("participants", "Registration").objects.order_by("pk")
    entries = apps.get_model("participants", "LedgerEntry").objects.order_by()
    sums = entries.filter(registration=OuterRef("pk")).values("registration")
    total = Subquery(sums.annotate(sum=Sum("amount")).values("sum"))
    booked = registrations.filter(ledger_entries__isnull=False).distinct()
    booked = booked.values_list("pk", flat=True)
    last = 0
    while portion := list(booked.filter(pk__gt=last)[:PORTION]):
        # SQLite reckons with floating point numbers.
        registrations.filter(pk__in=portion).update(account=Round(total, precision=2))
        last = portion[-1]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("participants", "0009_account")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
