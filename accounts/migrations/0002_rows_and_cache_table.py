from django.core.management import call_command
from django.db import migrations


def create_edition(apps, schema_editor):
    Edition = apps.get_model("accounts", "Edition")
    Edition.objects.using(schema_editor.connection.alias).get_or_create(pk=1)


def create_cache_table(apps, schema_editor):
    """The limits of the door are counted there: no server may run without it."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunPython(create_edition, migrations.RunPython.noop),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
