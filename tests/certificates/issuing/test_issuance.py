import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import numbering
from certificates.issuing import issuance
from certificates.issuing.plan import outdated_awards
from certificates.models import Certificate, Kind, NumberRange, State, revoke, void
from participants.attendance import marks
from participants.models import Status

YEAR = timezone.localdate().year


def numbers():
    return list(Certificate.objects.order_by("serial").values_list("serial", flat=True))


def certificates(course):
    rows = Certificate.objects.of_course(course)
    return {row.printed_name: (row.kind, row.days_attended, row.units_attended) for row in rows}


def test_the_plan_says_who_gets_what(course_over):
    lines = issuance.issuing_plan(course_over).awards
    assert {line.registration.participant.name: line.label for line in lines} == {
        "Gülşen Işık": "Zertifikat",
        "Ben Neun": "Zertifikat",
        "Cem Drei": "Teilnahmebescheinigung",
        "Dora Null": "War an keinem Kurstag da.",
    }


def test_looking_at_the_plan_changes_nothing(course_over):
    issuance.issuing_plan(course_over)
    course_over.refresh_from_db()
    assert (course_over.status, numbers()) == ("published", [])


def test_issuing_ends_the_course_and_gives_everybody_their_certificate(course_over, staff):
    issuance.end_and_issue(course_over, staff)
    course_over.refresh_from_db()
    assert course_over.status == "completed"
    assert certificates(course_over) == {
        "Gülşen Işık": (Kind.CERTIFICATE, 12, 84),
        "Ben Neun": (Kind.CERTIFICATE, 9, 63),
        "Cem Drei": (Kind.CONFIRMATION, 3, 21),
    }


def test_somebody_without_an_entry_is_blocked_alone_and_the_day_is_named(
    course_over, be_there, staff
):
    person = be_there("Fritz Fehlt", 12, unknown=[0])
    issuance.end_and_issue(course_over, staff)
    blocked = issuance.issuing_plan(course_over).blocked
    day = course_over.days()[0].date
    assert [(line.registration, str(day.year) in line.obstacle) for line in blocked] == [
        (person, True)
    ]
    assert "Fritz Fehlt" not in certificates(course_over)
    assert len(certificates(course_over)) == 3


def test_who_was_blocked_follows_with_the_next_number(course_over, be_there, staff, leader):
    person = be_there("Fritz Fehlt", 12, unknown=[0])
    issuance.end_and_issue(course_over, staff)
    marks.enter_marks(course_over.days()[0], {person: "present"}, leader)
    rows = issuance.end_and_issue(course_over, staff)
    assert [(row.printed_name, row.number) for row in rows] == [("Fritz Fehlt", f"{YEAR}-004")]


def test_issuing_twice_gives_nobody_two(course_over, staff):
    issuance.end_and_issue(course_over, staff)
    assert (issuance.end_and_issue(course_over, staff), numbers()) == ([], [1, 2, 3])


def test_the_database_itself_refuses_a_second_living_certificate(course_over, staff):
    first = issuance.end_and_issue(course_over, staff)[0]
    first.pk, first.code, first.serial = None, numbering.new_code(), 99
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_a_course_that_goes_on_issues_nothing(course, make_registration, staff):
    make_registration()
    with pytest.raises(ValidationError, match="Es kommen noch Kurstage"):
        issuance.end_and_issue(course, staff)
    assert issuance.issuing_plan(course).awards[0].obstacle == "Es kommen noch Kurstage."
    assert numbers() == []


def test_a_failing_run_leaves_no_gap_in_the_numbers(course_over, staff, monkeypatch):
    monkeypatch.setattr(
        Certificate.objects, "bulk_create", lambda rows: (_ for _ in ()).throw(OSError)
    )
    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011
        issuance.end_and_issue(course_over, staff)
    monkeypatch.undo()
    issuance.end_and_issue(course_over, staff)
    assert numbers() == [1, 2, 3]
    assert NumberRange.objects.get(year=YEAR).last == 3


def test_numbers_start_anew_each_year(db):
    with transaction.atomic():
        drawn = [*numbering.draw(2027, 2), *numbering.draw(2028, 1), *numbering.draw(2027, 1)]
    assert drawn == [1, 2, 1, 3]


