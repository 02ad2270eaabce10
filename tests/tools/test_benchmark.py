"""The benchmark runs from end to end in its smallest size and leaves nothing behind."""

import json
import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from django.conf import settings

from tools import postgres
from tools.benchmark import pages, posts, targets
from tools.benchmark.baseline import office
from tools.benchmark.client import UnexpectedAnswer
from tools.benchmark.dataset import databases
from tools.benchmark.measuring import paired
from tools.benchmark.sizes import TINY

RATIOS = [
    "certificates_batch",
    "certificates_memory_growth",
    "certificates_one",
    "composer",
    "course_page",
    "form_get",
    "form_post",
    "home_time_growth",
    "lists_time_growth",
]
# Measured only where LibreOffice is installed.
OFFICE = "certificates_office"
PICTURE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}binary-data"


def names_of_databases(url):
    with databases._session(url) as session:
        rows = session.execute("SELECT datname FROM pg_database ORDER BY datname").fetchall()
    return [name for (name,) in rows]


@pytest.mark.postgres
def test_a_tiny_run_writes_every_ratio_and_drops_its_databases(tmp_path):
    result = tmp_path / "ratios.json"
    command = [sys.executable, "manage.py", "benchmark", "--tiny", "--json", str(result)]
    with postgres.temporary() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True
        )
        assert names_of_databases(url) == ["biq", "postgres", "template0", "template1"]
    found = json.loads(result.read_text())
    assert 10 < found["sheet_kb"] < targets.SHEET_KB
    ratios = set(found["ratios"])
    assert ratios - {OFFICE} == set(RATIOS)
    assert (OFFICE in ratios) is office.is_installed()


def test_the_table_names_every_ratio_once():
    assert sorted(target.name for target in targets.TARGETS) == sorted([*RATIOS, OFFICE])


def test_databases_are_dropped_when_the_work_fails():
    with postgres.temporary() as url:
        with pytest.raises(ZeroDivisionError), databases.databases(url, ["a", "b"]):
            raise ZeroDivisionError
        assert names_of_databases(url) == ["biq", "postgres", "template0", "template1"]


def test_without_postgresql_the_databases_are_files(monkeypatch):
    monkeypatch.setattr(databases.packages, "program", lambda name: None)
    with databases.databases("", ["web"]) as urls:
        assert databases.is_postgresql(urls["web"]) is False


def test_a_ratio_is_the_median_of_turns_that_followed_each_other():
    assert paired([1, 6, 9], [2, 3, 9]) == 1


def test_a_target_is_met_from_its_limit_on():
    least, most = targets.Target("a", "", 0.4), targets.Target("b", "", 1.5, is_most=True)
    assert [least.is_met(n) for n in (0.39, 0.4, 0.41)] == [False, True, True]
    assert [most.is_met(n) for n in (1.49, 1.5, 1.51)] == [True, True, False]


def test_missing_rows_are_an_error():
    with pytest.raises(UnexpectedAnswer):
        posts.check_rows({"registrations": 1}, {"registrations": 1}, TINY)


def test_the_reference_views_are_not_part_of_the_real_site(client, db):
    assert client.get(pages.PATHS["empty"]).status_code == 404


def test_the_letters_for_libreoffice_show_frame_emblem_and_a_code_of_their_own(tmp_path):
    letters = [ElementTree.parse(path) for path in office.write_letters(tmp_path, 2)]  # noqa: S314
    pictures = [[data.text for data in letter.iter(PICTURE)] for letter in letters]
    assert [len(found) for found in pictures] == [3, 3]
    assert len(set(pictures[0]) | set(pictures[1])) == 4
