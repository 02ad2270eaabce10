from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.urls import reverse

from certificates.after_issue import copies
from certificates.archive import stored_files
from certificates.archive.stubs import reduce_to_stub
from certificates.issuing import issuance, printing
from certificates.models import Certificate, SecondCopy, revoke


def page(name, course):
    return reverse(f"certificates:{name}", args=[course.slug])


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_the_preview_names_everybody_and_offers_to_issue(as_staff, course_over):
    response = as_staff.get(page("preview", course_over))
    html = response.content.decode()
    assert response.context["plan"].due_certificates == 2
    assert response.context["plan"].due_confirmations == 1
    assert [name in html for name in ("Gülşen Işık", "War an keinem Kurstag da.")] == [True, True]
    assert "data-live" not in html


def test_a_blocked_person_is_named_with_the_day(as_staff, course_over, be_there):
    be_there("Fritz Fehlt", 12, unknown=[0])
    html = as_staff.get(page("preview", course_over)).content.decode()
    day = course_over.days()[0].date
    assert "<bdi>Fritz Fehlt</bdi>: Die Anwesenheit fehlt noch: " in html
    assert f"{day.year}." in html


def test_issuing_shows_progress_until_all_are_printed(as_staff, course_over):
    response = as_staff.post(page("issue", course_over), follow=True)
    html = response.content.decode()
    assert told(response) == ["3\N{NO-BREAK SPACE}Papiere werden gedruckt."]
    assert "0 von 3 fertig." in html
    assert "data-live" in html
    printing.render_pending()
    html = as_staff.get(page("preview", course_over)).content.decode()
    assert "3 von 3 fertig." in html
    assert "data-live" not in html


def test_a_course_that_goes_on_says_why_nothing_is_issued(as_staff, course, make_registration):
    make_registration()
    response = as_staff.post(page("issue", course), follow=True)
    assert told(response) == [
        "Es kommen noch Kurstage. Sagen Sie sie ab, wenn sie nicht stattfinden."
    ]


def test_all_certificates_are_one_pdf_in_the_order_of_lists(as_staff, issued):
    response = as_staff.get(page("bound", issued))
    with pikepdf.open(BytesIO(response.content)) as pdf:
        pages = len(pdf.pages)
    assert (response["Content-Type"], pages) == ("application/pdf", 3)
    assert response["Content-Disposition"] == f'inline; filename="zertifikate-{issued.slug}.pdf"'


def test_nothing_to_bind_says_so(as_staff, course_over):
    response = as_staff.get(page("bound", course_over), follow=True)
    assert told(response) == ["Es ist noch nichts gedruckt."]


def test_one_certificate_comes_as_it_was_stored(as_staff, issued):
    row = Certificate.objects.first()
    response = as_staff.get(reverse("certificates:pdf", args=[row.code]))
    assert response.content == stored_files.read(row)


def test_a_damaged_file_is_not_handed_out(as_staff, issued):
    row = Certificate.objects.first()
    Path(row.pdf.path).unlink()
    response = as_staff.get(reverse("certificates:pdf", args=[row.code]), follow=True)
    assert told(response) == [f"Die Datei zu Nr. {row.number} fehlt."]


def test_a_failed_certificate_is_named_and_tried_again(as_staff, course_over, staff):
    person = course_over.registrations.get(participant__name="Ben Neun").participant
    person.name = "Ben 龍"
    person.save()
    issuance.end_and_issue(course_over, staff)
    printing.render_pending()
    html = as_staff.get(page("preview", course_over)).content.decode()
    assert "Das Zeichen ‚龍‘ (U+9F8D)" in html
    response = as_staff.post(page("retry", course_over), follow=True)
    assert told(response) == ["Wird noch einmal gedruckt."]


