from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_translation_sheets")]

    operations = [
        migrations.RenameField("rehearsal", "papers", "tried"),
        migrations.AlterField(
            "rehearsal",
            "tried",
            models.PositiveIntegerField(default=0, verbose_name="versuchte Zertifikate"),
        ),
    ]