def test_a_void_certificate_keeps_its_number_and_makes_room_for_the_next(course_over, staff):
    first = issuance.end_and_issue(course_over, staff)[0]
    void(first, "Name falsch geschrieben", staff)
    again = issuance.end_and_issue(course_over, staff)
    assert [row.serial for row in again] == [4]
    first.refresh_from_db()
    assert (first.state, first.serial, first.ended_by) == (State.VOID, 1, staff)


def test_voiding_needs_a_reason_and_works_once(course_over, staff):
    first = issuance.end_and_issue(course_over, staff)[0]
    with pytest.raises(ValidationError, match="schreiben Sie auf, warum"):
        void(first, "", staff)
    void(first, "doppelt", staff)
    with pytest.raises(ValidationError, match="Der Stand ist jetzt: ungültig"):
        void(first, "noch einmal", staff)


def test_a_decision_after_issuing_makes_the_certificate_outdated(issued, decide):
    assert issuance.issuing_plan(issued).outdated == []
    decide("Ben Neun", granted=False)
    decide("Cem Drei", granted=True)
    lines = issuance.issuing_plan(issued).outdated
    assert {line.registration.participant.name: (line.label, line.label_due) for line in lines} == {
        "Ben Neun": ("Zertifikat", "Teilnahmebescheinigung"),
        "Cem Drei": ("Teilnahmebescheinigung", "Zertifikat"),
    }
    assert [award.whose for award in outdated_awards(2000)] == ["Cem Drei", "Ben Neun"]


def test_correcting_supersedes_the_old_certificate_and_issues_the_right_one(issued, decide, staff):
    decide("Ben Neun", granted=False)
    old = Certificate.objects.get(printed_name="Ben Neun")
    new = issuance.correct(old, "neu entschieden", staff)
    issuance.render_pending()
    certificates = Certificate.objects.filter(printed_name="Ben Neun").order_by("serial")
    assert list(certificates.values_list("kind", "state", "serial", "end_reason")) == [
        (Kind.CERTIFICATE, State.SUPERSEDED, old.serial, "neu entschieden"),
        (Kind.CONFIRMATION, State.VALID, 4, ""),
    ]
    assert (new.issued_by, issuance.issuing_plan(issued).outdated) == (staff, [])
    old.refresh_from_db()
    assert (old.replaced_by, old.ended_by) == (new, staff)


def test_a_correction_needs_a_reason_and_leaves_no_trace_without(issued, staff):
    with pytest.raises(ValidationError, match="schreiben Sie auf, warum"):
        issuance.correct(Certificate.objects.first(), "", staff)
    assert numbers() == [1, 2, 3]


def test_a_certificate_that_is_no_longer_valid_is_not_corrected(issued, staff):
    row = revoke(Certificate.objects.first(), "Irrtum", staff)
    with pytest.raises(ValidationError, match="Der Stand ist jetzt: widerrufen"):
        issuance.correct(row, "noch einmal", staff)
    assert numbers() == [1, 2, 3]


def test_who_lost_a_certificate_gets_none_in_a_batch_but_by_its_own_verb(issued, staff):
    lost = revoke(Certificate.objects.get(printed_name="Ben Neun"), "Irrtum", staff)
    assert issuance.end_and_issue(issued, staff) == []
    [line] = [line for line in issuance.issuing_plan(issued).awards if line.revoked]
    assert (line.revoked, line.label) == (lost, "widerrufen")
    new = issuance.reissue(lost, staff)
    assert (new.printed_name, new.serial, new.kind) == ("Ben Neun", 4, Kind.CERTIFICATE)
    with pytest.raises(ValidationError, match="steht hier nicht an"):
        issuance.reissue(lost, staff)


def test_a_correction_that_cannot_be_printed_leaves_the_old_certificate_in_force(issued, staff):
    old = Certificate.objects.get(printed_name="Ben Neun")
    person = old.registration.participant
    person.name = "Ben 汉"
    person.save()
    with pytest.raises(ValidationError, match="Das Zeichen ‚汉‘"):
        issuance.correct(old, "Name", staff)
    old.refresh_from_db()
    assert (old.state, numbers()) == (State.VALID, [1, 2, 3])


