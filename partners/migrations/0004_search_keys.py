"""Partners, those to ask there, and their topics are found in every spelling; messages know whom
they are for."""

import uuid

from django.core.exceptions import ValidationError
from django.db import migrations, models

from web.input.phone_numbers import read_phone
from web.input.searching import both_ways, number_digits, search_key

PORTION = 1000


def fill(apps, schema_editor):
    _each(apps, "Partner", _fill_partner, ["search_key", "notes_key"])
    _each(apps, "ContactPerson", _fill_person, ["search_key", "key"])
    _each(apps, "Contribution", _fill_contribution, ["search_key"])


def _each(apps, model, fill, fields):
    rows = apps.get_model("partners", model).objects.order_by("pk")
    last = 0
    while portion := list(rows.filter(pk__gt=last)[:PORTION]):
        for row in portion:
            fill(row)
        rows.model.objects.bulk_update(portion, fields)
        last = portion[-1].pk


def _fill_partner(partner):
    words = (partner.name, partner.get_kind_display(), partner.get_world_display())
    partner.search_key = search_key(*words, partner.website)
    partner.notes_key = search_key(partner.notes)


def _fill_person(person):
    person.key = uuid.uuid4()
    words = (person.name, person.role, person.email)
    person.search_key = search_key(*words, _digits(person.phone))


def _digits(phone):
    try:
        return both_ways(read_phone(phone)) if phone else ""
    except ValidationError:
        return number_digits(phone)


def _fill_contribution(contribution):
    contribution.search_key = search_key(contribution.topic)


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_register")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "contactperson",
            "key",
            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
