from django.db import migrations
from django.utils.text import slugify

# The 23 Stadtteile of Bremen.
DISTRICTS = (
    "Blockland", "Blumenthal", "Borgfeld", "Burglesum", "Findorff", "Gröpelingen", "Häfen",
    "Hemelingen", "Horn-Lehe", "Huchting", "Mitte", "Neustadt", "Oberneuland", "Obervieland",
    "Osterholz", "Östliche Vorstadt", "Schwachhausen", "Seehausen", "Strom", "Vahr", "Vegesack",
    "Walle", "Woltmershausen",
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ö": "Oe", "ß": "ss"})


def found_bremen(apps, schema_editor):
    District = apps.get_model("courses", "District")
    District.objects.bulk_create(
        District(name=name, slug=slugify(name.translate(UMLAUTS))) for name in DISTRICTS
    )


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [migrations.RunPython(found_bremen, migrations.RunPython.noop)]
