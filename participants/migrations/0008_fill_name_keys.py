"""People are found in every spelling, and sorted by their last names as lists in Germany are.

Portion by portion, each in a transaction of its own: nobody waits for all, and a run that was ended
in the middle goes on where it stood. What has a key was filled before, by this or by the code."""

from django.db import migrations

from ._names_0008 import list_name, list_name_before, name_key, search_key, sort_key

PORTION = 1000
KEYS = ["sort_name", "sort_key", "name_key", "search_key"]


def fill_people(apps, schema_editor):
    people = apps.get_model("participants", "Participant").objects.filter(name_key="")
    for person in _in_portions(people, KEYS):
        if person.sort_name == list_name_before(person.name):  # what staff typed themselves stays
            person.sort_name = list_name(person.name)[:160]
        person.sort_key = sort_key(person.sort_name)[:200]
        person.name_key = name_key(person.name)[:200]
        person.search_key = search_key(person.name, person.email, person.phone)


def fill_interests(apps, schema_editor):
    interests = apps.get_model("participants", "Interest").objects.filter(search_key="")
    for interest in _in_portions(interests, ["search_key"]):
        interest.search_key = search_key(interest.name, interest.email, interest.phone)


def _in_portions(rows, columns):
    """Yield every row; what was written into the columns is stored with its portion."""
    last = 0
    while portion := list(rows.filter(pk__gt=last).order_by("pk")[:PORTION]):
        yield from portion
        rows.model.objects.bulk_update(portion, columns)
        last = portion[-1].pk


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("participants", "0007_payment_advice")]
    operations = [
        migrations.RunPython(fill_people, migrations.RunPython.noop),
        migrations.RunPython(fill_interests, migrations.RunPython.noop),
    ]
