import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The model got the name of what it holds; its table stays."""

    dependencies = [("correspondence", "0003_sheet")]

    operations = [
        migrations.AlterModelTable("sheet", "correspondence_sheet"),
        migrations.RenameModel("Sheet", "TypesetLetter"),
        migrations.AlterField(
            "typesetletter",
            "message",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="typeset",
                to="correspondence.message",
            ),
        ),
    ]
