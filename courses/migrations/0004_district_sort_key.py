import unicodedata

from django.db import migrations, models


def fold(text):
    """As `web.input.text_cleaning` folded the names of districts then."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def fill(apps, schema_editor):
    for district in apps.get_model("courses", "District").objects.all():
        district.sort_key = fold(district.name)[:50]
        district.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_programmes_of_any_length")]

    operations = [
        migrations.AddField(
            "district",
            "sort_key",
            models.CharField(default="", editable=False, max_length=50),
        ),
        migrations.AlterModelOptions(
            "district",
            {
                "ordering": ["sort_key"],
                "verbose_name": "Stadtteil",
                "verbose_name_plural": "Stadtteile",
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
