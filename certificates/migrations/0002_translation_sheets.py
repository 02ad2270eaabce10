
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='secondcopy',
            name='language',
            field=models.CharField(blank=True, choices=[('en', 'Englisch'), ('tr', 'Türkisch'), ('ru', 'Russisch'), ('uk', 'Ukrainisch'), ('ar', 'Arabisch'), ('pl', 'Polnisch')], default='', max_length=10, verbose_name='Sprache'),
        ),
    ]
