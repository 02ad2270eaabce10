from django.db import migrations

from pages.first_texts import PAGES, QUESTIONS


def write(apps, schema_editor):
    page, question = apps.get_model("biq", "Page"), apps.get_model("biq", "Question")
    page.objects.bulk_create(
        page(slug=slug, title=title, body=body) for slug, (title, body) in PAGES.items()
    )
    question.objects.bulk_create(
        question(question=text, answer=answer, order=order)
        for order, (text, answer) in enumerate(QUESTIONS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("biq", "0002_pages_and_questions")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
