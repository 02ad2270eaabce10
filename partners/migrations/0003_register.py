import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import partners.invitation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0007_running_order'),
        ('partners', '0002_running_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='contactperson',
            name='channel',
            field=models.CharField(blank=True, choices=[('', 'wie es am schnellsten geht'), ('email', 'E-Mail'), ('phone', 'Telefon'), ('post', 'Brief')], default='', max_length=10, verbose_name='So melden wir uns'),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='city',
            field=models.CharField(blank=True, max_length=80, verbose_name='Ort'),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='key',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='left_on',
            field=models.DateField(blank=True, help_text='Wer geht, bleibt in der Liste und wird nicht mehr gefragt.', null=True, verbose_name='Nicht mehr dort seit'),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='postal_code',
            field=models.CharField(blank=True, max_length=10, verbose_name='Postleitzahl'),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='search_key',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='street',
            field=models.CharField(blank=True, max_length=120, verbose_name='Straße und Hausnummer'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='asked_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='angefragt am'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='search_key',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='partner',
            name='forgotten_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='gelöscht am'),
        ),
        migrations.AddField(
            model_name='partner',
            name='notes_key',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='partner',
            name='search_key',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AlterField(
            model_name='partner',
            name='notes',
            field=models.TextField(blank=True, help_text='Nur was bei der Zusammenarbeit hilft, ohne Urteile über Menschen.', verbose_name='Notizen für die Verwaltung'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lookup_key', models.CharField(default=partners.invitation._new_lookup_key, editable=False, max_length=8, unique=True)),
                ('channel', models.CharField(choices=[('email', 'E-Mail'), ('phone', 'Telefon'), ('post', 'Brief')], max_length=10, verbose_name='Weg')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='zuerst gefragt am')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='zuletzt gefragt am')),
                ('answer', models.CharField(blank=True, choices=[('', 'noch keine Antwort'), ('yes', 'sagt zu'), ('no', 'sagt ab'), ('proposal', 'schlägt einen anderen Termin vor')], default='', max_length=10, verbose_name='Antwort')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='geantwortet am')),
                ('words', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(500)], verbose_name='Worte dazu')),
                ('proposed_date', models.DateField(null=True, verbose_name='vorgeschlagener Tag')),
                ('proposed_time', models.TimeField(null=True, verbose_name='vorgeschlagene Uhrzeit')),
                ('needs_projector', models.BooleanField(default=False, verbose_name='braucht einen Beamer')),
                ('needs_step_free', models.BooleanField(default=False, verbose_name='braucht einen Weg ohne Stufen')),
                ('needs_other', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(500)], verbose_name='braucht sonst')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='Vorschlag entschieden am')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gefragt durch')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to='partners.contactperson', verbose_name='Ansprechperson')),
                ('contribution', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invitation', to='partners.contribution', verbose_name='Beitrag')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden durch')),
            ],
            options={
                'verbose_name': 'Einladung',
                'verbose_name_plural': 'Einladungen',
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='am')),
                ('channel', models.CharField(choices=[('email', 'E-Mail'), ('phone', 'Telefon'), ('post', 'Brief')], max_length=10, verbose_name='Weg')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='courses.course')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='partners.partner')),
            ],
            options={
                'verbose_name': 'Dank',
                'verbose_name_plural': 'Dank',
                'ordering': ['-at'],
                'constraints': [models.UniqueConstraint(fields=('partner', 'course'), name='one_thanks_a_course')],
            },
        ),
    ]