def test_an_odd_code_is_not_found(as_staff):
    answers = [as_staff.get(f"/verwaltung/zertifikate/{code}.pdf") for code in ("%FF", "a'b", "Ä")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_certificate_that_is_outdated_is_named(as_staff, issued, decide):
    decide("Ben Neun", granted=False)
    response = as_staff.get(page("preview", issued))
    (line,) = response.context["plan"].outdated
    assert (line.label, line.label_due) == ("Zertifikat", "Teilnahmebescheinigung")
    assert "Richtig ist jetzt: Teilnahmebescheinigung" in response.content.decode()


def test_a_damaged_file_is_left_out_of_the_book_and_named(as_staff, issued):
    row = Certificate.objects.first()
    Path(row.pdf.path).unlink()
    response = as_staff.get(page("bound", issued))
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 2
    named = [f"Die Datei zu Nr. {row.number} fehlt."]
    assert told(as_staff.get(page("preview", issued))) == named


def test_a_book_of_nothing_but_damaged_files_is_not_made(as_staff, issued):
    for row in Certificate.objects.all():
        Path(row.pdf.path).unlink()
    response = as_staff.get(page("bound", issued), follow=True)
    assert len(told(response)) == 3


def test_a_certificate_whose_name_is_deleted_is_not_missed_in_the_book(as_staff, issued):
    reduce_to_stub(Certificate.objects.first())
    response = as_staff.get(page("bound", issued))
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 2
    assert told(as_staff.get(page("preview", issued))) == []


def test_a_second_copy_of_all_is_ordered_once_and_its_name_deleted_prints_none(as_staff, issued):
    reduce_to_stub(Certificate.objects.first())
    answers = [told(as_staff.post(page("copy_all", issued), follow=True)) for _click in range(2)]
    assert answers == [
        ["Zweitschriften werden gedruckt: 2."],
        ["Die Zweitschriften sind schon bestellt und werden gedruckt."],
    ]
    assert "werden gedruckt, noch 2." in as_staff.get(page("preview", issued)).content.decode()
    copies.print_ordered()
    with pikepdf.open(BytesIO(as_staff.get(page("bound_copies", issued)).content)) as pdf:
        assert len(pdf.pages) == 2


def test_a_second_copy_that_failed_is_named_on_the_page_and_with_the_book(as_staff, issued):
    as_staff.post(page("copy_all", issued), follow=True)
    copies.print_ordered()
    row = Certificate.objects.get(printed_name="Ben Neun")
    row.second_copies.update(pdf="", problem="Ein Zeichen fehlt.")
    html = as_staff.get(page("preview", issued)).content.decode()
    named = f"<bdi>Ben Neun</bdi></a> (Nr.&nbsp;{row.number}), Zweitschrift: Ein Zeichen fehlt."
    assert [named in html, "Zweitschriften als ein PDF (2)" in html] == [True, True]
    as_staff.get(page("bound_copies", issued))
    assert told(as_staff.get(page("preview", issued))) == [
        f"Nicht gedruckt: Zweitschrift zu {row}. Ein Zeichen fehlt."
    ]


def test_the_sheets_of_a_course_are_printed_by_the_worker_and_come_as_one_pdf(
    as_staff, issued, speak
):
    speak("Gülşen Işık", "tr")
    speak("Ben Neun", "en")
    html = as_staff.get(page("preview", issued)).content.decode()
    assert "Übersetzungsblätter drucken (2)" in html
    response = as_staff.post(page("translate_all", issued), follow=True)
    html = response.content.decode()
    assert told(response) == ["Übersetzungsblätter werden gedruckt: 2."]
    assert ["data-live" in html, "werden gedruckt, noch 2." in html] == [True, True]
    copies.print_ordered()
    html = as_staff.get(page("preview", issued)).content.decode()
    assert "Übersetzungsblätter als ein PDF (2)" in html
    response = as_staff.get(page("bound_sheets", issued))
    with pikepdf.open(BytesIO(response.content)) as pdf:
        parts = [str(part.Lang) for part in pdf.Root.StructTreeRoot.K[0].K]
        title = str(pdf.docinfo.Title)
    assert (parts, title) == (["tr", "en"], f"Übersetzungsblätter: {issued}")
    assert response["Content-Disposition"] == f'inline; filename="uebersetzungen-{issued.slug}.pdf"'


def test_without_another_language_no_sheet_is_offered_or_printed(as_staff, issued):
    html = as_staff.get(page("preview", issued)).content.decode()
    assert ["Übersetzungsblätter" in html, "mit Übersetzung" in html] == [False, False]
    response = as_staff.post(page("translate_all", issued), follow=True)
    assert told(response) == [copies.NOBODY_WISHES_ONE]
    assert SecondCopy.objects.count() == 0


def test_the_plan_names_the_language_and_leads_to_the_sheet_once_there_is_a_certificate(
    as_staff, course_over, speak, staff
):
    speak("Gülşen Işık", "tr")
    speak("Dora Null", "ar")
    html = as_staff.get(page("preview", course_over)).content.decode()
    assert ["mit Übersetzung: Türkisch<" in html, "Arabisch" in html] == [True, False]
    issuance.end_and_issue(course_over, staff)
    printing.render_pending()
    row = Certificate.objects.get(printed_name="Gülşen Işık")
    html = as_staff.get(page("preview", course_over)).content.decode()
    link = reverse("certificates:translated", args=[row.code, "tr"])
    assert f'mit Übersetzung: <a class="certificate-link" href="{link}">Türkisch<' in html


def test_the_name_on_a_certificate_that_was_replaced_is_not_shown(as_staff, issued, staff):
    for name, new in (("Gülşen Işık", "Deniz Yılmaz"), ("Ben Neun", "")):
        row = Certificate.objects.get(printed_name=name)
        person = row.registration.participant
        person.name = new or name
        person.save()
        issuance.correct(row, "Neuer Name", staff) if new else revoke(row, "Irrtum", staff)
    html = as_staff.get(page("preview", issued)).content.decode()
    ended = html[html.index("Nicht mehr gültig") :]
    assert ["Gülşen Işık" in html, "ersetzt. Neuer Name" in ended] == [False, True]
    assert "<bdi>Ben Neun</bdi>: widerrufen. Irrtum" in ended


ADDRESSES = ["preview", "bound", "issue", "retry"]


@pytest.mark.parametrize("who", ["leader", "stranger"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_only_staff_may(client, request, course_over, who, name):
    client.force_login(request.getfixturevalue(who))
    method = client.get if name in ("preview", "bound") else client.post
    assert method(page(name, course_over)).status_code == 403


@pytest.mark.parametrize("name", ["issue", "retry"])
def test_looking_at_the_address_of_a_verb_does_nothing(as_staff, course_over, name):
    course_page = f"/verwaltung/kurse/{course_over.slug}/zertifikate/"
    assert as_staff.get(page(name, course_over)).url == course_page
    assert Certificate.objects.count() == 0


def test_the_preview_asks_the_same_for_one_and_for_many(
    as_staff, course_over, be_there, django_assert_num_queries
):
    as_staff.get(page("preview", course_over))
    with django_assert_num_queries(16):
        as_staff.get(page("preview", course_over))
    for number in range(6):
        be_there(f"Person {number}", 12)
    with django_assert_num_queries(16):
        as_staff.get(page("preview", course_over))


def test_the_preview_asks_the_same_for_one_copy_and_for_many(
    as_staff, issued, speak, staff, django_assert_num_queries
):
    as_staff.get(page("preview", issued))
    copies.order([Certificate.objects.first()], staff)
    with django_assert_num_queries(17):
        as_staff.get(page("preview", issued))
    for name in ("Gülşen Işık", "Ben Neun", "Cem Drei"):
        speak(name, "tr")
    copies.order_all(issued, staff)
    copies.order_sheets(issued, staff)
    SecondCopy.objects.exclude(language="").update(problem="Ein Zeichen fehlt.")
    with django_assert_num_queries(17):
        as_staff.get(page("preview", issued))


def test_the_list_of_certificates_can_only_be_read(as_staff, issued):
    row = Certificate.objects.first()
    assert as_staff.get(reverse("admin:certificates_certificate_changelist")).status_code == 200
    change = reverse("admin:certificates_certificate_change", args=[row.pk])
    assert as_staff.get(change).status_code == 200
    assert as_staff.post(change, {"printed_name": "x"}).status_code == 403
