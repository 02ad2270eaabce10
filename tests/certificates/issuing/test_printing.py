import hashlib
import os
import signal
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from certificates.archive import stored_files
from certificates.issuing import issuance, printing
from certificates.models import Certificate, State, void

STATES = ("printed_name", "state")


def states():
    return dict(Certificate.objects.values_list(*STATES))


def files():
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def stored():
    return sorted(Path(row.pdf.name).name for row in Certificate.objects.valid())


def rename(course, old, new):
    person = course.registrations.get(participant__name=old).participant
    person.name = new
    person.save()


def test_what_is_stored_is_what_the_hash_says(issued):
    for row in Certificate.objects.all():
        assert hashlib.sha256(stored_files.read(row)).hexdigest() == row.sha256
    assert set(states().values()) == {State.VALID}
    assert files() == stored()


def test_a_changed_or_missing_file_is_noticed(issued):
    row = Certificate.objects.first()
    Path(row.pdf.path).write_bytes(b"%PDF-1.7 something else")
    with pytest.raises(stored_files.DamagedFile, match="wurde verändert"):
        stored_files.read(row)
    Path(row.pdf.path).unlink()
    with pytest.raises(stored_files.DamagedFile, match="fehlt"):
        stored_files.read(row)


def test_nothing_to_print_takes_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(3):  # a transaction around the one that asks
        assert printing.render_pending() == 0


def test_one_bad_name_is_named_and_does_not_stop_the_others(course_over, staff):
    rename(course_over, "Ben Neun", "Ben 龍")
    issuance.end_and_issue(course_over, staff)
    assert printing.render_pending() == 3
    assert states() == {
        "Gülşen Işık": State.VALID,
        "Ben 龍": State.ISSUING,
        "Cem Drei": State.VALID,
    }
    problem = Certificate.objects.get(printed_name="Ben 龍").problem
    assert problem.startswith("Das Zeichen ‚龍‘ (U+9F8D) in „Ben 龍“ fehlt")
    assert printing.render_pending() == 0


def test_a_second_try_takes_the_corrected_name_and_keeps_the_number(course_over, staff):
    rename(course_over, "Ben Neun", "Ben 龍")
    issuance.end_and_issue(course_over, staff)
    printing.render_pending()
    number = Certificate.objects.failed().get().number
    rename(course_over, "Ben 龍", "Ben Long")
    assert issuance.retry(course_over) == 1
    printing.render_pending()
    row = Certificate.objects.get(printed_name="Ben Long")
    assert (row.number, row.state, row.problem) == (number, State.VALID, "")


def test_a_text_that_needs_a_second_page_is_kept_back(course_over, staff, monkeypatch):
    issuance.end_and_issue(course_over, staff)
    monkeypatch.setattr(printing, "page_count", lambda pdf: 2)
    printing.render_pending()
    problems = set(Certificate.objects.values_list("problem", "state"))
    assert problems == {(printing.TOO_LONG, State.ISSUING)}
    assert files() == []


def test_an_error_in_the_middle_keeps_what_is_done_and_the_next_run_goes_on(
    course_over, staff, monkeypatch
):
    issuance.end_and_issue(course_over, staff)
    store, calls = stored_files.store, []

    def full_disk(name, pdf):
        calls.append(name)
        if len(calls) == 2:
            raise OSError("no space left")
        return store(name, pdf)

    monkeypatch.setattr(stored_files, "store", full_disk)
    with pytest.raises(OSError, match="no space"):
        printing.render_pending()
    assert sorted(states().values()) == [State.ISSUING, State.ISSUING, State.VALID]
    monkeypatch.undo()
    settled = Certificate.objects.valid().get()
    assert printing.render_pending() == 2
    assert files() == stored()
    assert Certificate.objects.get(pk=settled.pk).sha256 == settled.sha256


@pytest.mark.django_db(transaction=True)
def test_a_run_killed_while_it_stores_leaves_no_doubles_gaps_or_half_files(course_over, staff):
    issuance.end_and_issue(course_over, staff)
    _killed_at_second_file()
    assert sorted(states().values()) == [State.ISSUING, State.ISSUING, State.VALID]
    later = timezone.now() + printing.LEASE + timedelta(seconds=1)
    assert printing.render_pending(later) == 2
    assert set(states().values()) == {State.VALID}
    assert files() == stored()
    assert list(Certificate.objects.order_by("serial").values_list("serial", flat=True)) == [
        1,
        2,
        3,
    ]


def _killed_at_second_file():
    """Print in a process of its own that is killed after the second file, before its row."""
    connection.close()
    child = os.fork()
    if child == 0:
        store, calls = stored_files.store, []

        def store_and_die(name, pdf):
            calls.append(store(name, pdf))
            if len(calls) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            return calls[-1]

        stored_files.store = store_and_die
        printing.render_pending()
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_what_another_run_has_claimed_is_left_to_it_for_a_while(course_over, staff):
    issuance.end_and_issue(course_over, staff)
    now = timezone.now()
    Certificate.objects.update(claim="other", claimed_until=now + printing.LEASE)
    assert printing.render_pending(now) == 0
    assert printing.render_pending(now + printing.LEASE) == 3


def test_each_claim_of_a_long_run_counts_from_its_own_moment(course_over, staff, monkeypatch):
    monkeypatch.setattr(printing, "CLAIMED_AT_ONCE", 1)
    issuance.end_and_issue(course_over, staff)
    now, clock = timezone.now(), iter([100, 100, 120, 140, 150])
    monkeypatch.setattr(printing, "monotonic", lambda: next(clock))
    list(printing.PrintRun(now, None, 10).pages())
    ends = Certificate.objects.order_by("serial").values_list("claimed_until", flat=True)
    later = [timedelta(seconds=seconds) for seconds in (0, 20, 40)]
    assert list(ends) == [now + printing.LEASE + passed for passed in later]


def test_who_comes_too_late_does_not_overwrite(course_over, staff):
    issuance.end_and_issue(course_over, staff)
    now = timezone.now()
    slow = printing.PrintRun(now, None, 10)
    late = [pk for pk, _html in slow.pages()]
    printing.render_pending(now + 2 * printing.LEASE)
    hashes = set(Certificate.objects.values_list("sha256", flat=True))
    for pk in late:
        slow.finish(pk, Path(Certificate.objects.get(pk=pk).pdf.path).read_bytes())
    assert set(Certificate.objects.values_list("sha256", flat=True)) == hashes
    assert files() == stored()


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work(course_over, staff, monkeypatch):
    monkeypatch.setattr(printing, "CLAIMED_AT_ONCE", 1)
    issuance.end_and_issue(course_over, staff)
    taken, gate = [], Barrier(2)

    def work():
        gate.wait()
        taken.append(printing.render_pending())
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(taken) == 3
    assert files() == stored()
    assert len(files()) == 3


def test_a_voided_row_is_not_printed_any_more(course_over, staff):
    row = issuance.end_and_issue(course_over, staff)[0]
    void(row, "Irrtum", staff)
    assert printing.render_pending() == 2


def test_a_portion_has_an_end(course_over, staff):
    issuance.end_and_issue(course_over, staff)
    assert [printing.render_pending(most=2), printing.render_pending(most=2)] == [2, 1]
