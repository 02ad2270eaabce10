"""The columns of 0008, which fills them: what locks a table holds no long loop."""

from django.db import migrations, models


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
    ]
