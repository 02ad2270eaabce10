from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from courses.models import Course, CourseStatus, District
from participants.course_changes.cancellation import cancel
from tests.sent_form import sent
from web.public_version import PublicVersion


@pytest.fixture
def draft(make_course):
    return make_course("entwurf", publish=False)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def typed(district, **values):
    return {
        "first_day": "2027-03-01",
        "title": "Bürger im Quartier Vahr 2027",
        "slug": "vahr-2027",
        "code": "vah27",
        "district": district.pk,
        "capacity": 16,
        "admission": "automatic",
        "offer_days": 7,
        "fee": "50,00",
        "certificate_days": 9,
        **values,
    }


def test_a_new_course_has_its_twelve_days_and_opens_its_cockpit(as_staff, district, leader):
    answer = as_staff.post(
        "/verwaltung/courses/course/add/", typed(district, leaders=[leader.pk], fee="62,50")
    )
    course = Course.objects.get()
    assert answer.url == "/verwaltung/kurse/vahr-2027/"
    assert (course.code, course.status, float(course.fee)) == ("VAH27", CourseStatus.DRAFT, 62.5)
    assert [day.date for day in course.days()][:3] == [
        date(2027, 3, 1),
        date(2027, 3, 2),
        date(2027, 3, 29),
    ]
    assert list(course.leaders.all()) == [leader]


def test_without_a_first_day_nothing_is_stored(as_staff, district):
    answer = as_staff.post("/verwaltung/courses/course/add/", typed(district, first_day=""))
    assert (answer.status_code, Course.objects.count()) == (200, 0)


def test_the_status_cannot_be_typed(as_staff, draft, district):
    values = typed(district, slug=draft.slug, code=draft.code, status="published")
    as_staff.post(f"/verwaltung/courses/course/{draft.pk}/change/", values)
    draft.refresh_from_db()
    assert (draft.title, draft.status) == ("Bürger im Quartier Vahr 2027", CourseStatus.DRAFT)


def test_saving_what_was_typed_leaves_what_a_verb_wrote_meanwhile(as_staff, course, staff):
    address = f"/verwaltung/courses/course/{course.pk}/change/"
    typed = sent(as_staff.get(address), title="Neuer Titel")
    cancel(course, staff, "Wasserschaden")
    as_staff.post(address, typed)
    course.refresh_from_db()
    assert (course.title, course.status) == ("Neuer Titel", CourseStatus.CANCELLED)
    assert course.history.latest().status == CourseStatus.CANCELLED


def kept(client, course):
    answer = client.get(f"/verwaltung/courses/course/{course.pk}/change/")
    return sorted(answer.context["adminform"].readonly_fields)


def test_address_and_code_stay_as_people_know_them(as_staff, draft, course, make_registration):
    assert (kept(as_staff, draft), kept(as_staff, course)) == ([], ["slug"])
    make_registration()
    assert kept(as_staff, course) == ["code", "slug"]
    values = typed(course.district, slug="anders", code="ANDERS")
    as_staff.post(f"/verwaltung/courses/course/{course.pk}/change/", values)
    before = (course.slug, course.code)
    course.refresh_from_db()
    assert ((course.slug, course.code), course.title) == (before, values["title"])


@pytest.mark.parametrize("code", ["HEM/27", "HEM 27", "HEM-27", "VÖL27"])
def test_a_code_that_no_address_can_hold_is_refused(as_staff, district, code):
    answer = as_staff.post("/verwaltung/courses/course/add/", typed(district, code=code))
    assert answer.context["adminform"].form.errors == {
        "code": ["Bitte nur Buchstaben von A bis Z und Ziffern, ohne Leerzeichen."]
    }


def test_a_code_that_stands_in_a_registration_number_is_not_used_again(
    as_staff, course, make_registration
):
    given = course.code
    make_registration()
    Course.objects.filter(pk=course.pk).update(code="ANDERS")
    refused = [f"„{given}“ steht schon in Anmeldenummern. Bitte ändern Sie es."]
    new = typed(course.district, code=given.lower())
    answer = as_staff.post("/verwaltung/courses/course/add/", new)
    assert answer.context["adminform"].form.errors == {"code": refused}
    values = {"title": "Neu", "address": "neu-2028", "code": given, "first_day": "2028-01-10"}
    values["district"] = course.district_id
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/kopieren/", values)
    assert answer.context["form"].errors == {"code": refused}


def test_other_leaders_renew_the_public_pages(as_staff, course, district, other_leader):
    before = PublicVersion.current()
    values = typed(district, slug=course.slug, code=course.code, leaders=[other_leader.pk])
    as_staff.post(f"/verwaltung/courses/course/{course.pk}/change/", values)
    assert list(course.leaders.all()) == [other_leader]
    assert PublicVersion.current() > before


def test_only_a_draft_without_registrations_can_go(as_staff, draft, course, make_registration):
    def delete(which):
        address = f"/verwaltung/courses/course/{which.pk}/delete/"
        return as_staff.post(address, {"post": "yes"}).status_code

    assert delete(course) == 403
    make_registration(course=draft)
    assert delete(draft) == 403
    draft.registrations.get().status_changes.all().delete()
    assert Course.objects.count() == 2


