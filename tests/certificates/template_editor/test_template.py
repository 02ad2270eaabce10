"""Templates: versions, what is in force, and that an issued certificate keeps its own."""

from datetime import timedelta

from django.utils import timezone

from certificates.archive import stored_files
from certificates.issuing import issuance
from certificates.models import Certificate, Template
from certificates.models.template import sweep_pictures
from documents import pictures


def test_without_any_version_the_first_words_count(course):
    template = Template.objects.in_force(course)
    assert (template.pk, template.design) == (None, "classic")
    assert template.words["certificate"]["title"] == "Zertifikat"


def test_the_newest_version_of_the_course_counts_then_that_of_the_default(course, other_course):
    Template.objects.create(version=1)
    default = Template.objects.create(version=2, design="modern")
    Template.objects.create(course=course, version=1)
    own = Template.objects.create(course=course, version=2, design="large")
    assert Template.objects.in_force(course) == own
    assert Template.objects.in_force(other_course) == default
    assert Template.objects.in_force(None) == default


def test_a_course_that_dropped_its_own_follows_the_default(course):
    default = Template.objects.create(version=1, design="modern")
    Template.objects.create(course=course, version=1)
    Template.objects.create(course=course, version=2, is_dropped=True)
    assert Template.objects.in_force(course) == default


def test_issuing_keeps_the_version_and_a_later_one_changes_nothing(issued, staff):
    (first,) = Template.objects.all()
    before = {row.code: stored_files.read(row) for row in Certificate.objects.all()}
    words = {kind: {"title": "Anders", "text": "{kurs}"} for kind in first.words}
    Template.objects.create(version=2, design="large", words=words)
    issuance.render_pending()
    assert {row.code: stored_files.read(row) for row in Certificate.objects.all()} == before
    assert set(Certificate.objects.values_list("template", flat=True)) == {first.pk}


def test_a_corrected_certificate_takes_the_newest_version(issued, staff):
    newest = Template.objects.create(version=2, design="modern")
    new = issuance.correct(Certificate.objects.first(), "Schreibfehler", staff)
    assert new.template == newest


def test_only_pictures_that_no_version_uses_are_swept(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    used, unused = pictures.keep(b"used"), pictures.keep(b"unused")
    Template.objects.create(logos=[{"alt": "Logo", "picture": used}])
    now = timezone.now()
    sweep_pictures(now)
    assert {path.name for path in pictures.folder().iterdir()} == {used, unused}
    sweep_pictures(now + timedelta(days=2))
    assert {path.name for path in pictures.folder().iterdir()} == {used}
