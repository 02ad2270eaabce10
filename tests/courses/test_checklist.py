from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from courses.checklist import checklist, publish
from courses.models import CourseDay, CourseStatus


def missing(course):
    return [point.label for point in checklist(course) if not point.done]


def test_a_complete_course_has_a_green_list(make_course):
    assert missing(make_course(publish=False)) == []


def test_an_empty_course_misses_nearly_everything(make_course):
    course = make_course(publish=False, contact_name="", registration_opens=None)
    course.blocks.all().delete()
    course.leaders.clear()
    assert missing(course) == [
        "Blöcke",
        "Kurstage",
        "Kurstage in der richtigen Reihenfolge",
        "Orte",
        "Nötige Kurstage für das Zertifikat",
        "Anmeldezeit",
        "Kontakt",
        "Kursleitung",
    ]


def test_the_list_names_the_day_without_a_venue(make_course):
    course = make_course(publish=False)
    day = course.days()[3]
    day.venue = None
    day.save()
    point = next(point for point in checklist(course) if point.label == "Orte")
    assert (point.done, point.missing) == (False, f"Noch ohne Ort: {day}.")


def test_days_that_overtake_each_other_are_named(make_course):
    course = make_course(publish=False)
    first, *_, last = course.days()
    first.move(last.date + timedelta(days=1))
    assert missing(course) == ["Kurstage in der richtigen Reihenfolge"]


def test_a_course_opens_only_with_a_green_list(make_course):
    course = make_course(publish=False, contact_name="")
    with pytest.raises(ValidationError) as refused:
        publish(course)
    assert refused.value.messages == [
        "Kontakt: Tragen Sie eine Ansprechperson mit Telefon oder E-Mail ein."
    ]
    course.refresh_from_db()
    assert course.status == CourseStatus.DRAFT


def test_a_cancelled_day_needs_a_substitute_before_publishing(make_course):
    course = make_course(publish=False)
    day = CourseDay.objects.of_course(course).last()
    day.cancel()
    assert missing(course) == ["Kurstage"]
    day.substitute_on(day.date + timedelta(days=7))
    assert missing(course) == []


def test_a_course_is_published_once(course):
    with pytest.raises(ValidationError, match="kein Entwurf"):
        publish(course)


def test_a_draft_that_somebody_published_meanwhile_is_not_published_again(make_course):
    course = make_course(publish=False)
    same = type(course).objects.get(pk=course.pk)
    publish(same)
    with pytest.raises(ValidationError, match="kein Entwurf"):
        publish(course)


def words(course):
    return {point.label: point.missing for point in checklist(course) if not point.done}


def test_each_point_says_what_to_do(make_course):
    course = make_course(publish=False, contact_name="", registration_opens=None)
    course.blocks.all().delete()
    course.leaders.clear()
    course.fee = None
    assert words(course) == {
        "Blöcke": "Es fehlt: Block 1.",
        "Kurstage": "Noch ohne Kurstag: der ganze Kurs.",
        "Kurstage in der richtigen Reihenfolge": "Jeder Kurstag muss nach dem vorigen liegen.",
        "Orte": "Noch ohne Ort: alle Kurstage.",
        "Nötige Kurstage für das Zertifikat": "Der Kurs hat noch keine Kurstage.",
        "Kursgebühr": "Tragen Sie die Kursgebühr ein (0 ist möglich).",
        "Anmeldezeit": "Tragen Sie Anfang und Ende ein.",
        "Kontakt": "Tragen Sie eine Ansprechperson mit Telefon oder E-Mail ein.",
        "Kursleitung": "Wählen Sie mindestens eine Kursleitung.",
    }


def test_a_gap_in_the_numbers_and_a_block_without_title_are_named_together(make_course):
    course = make_course(publish=False, certificate_days=8)
    course.blocks.filter(number__in=(1, 3)).delete()
    course.blocks.filter(number=5).update(title="")
    assert words(course) == {"Blöcke": "Es fehlt: Block 1, Block 3. Noch ohne Titel: Block 5."}


def test_a_block_without_days_and_a_cancelled_day_are_named_together(make_course):
    course = make_course(publish=False, certificate_days=8)
    course.blocks.get(number=2).days.all().delete()
    course.blocks.get(number=4).days.all().delete()
    day = course.days()[0]
    day.cancel()
    assert words(course) == {
        "Kurstage": f"Noch ohne Kurstag: Block 2, Block 4. Abgesagt und noch ohne Ersatztag: {day}."
    }


def test_two_course_days_on_one_date_are_out_of_order(make_course):
    course = make_course(publish=False)
    first, second, *_ = course.days()
    second.move(first.date)
    assert missing(course) == ["Kurstage in der richtigen Reihenfolge"]


@pytest.mark.parametrize(("needed", "is_done"), [(0, False), (1, True), (12, True), (13, False)])
def test_the_certificate_asks_for_one_to_all_of_the_days(make_course, needed, is_done):
    course = make_course(publish=False, certificate_days=needed)
    assert (missing(course) == []) is is_done


@pytest.mark.parametrize(("days", "is_done"), [(0, True), (1, False)])
def test_registration_may_open_and_close_on_one_day_but_not_backwards(make_course, days, is_done):
    course = make_course(publish=False)
    course.registration_opens = course.registration_closes + timedelta(days=days)
    expected = {} if is_done else {"Anmeldezeit": "Das Ende muss nach dem Anfang liegen."}
    assert words(course) == expected


@pytest.mark.parametrize(
    ("name", "phone", "email", "is_done"),
    [
        ("Büro", "0421 1", "", True),
        ("Büro", "", "a@example.org", True),
        ("Büro", "", "", False),
        ("", "0421 1", "a@example.org", False),
    ],
)
def test_somebody_can_be_asked_by_phone_or_mail(make_course, name, phone, email, is_done):
    contact = {"contact_name": name, "contact_phone": phone, "contact_email": email}
    course = make_course(publish=False, **contact)
    assert missing(course) == ([] if is_done else ["Kontakt"])


def test_an_end_of_registration_alone_is_not_enough(make_course):
    course = make_course(publish=False)
    course.registration_closes = None
    assert words(course) == {"Anmeldezeit": "Tragen Sie Anfang und Ende ein."}


def test_the_usual_programme_has_no_remarks(make_course):
    course = make_course(first_day=date(2027, 1, 11), publish=False)
    assert {point.remark for point in checklist(course)} == {""}


def test_what_is_missing_leads_to_where_it_is_mended(as_staff, make_course):
    course = make_course(publish=False, contact_name="", registration_opens=None)
    course.leaders.clear()
    CourseDay.objects.update(venue=None)
    page = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    form = f"/verwaltung/courses/course/{course.pk}/change/"
    assert 'Orte</span>\n        <a href="#programm">Noch ohne Ort:' in page
    for field, words in (
        ("registration_opens", "Tragen Sie Anfang und Ende ein."),
        ("contact_name", "Tragen Sie eine Ansprechperson mit Telefon oder E-Mail ein."),
        ("leaders", "Wählen Sie mindestens eine Kursleitung."),
    ):
        assert f'<a href="{form}#id_{field}">{words}</a>' in page
    typed = as_staff.get(form).content.decode()
    assert {point.field for point in checklist(course)} == {
        "",
        "certificate_days",
        "contact_name",
        "fee",
        "leaders",
        "registration_opens",
    }
    for point in checklist(course):
        assert not point.field or f'id="id_{point.field}"' in typed
