"""A template looked at with the people, and the partners, of a course."""

from django.utils.formats import date_format

from certificates.design.printed_course import countable_days
from certificates.models import Template
from certificates.template_editor import sample_certificates
from tests.certificates.design.test_rendering import text_of
from tests.certificates.template_editor.editor import filled_in, page


def test_a_real_person_of_the_course_can_be_looked_at(as_staff, course_over):
    person = course_over.registrations.get(participant__name="Gülşen Işık")
    sent = filled_in(as_staff, course_over, subject=str(person.pk), certificate_title="Urkunde")
    text = text_of(as_staff.post(page(course_over, "_look"), sent).content)
    assert "Urkunde Gülşen Işık hat im Kurs" in text


def look_at(client, course, **chosen):
    return client.post(page(course, "_look"), filled_in(client, course, **chosen))


def test_a_real_person_is_shown_with_the_days_that_are_their_own(as_staff, course_over):
    person = course_over.registrations.get(participant__name="Cem Drei")
    text = text_of(
        look_at(as_staff, course_over, subject=str(person.pk), kind="certificate").content
    )
    assert "an 3 von 12 Kurstagen" in text
    text = text_of(
        look_at(as_staff, course_over, subject=str(person.pk), kind="confirmation").content
    )
    days = [day.date for day in countable_days(course_over)]
    shown = [f"{day.day}. {date_format(day, 'F Y')}" for day in days]
    assert [text.split("An diesen Tagen dabei")[1].count(day) for day in shown] == [1] * 3 + [0] * 9
    assert Template.objects.count() == 0


def test_thanks_are_shown_for_what_was_contributed(as_staff, course_over, contribute):
    given = f"dank-{contribute().pk}"
    text = text_of(look_at(as_staff, course_over, subject=given, kind="thanks").content)
    assert "Herzlichen Dank Sportverein Probe hat zum Kurs" in text
    assert "„Ehrenamt im Verein“" in text


def test_thanks_are_for_those_who_contribute_and_for_nobody_else(as_staff, course_over, contribute):
    given, person = f"dank-{contribute().pk}", str(course_over.registrations.first().pk)
    wrong = [{"subject": person, "kind": "thanks"}, {"subject": given, "kind": "certificate"}]
    answers = [look_at(as_staff, course_over, **chosen).context["form"] for chosen in wrong]
    assert [form.non_field_errors()[0].split(".")[0] for form in answers] == [
        "Eine Dankurkunde bekommt, wer zum Kurs etwas beigetragen hat",
        "Wer etwas beigetragen hat, bekommt eine Dankurkunde",
    ]


def test_the_default_is_looked_at_with_the_newest_course_that_has_people(
    as_staff, course_over, other_course, contribute
):
    contribute()
    groups = sample_certificates.sample_subjects(None)
    names = [(heading, [label for _key, label in pairs]) for heading, pairs in groups]
    assert names == [
        ("Teilnehmende", ["Cem Drei", "Gülşen Işık", "Ben Neun", "Dora Null"]),
        ("Schwierige Namen", [label for label, _name in sample_certificates.HARD_CASES.values()]),
        ("Dankurkunde für", ["Sportverein Probe"]),
    ]
    first = groups[0][1][1][0]
    assert "Gülşen Işık" in text_of(look_at(as_staff, None, subject=first).content)


def test_people_of_other_courses_are_not_shown(as_staff, course, course_over):
    stranger = course_over.registrations.first()
    sent = filled_in(as_staff, course, subject=str(stranger.pk))
    response = as_staff.post(page(course, "_look"), sent)
    assert list(response.context["form"].errors) == ["subject"]


def test_the_page_asks_the_same_for_one_and_for_many_people(
    as_staff, past_course, be_there, django_assert_num_queries
):
    for number in range(3):
        be_there(f"Person {number}", days=9)
        as_staff.get(page(past_course))
        with django_assert_num_queries(13):
            as_staff.get(page(past_course))
