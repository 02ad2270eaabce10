"""The registry of occasions, held against the templates, the code, and a list written by hand."""

from pathlib import Path

import pytest
from django.conf import settings

from correspondence import occasions
from correspondence.occasions import (
    OTHER_LABEL,
    Occasion,
    OccasionTaken,
    label_for_staff,
    register,
    registered,
)
from participants.models import Status
from participants.registration.occasions import STATUS_OCCASIONS
from tests.correspondence.telling_calls import told_in_the_code

TEMPLATES = Path(settings.BASE_DIR, "templates/correspondence")
# Parts that the templates of several occasions extend or include.
SHARED = {
    *("base.txt", "first_day.txt", "how_to_pay.txt", "offered_seat.txt"),
    *("payment.txt", "registration_days.txt", "registration_reference.txt"),
}
# Everything that people are told. An occasion that is added or taken away changes this list.
SLUGS = [
    "certificate_ready",
    "day_cancelled",
    "day_moved",
    "day_substituted",
    "days_changed",
    "days_for_team",
    "days_venue",
    "email_changed",
    "email_confirm",
    "fee_agreed",
    "group_message",
    "interest_confirm",
    "interest_course",
    "partner_answered",
    "partner_invited",
    "partner_thanked",
    "registration_course_cancelled",
    "registration_declined_offer",
    "registration_enrolled",
    "registration_expired",
    "registration_offered",
    "registration_parted",
    "registration_received",
    "registration_unplaced",
    "registration_waiting",
    "registration_withdrawn",
]


@pytest.fixture
def registry(monkeypatch):
    """The registry of the process, which a test may fill without leaving anything in it."""
    monkeypatch.setattr(occasions, "_by_slug", dict(occasions._by_slug))


def test_the_rooms_register_everything_that_people_are_told():
    assert [occasion.slug for occasion in registered()] == SLUGS


def test_every_occasion_has_a_subject_and_a_body_and_no_template_is_left_over():
    files = {f"{slug}.{part}.txt" for slug in SLUGS for part in ("subject", "body")}
    assert {file.name for file in TEMPLATES.iterdir()} == files | SHARED


def test_the_templates_of_an_occasion_are_named_after_its_slug():
    occasion = Occasion("day_moved", "x")
    assert occasion.subject_template == "correspondence/day_moved.subject.txt"
    assert occasion.body_template == "correspondence/day_moved.body.txt"


def test_every_occasion_has_a_german_label_of_its_own():
    labels = [occasion.label for occasion in registered()]
    assert len(set(labels)) == len(SLUGS)
    assert [label for label in labels if not label.strip() or "_" in label] == []


def test_a_status_without_an_occasion_is_one_that_attendance_decides():
    assert set(Status) - set(STATUS_OCCASIONS) == {Status.COMPLETED, Status.NOT_COMPLETED}
    told = {status: occasion.slug for status, occasion in STATUS_OCCASIONS.items()}
    assert told == {status: f"registration_{status}" for status in STATUS_OCCASIONS}


def test_the_label_of_a_slug_is_that_of_its_room():
    assert label_for_staff("interest_course") == "neuer Kurs im Stadtteil"


@pytest.mark.parametrize("slug", ["", "abgeschafft", "konto"])
def test_a_slug_that_no_room_knows_reads_as_german_and_not_as_code(slug):
    assert label_for_staff(slug) == OTHER_LABEL == "sonstige Nachricht"


def test_registering_the_same_occasion_again_changes_nothing(registry):
    register(*registered())
    assert [occasion.slug for occasion in registered()] == SLUGS


def test_two_occasions_cannot_share_a_slug(registry):
    with pytest.raises(OccasionTaken, match="day_moved"):
        register(Occasion("day_moved", "ein anderer"))
    assert label_for_staff("day_moved") == "Kurstag verschoben"


def test_every_call_that_tells_something_names_a_registered_occasion():
    told = [occasion for _place, occasion in told_in_the_code()]
    assert [occasion for occasion in told if occasion not in registered()] == []


def test_every_registered_occasion_is_told_by_some_call():
    assert sorted({occasion.slug for _place, occasion in told_in_the_code()}) == SLUGS
