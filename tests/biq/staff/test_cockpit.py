from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from biq.staff.cockpit_list import count_by_status
from courses.models import Course, CourseDay, CourseStatus
from participants.attendance.marks import Mark, enter_marks
from participants.models import Registration, Status
from partners.models import Contribution, Partner

QUERIES = 18


def page(client, course, query=""):
    return client.get(f"/verwaltung/kurse/{course.slug}/{query}")


def shown_messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_somebody_in_the_course_stands_on_the_first_list(as_staff, course, make_registration):
    make_registration("Gülşen Işık")
    people = page(as_staff, course).context["people"]
    assert [(row.person.name, row.due) for row in people.rows] == [("Gülşen Işık", 50)]
    assert [(tab.label, number) for tab, number, _ in people.tabs] == [
        ("Im Kurs", 1),
        ("Neu", 0),
        ("Warteliste", 0),
        ("Nicht mehr dabei", 0),
        ("Alle", 1),
    ]


def test_each_list_holds_its_people(as_staff, small_course, make_registration):
    make_registration("Ada Beispiel", course=small_course)
    make_registration("Bea Beispiel", course=small_course).withdraw()
    make_registration("Cem Beispiel", course=small_course)

    def names(tab):
        people = page(as_staff, small_course, f"?liste={tab}").context["people"]
        return [row.person.name for row in people.rows]

    assert names("dabei") == ["Ada Beispiel"]
    assert names("warteliste") == ["Cem Beispiel"]
    assert names("fort") == ["Bea Beispiel"]
    assert names("alle") == ["Cem Beispiel", "Bea Beispiel", "Ada Beispiel"]


def test_a_long_list_shows_fifty_to_a_page(as_staff, make_course, make_registration):
    course = make_course("lang", capacity=60)
    for number in range(51):
        make_registration(f"Person {number:02}", course=course)
    first = page(as_staff, course).context["people"]
    second = page(as_staff, course, "?seite=2").context["people"]
    assert (len(first.rows), len(second.rows), first.page.paginator.num_pages) == (50, 1, 2)


def test_a_name_with_html_is_shown_as_text(as_staff, course, make_registration):
    make_registration("<b>Fett</b> & Co")
    assert "&lt;b&gt;Fett&lt;/b&gt; &amp; Co" in page(as_staff, course).content.decode()


def test_free_seats_are_offered_to_the_first_in_line(as_staff, small_course, make_registration):
    make_registration("Ada Beispiel", course=small_course)
    waiting = make_registration("Bea Beispiel", course=small_course)
    small_course.capacity = 2
    small_course.save()
    answer = as_staff.post(f"/verwaltung/kurse/{small_course.slug}/plaetze-anbieten/")
    waiting.refresh_from_db()
    assert (answer.status_code, waiting.status) == (302, Status.OFFERED)
    assert shown_messages(answer) == ["Angeboten: 1. Die Personen bekommen eine Nachricht."]


def test_without_a_free_seat_nothing_is_offered_and_the_page_says_so(as_staff, course):
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/plaetze-anbieten/")
    assert shown_messages(answer) == ["Es ist kein Platz frei, oder niemand wartet."]


def test_cancelling_says_first_what_will_happen(as_staff, course, make_registration):
    make_registration()
    answer = as_staff.get(f"/verwaltung/kurse/{course.slug}/absagen/")
    course.refresh_from_db()
    assert course.status == CourseStatus.PUBLISHED
    assert "1\N{NO-BREAK SPACE}Person mit Platz und 0 auf der Warteliste" in answer.content.decode()


def test_cancelling_needs_a_reason(as_staff, course):
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/absagen/", {"why": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"why": ["Bitte schreiben Sie auf, warum."]}


def test_a_cancelled_course_takes_everybody_along(as_staff, course, make_registration):
    registration = make_registration()
    as_staff.post(f"/verwaltung/kurse/{course.slug}/absagen/", {"why": "Wasserschaden"})
    course.refresh_from_db()
    registration.refresh_from_db()
    assert (course.status, registration.status) == ("cancelled", "course_cancelled")


def test_completing_too_early_is_refused_with_the_reason(as_staff, course):
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/abschliessen/")
    assert shown_messages(answer) == [
        "Es kommen noch Kurstage. Sagen Sie sie ab, wenn sie nicht stattfinden."
    ]


def test_completing_names_whose_entry_is_missing(as_staff, past_course, make_registration, staff):
    there, unknown = make_registration("Ada", course=past_course), None
    unknown = make_registration("Bea", course=past_course)
    days = past_course.days()
    for day in days:
        enter_marks(day, {there: Mark.PRESENT, unknown: Mark.ABSENT}, staff)
    enter_marks(days[0], {unknown: None}, staff)
    answer = as_staff.post(f"/verwaltung/kurse/{past_course.slug}/abschliessen/")
    assert shown_messages(answer) == [
        "Der Kurs ist abgeschlossen: 1 geschafft, 0 teilgenommen.",
        f"Bea: Eintrag fehlt am {days[0]}.",
    ]


