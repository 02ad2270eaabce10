
import certificates.numbering
import certificates.models.template
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('courses', '0002_districts'),
        ('participants', '0002_search'),
        ('partners', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberRange',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('certificate', 'Zertifikat'), ('confirmation', 'Teilnahmebescheinigung'), ('thanks', 'Dankurkunde')], max_length=15, verbose_name='Art')),
                ('state', models.CharField(choices=[('issuing', 'wird ausgestellt'), ('valid', 'gültig'), ('superseded', 'ersetzt'), ('revoked', 'widerrufen'), ('void', 'ungültig')], default='issuing', max_length=10, verbose_name='Stand')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('serial', models.PositiveIntegerField(verbose_name='laufende Nummer')),
                ('code', models.CharField(default=certificates.numbering.new_code, max_length=12, unique=True, verbose_name='Code')),
                ('printed_name', models.CharField(max_length=150, verbose_name='Name')),
                ('course_title', models.CharField(max_length=120, verbose_name='Kurs')),
                ('district', models.CharField(max_length=50, verbose_name='Stadtteil')),
                ('starts_on', models.DateField(verbose_name='erster Kurstag')),
                ('ends_on', models.DateField(verbose_name='letzter Kurstag')),
                ('blocks', models.JSONField(default=list, verbose_name='Blöcke')),
                ('dates', models.JSONField(default=list, verbose_name='besuchte Kurstage')),
                ('days_held', models.PositiveSmallIntegerField(default=0, verbose_name='Kurstage')),
                ('blocks_attended', models.PositiveSmallIntegerField(default=0, verbose_name='besuchte Blöcke')),
                ('units_attended', models.PositiveSmallIntegerField(default=0, verbose_name='besuchte Unterrichtsstunden')),
                ('topic', models.CharField(blank=True, max_length=200, verbose_name='Thema des Beitrags')),
                ('issued_on', models.DateField(verbose_name='ausgestellt am')),
                ('pdf', models.FileField(blank=True, max_length=120, upload_to='', verbose_name='PDF')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='Prüfsumme (SHA-256)')),
                ('problem', models.TextField(blank=True, verbose_name='Warum es sich nicht drucken ließ')),
                ('claim', models.CharField(blank=True, editable=False, max_length=32)),
                ('claimed_until', models.DateTimeField(editable=False, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='Warum es nicht mehr gilt')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='gilt nicht mehr seit')),
                ('name_deleted_on', models.DateField(null=True, verbose_name='Name gelöscht am')),
                ('contribution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='partners.contribution', verbose_name='Beitrag')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='courses.course', verbose_name='Durchlauf')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='außer Kraft gesetzt durch')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ausgestellt durch')),
                ('registration', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='participants.registration', verbose_name='Anmeldung')),
                ('replaced_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='certificates.certificate', verbose_name='ersetzt durch')),
            ],
            options={
                'verbose_name': 'Zertifikat',
                'verbose_name_plural': 'Zertifikate',
                'ordering': ['-year', '-serial'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='am')),
                ('way', models.CharField(choices=[('ceremony', 'bei der Feier übergeben'), ('hand', 'persönlich übergeben'), ('post', 'mit der Post'), ('online', 'Link zur eigenen Seite')], max_length=10, verbose_name='Weg')),
                ('received_by', models.CharField(blank=True, max_length=150, verbose_name='erhalten hat es')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='notiert am')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='certificates.certificate')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notiert durch')),
            ],
            options={
                'verbose_name': 'Übergabe',
                'verbose_name_plural': 'Übergaben',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='Fassung')),
                ('design', models.CharField(choices=[('classic', 'klassisch: Rahmen und Häuserzeile'), ('modern', 'modern: Farbfläche und große Schrift links'), ('large', 'schlicht in großer Schrift')], default='classic', max_length=10, verbose_name='Gestaltung')),
                ('words', models.JSONField(default=certificates.models.template.first_words, verbose_name='Texte')),
                ('signatories', models.JSONField(default=certificates.models.template.first_signatories, verbose_name='Unterschriften')),
                ('logos', models.JSONField(default=list, verbose_name='Logos')),
                ('is_dropped', models.BooleanField(default=False, verbose_name='Es gilt wieder die Standard-Vorlage')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gespeichert am')),
                ('course', models.ForeignKey(blank=True, help_text='Leer ist die Standard-Vorlage für alle.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='certificate_templates', to='courses.course', verbose_name='Durchlauf')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gespeichert durch')),
            ],
            options={
                'verbose_name': 'Vorlage',
                'verbose_name_plural': 'Vorlagen',
                'ordering': ['course', '-version'],
            },
        ),
        migrations.AddField(
            model_name='certificate',
            name='template',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='certificates.template', verbose_name='Vorlage'),
        ),
        migrations.CreateModel(
            name='Rehearsal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gewünscht am')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='fertig am')),
                ('papers', models.PositiveIntegerField(default=0, verbose_name='Papiere')),
                ('problems', models.JSONField(default=list, verbose_name='Probleme')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rehearsals', to='courses.course')),
            ],
            options={
                'verbose_name': 'Probedruck',
                'verbose_name_plural': 'Probedrucke',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('course',), name='one_rehearsal_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='SecondCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='bestellt am')),
                ('pdf', models.FileField(blank=True, max_length=120, upload_to='', verbose_name='PDF')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='Prüfsumme (SHA-256)')),
                ('problem', models.TextField(blank=True, verbose_name='Warum es sich nicht drucken ließ')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_copies', to='certificates.certificate')),
                ('ordered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bestellt durch')),
            ],
            options={
                'verbose_name': 'Zweitschrift',
                'verbose_name_plural': 'Zweitschriften',
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('pdf', ''), ('problem', '')), fields=['id'], name='copies_to_be_printed')],
            },
        ),
        migrations.AddConstraint(
            model_name='template',
            constraint=models.UniqueConstraint(fields=('course', 'version'), name='version_of_course'),
        ),
        migrations.AddConstraint(
            model_name='template',
            constraint=models.UniqueConstraint(condition=models.Q(('course', None)), fields=('version',), name='version_of_default'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(condition=models.Q(('state', 'issuing')), fields=['year', 'serial'], name='to_be_issued'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(fields=['issued_on'], name='certificates_by_age'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(fields=('year', 'serial'), name='number_of_certificate'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['issuing', 'valid'])), fields=('registration',), name='one_living_certificate'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['issuing', 'valid'])), fields=('contribution',), name='one_living_thanks'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contribution__isnull', False), ('name_deleted_on', None), ('registration', None)), models.Q(('contribution', None), ('name_deleted_on', None), ('registration__isnull', False)), models.Q(('contribution', None), ('name_deleted_on__isnull', False), ('registration', None)), _connector='OR'), name='certificate_of_one'),
        ),
    ]
