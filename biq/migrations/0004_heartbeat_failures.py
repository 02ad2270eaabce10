from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('biq', '0003_first_texts'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='heartbeat',
            name='failing',
        ),
        migrations.AddField(
            model_name='heartbeat',
            name='failures',
            field=models.JSONField(default=list, help_text='A `Failure` for each job that fails now.'),
        ),
    ]