def test_who_gets_nothing_any_more_only_loses_the_old_certificate(course_over, decide, staff):
    issuance.end_and_issue(course_over, staff)
    person = decide("Dora Null", granted=True)
    (old,) = issuance.end_and_issue(course_over, staff)
    issuance.render_pending()
    decide("Dora Null", granted=False)
    assert issuance.correct(old, "Irrtum", staff) is None
    assert list(person.certificates.values_list("state", flat=True)) == [State.REVOKED]


def test_a_second_try_prints_what_was_decided_since(issued, decide):
    row = Certificate.objects.get(printed_name="Ben Neun")
    serial = row.serial
    Certificate.objects.filter(pk=row.pk).update(state=State.ISSUING, problem="Probe")
    decide("Ben Neun", granted=False)
    assert issuance.retry(issued) == 1
    row.refresh_from_db()
    assert (row.kind, row.serial, row.problem) == (Kind.CONFIRMATION, serial, "")


def test_the_status_of_the_registrations_follows(course_over, staff):
    issuance.end_and_issue(course_over, staff)
    statuses = course_over.registrations.order_by("pk").values_list("status", flat=True)
    completed, not_completed = Status.COMPLETED, Status.NOT_COMPLETED
    assert list(statuses) == [completed, completed, not_completed, not_completed]


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Gülşen Işık", "G. I."),
        ("Anna Adam", "A. A."),
        ("madonna", "M."),
        ("Anna Maria von der Heide", "A. H."),
        ("(Ben) O’Neill", "B. O."),
        ("محمد الهاشمي", "م. ا."),
        ("???", ""),
    ],
)
def test_initials(name, initials):
    assert Certificate(printed_name=name).initials == initials


def test_codes_are_read_however_they_are_typed():
    code = numbering.new_code()
    typed = f" {numbering.code_for_people(code).lower().replace('-', ' - ')} "
    assert numbering.read_code(typed) == code
    assert numbering.code_for_people("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


def test_when_issuing_breaks_down_the_course_goes_on(course_over, staff, monkeypatch):
    def break_down(*_facts):
        raise OSError

    monkeypatch.setattr(numbering, "draw", break_down)
    with pytest.raises(OSError):  # noqa: PT011
        issuance.end_and_issue(course_over, staff)
    course_over.refresh_from_db()
    statuses = set(course_over.registrations.values_list("status", flat=True))
    assert (course_over.status, statuses, numbers()) == ("published", {Status.ENROLLED}, [])


def test_who_issued_and_when_is_kept(course_over, staff):
    for row in issuance.end_and_issue(course_over, staff):
        assert (row.issued_by, row.issued_on, row.state, row.year) == (
            staff,
            timezone.localdate(),
            State.ISSUING,
            YEAR,
        )


def test_nobody_is_issued_to_again_who_gets_nothing_any_more(course_over, decide, staff):
    decide("Dora Null", granted=True)
    rows = issuance.end_and_issue(course_over, staff)
    Certificate.objects.update(state=State.VALID)
    row = revoke(next(row for row in rows if row.printed_name == "Dora Null"), "Irrtum", staff)
    decide("Dora Null", granted=False)
    with pytest.raises(ValidationError, match="steht hier nicht an"):
        issuance.reissue(row, staff)


def test_one_that_cannot_be_printed_is_not_issued_again_and_draws_no_number(course_over, staff):
    row = issuance.end_and_issue(course_over, staff)[0]
    Certificate.objects.update(state=State.VALID)
    row = revoke(row, "Irrtum", staff)
    row.registration.participant.name = "Ben 汉"
    row.registration.participant.save()
    with pytest.raises(ValidationError, match="Das Zeichen ‚汉‘"):
        issuance.reissue(row, staff)
    assert (numbers(), NumberRange.objects.get(year=YEAR).last) == ([1, 2, 3], 3)


def test_a_second_try_leaves_those_who_get_nothing_any_more(course_over, decide, staff):
    decide("Dora Null", granted=True)
    issuance.end_and_issue(course_over, staff)
    assert issuance.retry(course_over) == 0
    Certificate.objects.filter(printed_name="Dora Null").update(problem="Probe")
    decide("Dora Null", granted=False)
    assert issuance.retry(course_over) == 0
    assert Certificate.objects.failed().get().problem == "Probe"
