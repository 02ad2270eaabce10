"""What the first text about privacy said of cookies is no longer so. Where staff left it as it was, it
becomes the text of today; what they wrote themselves stays."""

from hashlib import sha256

from django.db import migrations

from pages.first_texts import PAGES

FIRST_TEXT = "a8fa365c1d4abacf1024fdd016fb3a161363bd7a6910de4184b394498f673d41"


def renew(apps, schema_editor):
    pages = apps.get_model("biq", "Page").objects.filter(slug="datenschutz")
    for page in pages:
        if sha256(page.body.replace("\r\n", "\n").encode()).hexdigest() == FIRST_TEXT:
            pages.filter(pk=page.pk).update(body=PAGES["datenschutz"][1])


class Migration(migrations.Migration):
    dependencies = [("biq", "0004_heartbeat_failures")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
