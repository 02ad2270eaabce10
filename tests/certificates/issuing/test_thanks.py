"""Certificates for partners: one for each contribution that was held."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from certificates.design import rendering
from certificates.issuing import issuance
from certificates.models import Certificate, Kind, State
from documents.printing import print_pdf
from tests.certificates.design.test_rendering import text_of


def test_a_contribution_that_was_held_is_thanked_for_and_others_are_not(
    course_over, contribute, staff
):
    held = contribute()
    contribute("Ortsamt", state="agreed")
    contribute("Kirche", state="declined")
    lines = issuance.issuing_plan(course_over).thanks
    assert [(line.whose, line.kind, line.obstacle) for line in lines] == [
        ("Ortsamt", None, "Noch nicht als „hat stattgefunden“ vermerkt."),
        ("Sportverein Probe", Kind.THANKS, ""),
    ]
    (row,) = issuance.thank(course_over, staff)
    assert (row.contribution, row.registration, row.printed_name, row.topic) == (
        held,
        None,
        "Sportverein Probe",
        "Ehrenamt im Verein",
    )
    assert issuance.thank(course_over, staff) == []


def test_the_certificate_names_partner_and_topic(course_over, contribute, staff):
    contribute()
    issuance.thank(course_over, staff)
    assert issuance.render_pending() == 1
    row = Certificate.objects.get()
    text = text_of(print_pdf(rendering.certificate_html(row)))
    assert text.startswith(
        "Bürger im Quartier Herzlichen Dank Sportverein Probe hat zum Kurs"
        " Bürger im Quartier vegesack-2026 beigetragen: „Ehrenamt im Verein“."
        " Danke für Zeit, Wissen und offene Türen!"
    )
    assert (row.state, str(row)) == (State.VALID, f"Dankurkunde {row.number}")


def test_people_and_partners_share_one_row_of_numbers(course_over, contribute, staff):
    contribute()
    issuance.end_and_issue(course_over, staff)
    (row,) = issuance.thank(course_over, staff)
    assert row.serial == 4
    assert [line.certificate for line in issuance.issuing_plan(course_over).outdated] == []


def test_thanks_are_corrected_like_any_certificate(course_over, contribute, staff):
    contribution = contribute()
    issuance.thank(course_over, staff)
    issuance.render_pending()
    contribution.partner.name = "Sportverein Probe e. V."
    contribution.partner.save()
    old = Certificate.objects.get()
    assert issuance.correct(old, "Name", staff).printed_name == "Sportverein Probe e. V."


def test_nobody_is_thanked_before_the_first_day(course, staff):
    with pytest.raises(ValidationError, match="Für keinen Kurstag"):
        issuance.thank(course, staff)


def test_a_certificate_belongs_to_exactly_one(course_over, contribute, staff):
    contribution = contribute()
    row = issuance.end_and_issue(course_over, staff)[0]
    for values in ({"contribution": contribution}, {"registration": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=row.pk).update(**values)


def test_thanking_does_not_end_the_course(course_over, contribute, staff):
    contribute()
    (row,) = issuance.thank(course_over, staff)
    course_over.refresh_from_db()
    assert (course_over.status, row.issued_by, row.state) == ("published", staff, State.ISSUING)


def test_without_a_topic_the_block_is_named_and_without_a_day_no_date(
    course_over, contribute, staff
):
    given = contribute(topic="")
    (row,) = issuance.thank(course_over, staff)
    assert (row.topic, row.blocks, row.dates) == (given.block.title, [given.block.title], [])
    assert (row.units_attended, row.blocks_attended) == (0, 0)
