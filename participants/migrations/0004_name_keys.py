"""People are found in every spelling, and sorted by their last names as lists in Germany are."""

from django.db import migrations, models

from participants.people.names import list_name, name_key, sort_key
from web.input.searching import both_ways, search_key

PORTION = 1000
KEYS = ["sort_name", "sort_key", "name_key", "search_key"]


def fill(apps, schema_editor):
    Participant = apps.get_model("participants", "Participant")
    people = Participant.objects.order_by("pk")
    last = 0
    while portion := list(people.filter(pk__gt=last)[:PORTION]):
        for person in portion:
            _fill(person)
        Participant.objects.bulk_update(portion, KEYS)
        last = portion[-1].pk


def fill_interests(apps, schema_editor):
    for interest in apps.get_model("participants", "Interest").objects.all():
        known = (interest.name, interest.email, both_ways(interest.phone))
        interest.search_key = search_key(*known)
        interest.save(update_fields=["search_key"])


def _fill(person):
    if person.sort_name == _list_name_before(person.name):  # what staff typed themselves stays
        person.sort_name = list_name(person.name)[:160]
    person.sort_key = sort_key(person.sort_name)[:200]
    person.name_key = name_key(person.name)[:200]
    person.search_key = search_key(person.name, person.email, both_ways(person.phone))


def _list_name_before(name):
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else last


class Migration(migrations.Migration):
    dependencies = [("participants", "0003_unplaced")]

    operations = [
        migrations.AddField(
            "participant",
            "name_key",
            models.CharField(db_index=True, default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            "interest", "search_key", models.TextField(default="", editable=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(fill_interests, migrations.RunPython.noop),
    ]