def test_a_blank_draft_goes_with_its_programme(as_staff, draft):
    address = f"/verwaltung/courses/course/{draft.pk}/delete/"
    assert as_staff.post(address, {"post": "yes"}).status_code == 302
    assert Course.objects.count() == 0


def test_publishing_from_the_cockpit(as_staff, draft):
    answer = as_staff.post(f"/verwaltung/kurse/{draft.slug}/veroeffentlichen/")
    draft.refresh_from_db()
    assert (draft.status, told(answer)) == (
        CourseStatus.PUBLISHED,
        ["Der Kurs ist veröffentlicht."],
    )


def test_an_unfinished_draft_says_what_is_missing(as_staff, make_course):
    draft = make_course("ohne-kontakt", publish=False, contact_name="")
    answer = as_staff.post(f"/verwaltung/kurse/{draft.slug}/veroeffentlichen/")
    assert told(answer) == ["Kontakt: Tragen Sie eine Ansprechperson mit Telefon oder E-Mail ein."]


def test_a_copy_suggests_district_and_first_day_and_no_old_names(as_staff, course):
    form = as_staff.get(f"/verwaltung/kurse/{course.slug}/kopieren/").context["form"]
    first = timezone.localdate() + timedelta(weeks=4 + 26)
    shown = {name: form[name].value() for name in form.fields if name != "key"}
    assert shown == {
        "district": course.district_id,
        "first_day": first,
        "starts": None,
        "ends": None,
        "with_leaders": None,
        "with_partners": None,
        "with_running_orders": None,
        "title": None,
        "address": None,
        "code": None,
    }


def test_a_copy_opens_in_its_own_cockpit(as_staff, course):
    values = {"title": "Neu", "address": "neu-2028", "code": "neu28", "first_day": "2028-01-10"}
    values["district"] = course.district_id
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/kopieren/", values)
    copy = Course.objects.get(slug="neu-2028")
    assert answer.url == "/verwaltung/kurse/neu-2028/"
    assert (copy.code, copy.status, copy.days()[0].date) == ("NEU28", "draft", date(2028, 1, 10))


def test_a_name_that_is_taken_is_refused_and_kept(as_staff, course):
    values = {"title": "Neu", "address": course.slug, "code": "N1", "first_day": "2028-01-10"}
    values["district"] = course.district_id
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/kopieren/", values)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.errors == {
        "address": [f"„{course.slug}“ hat schon ein anderer Kurs. Bitte ändern Sie es."]
    }
    assert form["address"].value() == course.slug


def test_a_new_course_is_named_after_its_district_and_the_year_of_its_first_day(as_staff, db):
    east = District.objects.get(name="Östliche Vorstadt")
    as_staff.post("/verwaltung/courses/course/add/", typed(east, title="", slug="", code=""))
    course = Course.objects.get()
    assert (course.title, course.slug, course.code) == (
        "Bürger im Quartier Östliche Vorstadt 2027",
        "oestliche-vorstadt-2027",
        "OES27",
    )


def test_each_day_of_a_block_has_its_own_times(as_staff, district):
    hours = {"starts_1": "14:00", "ends_1": "18:30", "starts_2": "", "ends_2": "15:00"}
    as_staff.post("/verwaltung/courses/course/add/", typed(district, **hours))
    days = [(f"{day.starts:%H:%M}", f"{day.ends:%H:%M}") for day in Course.objects.get().days()]
    assert days == [("14:00", "18:30"), ("10:00", "15:00")] * 6


def test_a_day_of_a_new_course_does_not_end_before_it_begins(as_staff, district):
    hours = {"starts_2": "14:00", "ends_2": "14:00"}
    answer = as_staff.post("/verwaltung/courses/course/add/", typed(district, **hours))
    assert answer.context["adminform"].form.errors == {
        "ends_2": ["Das Ende muss nach dem Beginn liegen."]
    }


def test_public_holidays_among_the_days_are_named(as_staff, district, course):
    new = typed(district, first_day="2027-03-05")
    answer = as_staff.post("/verwaltung/courses/course/add/", new)
    warning = "Bitte prüfen Sie die Termine: 01.05.2027 (Tag der Arbeit) ist ein Feiertag."
    assert told(answer)[0] == warning
    page = as_staff.get("/verwaltung/kurse/vahr-2027/")
    remarks = {point.label: point.remark for point in page.context["points"]}
    assert remarks["Kurstage an Feiertagen"] == "Bitte prüfen: 01.05.2027 (Tag der Arbeit)."
    assert page.content.decode().count("Feiertag: Tag der Arbeit") == 1
    values = {"district": district.pk, "first_day": "2027-03-05"}
    answer = as_staff.post(f"/verwaltung/kurse/{course.slug}/kopieren/", values)
    assert told(answer)[1] == warning
