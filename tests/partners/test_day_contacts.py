"""Who of the partners hears that a day changes: nobody who left, and by the way they like."""

from datetime import date

from courses.day_contacts import contacts
from partners.day_contacts import partners_of_days
from partners.models import ContactPerson, Contribution


def heard(course):
    days = [course.days()[0]]
    return [(one.name, one.reached_by) for one in partners_of_days(days)]


def person(partner, name, **values):
    return ContactPerson.objects.create(partner=partner, name=name, **values)


def test_who_left_hears_nothing(course, contribution, contact, partner):
    person(partner, "Olga Neu", email="o@example.org")
    contact.leave(date(2026, 1, 1))
    assert heard(course) == [("Olga Neu", "email")]


def test_where_all_left_the_partner_is_named_without_an_address(course, contribution, contact):
    contact.leave()
    assert heard(course) == [("Ortsamt Probe", None)]


def test_who_wants_a_letter_or_a_call_gets_one_although_there_is_a_mail_address(
    course, contribution, partner
):
    known = {"email": "o@example.org", "phone": "0421 123456", "street": "Weg 1"}
    olga = person(partner, "Olga Neu", **known, channel="post")
    assert heard(course) == [("Olga Neu", "post")]
    olga.channel = "phone"
    olga.save()
    assert heard(course) == [("Olga Neu (Ortsamt Probe)", "phone")]


def test_all_with_mail_hear_and_nobody_is_called_besides(course, contribution, contact, partner):
    person(partner, "Ada Ruf", phone="0421 123456")
    person(partner, "Olga Neu", email="o@example.org")
    assert heard(course) == [("Olga Neu", "email"), ("Paul Müller", "email")]


def test_without_mail_one_person_is_enough(course, contribution, partner):
    person(partner, "Ada Ruf", phone="0421 123456")
    person(partner, "Berta Brief", street="Weg 1")
    assert heard(course) == [("Ada Ruf (Ortsamt Probe)", "phone")]


def test_who_leads_the_course_and_is_asked_at_a_partner_hears_once(
    course, contribution, partner, leader
):
    person(partner, "Lea Leit", email="Leitung@example.org")
    Contribution.objects.update(state="agreed")
    assert [one.name for one in contacts(course, course.days()[:1])] == ["Lea Leit"]
