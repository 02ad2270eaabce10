from datetime import date

from django.urls import reverse

from certificates.archive.stubs import reduce_to_stub
from certificates.models import Certificate, revoke
from certificates.staff import handover
from tests.certificates.design.test_rendering import text_of

TODAY = date(2027, 9, 3)


def test_the_list_names_everybody_with_certificate_and_number(issued):
    text = text_of(handover.handover_pdf(issued, TODAY))
    rows = [(row.printed_name, row.number) for row in Certificate.objects.all()]
    assert [(name in text, number in text) for name, number in rows] == [(True, True)] * 3
    assert "3. September 2027" in text


def test_there_are_three_spare_rows_and_no_addresses(issued):
    html = handover.handover_html(issued, TODAY)
    assert html.count('<tr><td class="nth">') == 3 + handover.SPARE_ROWS
    assert "person@example.org" not in html


def test_who_has_no_valid_certificate_is_not_on_it(issued, staff):
    row = revoke(Certificate.objects.first(), "Irrtum", staff)
    assert row.number not in handover.handover_html(issued, TODAY)


def test_staff_get_it_as_pdf(as_staff, issued):
    response = as_staff.get(reverse("certificates:handover_list", args=[issued.slug]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="uebergabe-{issued.slug}.pdf"'


def test_a_certificate_whose_name_is_deleted_takes_no_row(issued):
    row = reduce_to_stub(Certificate.objects.first())
    html = handover.handover_html(issued, TODAY)
    assert (row.number in html, html.count('<td class="nth">')) == (
        False,
        2 + handover.SPARE_ROWS,
    )


def test_who_wishes_a_translation_sheet_has_its_language_in_the_row(
    issued, speak, django_assert_num_queries
):
    speak("Gülşen Işık", "tr")
    with django_assert_num_queries(1):
        html = handover.handover_html(issued, TODAY)
    named = '<bdi>Gülşen Işık</bdi><br><span class="sheet">mit Übersetzung: Türkisch</span>'
    assert (named in html, html.count("mit Übersetzung")) == (True, 1)
