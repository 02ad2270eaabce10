from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from certificates.archive import stored_files
from certificates.archive.stubs import reduce_to_stub
from certificates.management.commands.certificates import file_name
from certificates.models import Certificate


def run(course, folder):
    out = StringIO()
    call_command("certificates", course.slug, output=folder, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_issues_what_is_missing_and_writes_all(course_over, be_there, tmp_path):
    blocked = be_there("Fritz Fehlt", 12, unknown=[0])
    folder = tmp_path / "new" / "folder"
    said = run(course_over, folder)
    assert said[:2] == ["3 neu ausgestellt.", f"3\N{NO-BREAK SPACE}PDF-Dateien liegen in {folder}."]
    assert [line.split(".")[0] for line in said[2:]] == [
        f"Nicht dabei: {blocked}",
        f"Nicht dabei: {course_over.registrations.get(participant__name='Dora Null')}",
    ]
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert written == {file_name(row): stored_files.read(row) for row in Certificate.objects.all()}


def test_a_second_run_issues_nothing_new(course_over, tmp_path):
    run(course_over, tmp_path)
    assert run(course_over, tmp_path)[0] == "0 neu ausgestellt."


def test_a_failed_person_is_named_and_the_others_are_written(course_over, tmp_path):
    person = course_over.registrations.get(participant__name="Ben Neun").participant
    person.name = "Ben 龍"
    person.save()
    with pytest.raises(CommandError, match="Ben 龍: Das Zeichen ‚龍‘"):
        run(course_over, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_file_is_named_and_the_others_are_written(issued, tmp_path):
    row = Certificate.objects.first()
    Path(row.pdf.path).unlink()
    with pytest.raises(CommandError, match=f"Die Datei zu Nr. {row.number} fehlt"):
        run(issued, tmp_path)
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_a_certificate_that_had_its_time_is_not_missed(issued, tmp_path, settings):
    settings.CERTIFICATE_YEARS = 0
    reduce_to_stub(Certificate.objects.first())
    said = run(issued, tmp_path)
    assert said[:2] == [
        "0 neu ausgestellt.",
        f"2\N{NO-BREAK SPACE}PDF-Dateien liegen in {tmp_path}.",
    ]
    assert len(list(tmp_path.iterdir())) == 2


def test_an_unknown_course_and_a_running_one_are_refused(course, make_registration, tmp_path):
    with pytest.raises(CommandError, match="Den Kurs „nirgends“ gibt es nicht"):
        call_command("certificates", "nirgends", output=tmp_path)
    make_registration()
    with pytest.raises(CommandError, match="Es kommen noch Kurstage"):
        call_command("certificates", course.slug, output=tmp_path)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Gülşen Işık", "2027-014-guelsen-isik.pdf"),
        ("../../etc/passwd", "2027-014-etcpasswd.pdf"),
        ("محمد", "2027-014.pdf"),
        ("W" * 150, f"2027-014-{'w' * 60}.pdf"),
    ],
)
def test_file_names_are_safe_everywhere(name, file):
    assert file_name(Certificate(printed_name=name, year=2027, serial=14)) == file
