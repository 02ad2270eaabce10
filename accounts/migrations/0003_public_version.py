from django.db import migrations


class Migration(migrations.Migration):
    """The model got the name of what it holds; its table stays."""

    dependencies = [("accounts", "0002_rows_and_cache_table")]

    operations = [
        migrations.AlterModelTable("edition", "accounts_edition"),
        migrations.RenameModel("Edition", "PublicVersion"),
    ]