def test_a_draft_lists_what_is_missing(as_staff, make_course):
    course = make_course("entwurf", publish=False, contact_name="")
    points = page(as_staff, course).context["points"]
    assert [point.label for point in points if not point.done] == ["Kontakt"]


def test_more_registrations_than_a_course_can_need_are_not_counted(course, make_registration):
    registration = make_registration()
    Registration.objects.bulk_create(
        Registration(
            course=course,
            participant=registration.participant,
            status=Status.WITHDRAWN,
            sequence=number,
            reference=f"X-{number}",
            arrived_at=timezone.now() - timedelta(minutes=number),
        )
        for number in range(2, 2050)
    )
    assert count_by_status(course).is_capped


@pytest.mark.parametrize("query", ["?seite=99", "?seite=x", "?liste=unbekannt"])
def test_a_strange_address_shows_the_page_all_the_same(as_staff, course, query):
    assert page(as_staff, course, query).status_code == 200


def test_an_unknown_course_is_not_found(as_staff):
    assert as_staff.get("/verwaltung/kurse/gibt-es-nicht/").status_code == 404


def test_one_person_and_many_cost_the_same_queries(
    as_staff, course, make_registration, django_assert_num_queries
):
    partner = Partner.objects.create(name="Verein Probe", world="civil", kind="club")
    make_registration("Ada", wants_reduction=True)
    with django_assert_num_queries(QUERIES):
        page(as_staff, course)
    for number in range(12):
        make_registration(f"Person {number}", wants_reduction=True)
    for block in course.blocks.all():
        Contribution.objects.create(partner=partner, block=block)
    with django_assert_num_queries(QUERIES):
        page(as_staff, course)


@pytest.mark.parametrize("publish", [True, False])
def test_only_a_published_course_can_be_called_off(as_staff, make_course, publish):
    course = make_course("kurs", publish=publish)
    address = f"/verwaltung/kurse/{course.slug}/absagen/"
    assert (address in page(as_staff, course).content.decode()) is publish
    answer = as_staff.get(address)
    assert (answer.context["refusal"] == "") is publish
    as_staff.post(address, {"why": "Wasserschaden"})
    course.refresh_from_db()
    assert course.status == (CourseStatus.CANCELLED if publish else CourseStatus.DRAFT)


def test_no_place_is_offered_once_the_first_block_is_over(as_staff, past_course, make_registration):
    waiting = make_registration(course=past_course)
    Registration.objects.filter(pk=waiting.pk).update(status="waiting")
    address = f"/verwaltung/kurse/{past_course.slug}/plaetze-anbieten/"
    assert shown_messages(as_staff.post(address)) == [
        "Der erste Block ist vorbei: Es wird kein Platz mehr angeboten."
    ]
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING


def test_a_course_that_goes_on_says_nothing_of_certificates_or_its_end(as_staff, course):
    context = page(as_staff, course).context
    assert (context["certificates"], context["has_ended"], context["is_alive"]) == (
        None,
        False,
        True,
    )


def test_a_course_ends_with_its_last_day_that_takes_place(as_staff, course):
    *_, before, last = course.days()
    last.cancel()
    CourseDay.objects.filter(block__course=course).exclude(pk__in=[last.pk]).update(
        date=timezone.localdate()
    )
    assert page(as_staff, course).context["has_ended"] is True
    CourseDay.objects.filter(pk=before.pk).update(date=timezone.localdate() + timedelta(days=1))
    assert page(as_staff, course).context["has_ended"] is False


def test_a_completed_course_says_how_far_the_issuing_is(as_staff, course):
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    context = page(as_staff, course).context
    assert (context["venue_form"], context["is_alive"]) == (None, False)
    assert context["certificates"] is not None


def test_a_course_is_called_off_with_a_reason_only(as_staff, course):
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/absagen/", {"why": ""})
    course.refresh_from_db()
    assert (answer.status_code, course.status) == (422, CourseStatus.PUBLISHED)
    assert answer.context["form"].errors == {"why": ["Bitte schreiben Sie auf, warum."]}


def test_a_course_that_is_over_says_how_many_took_part_and_made_it(
    as_staff, course, make_registration
):
    for number, status in enumerate(("completed", "completed", "not_completed", "withdrawn")):
        made = make_registration(f"Person {number}")
        Registration.objects.filter(pk=made.pk).update(status=status)
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    shown = " ".join(page(as_staff, course).content.decode().split())
    assert "<p> 3 nahmen teil, 2 haben es geschafft. </p>" in shown
    assert "Plätzen belegt" not in shown


def test_a_course_that_was_called_off_counts_no_seats(as_staff, course):
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.CANCELLED)
    shown = " ".join(page(as_staff, course).content.decode().split())
    assert "<p> Der Kurs ist abgesagt. </p>" in shown
    assert "Plätzen belegt" not in shown
