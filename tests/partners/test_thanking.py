"""After the course everybody who contributed is thanked, once for each course."""

import pytest

from correspondence.models import Message
from partners import inviting
from partners.models import ContactPerson, Contribution, Partner, Thanks

ONE_IS_THANKED = "1\N{NO-BREAK SPACE}Kooperationspartner bekommt einen Dank."


@pytest.fixture
def held(past_course, partner, contact):
    """Two contributions of a partner that took place, and one of another that did not."""
    for number in (1, 3):
        Contribution.objects.create(
            partner=partner,
            block=past_course.blocks.get(number=number),
            topic=f"Thema {number}",
            state="held",
        )
    other = Partner.objects.create(name="Verein Anders", world="civil", kind="club")
    ContactPerson.objects.create(partner=other, name="Olga Neu", email="o@example.org")
    block = past_course.blocks.get(number=2)
    Contribution.objects.create(partner=other, block=block, state="agreed")
    return past_course


def thank(client, course):
    address = f"/verwaltung/kurse/{course.slug}/danken/"
    return client.post(address, follow=True)


def shown(answer):
    return [str(message) for message in answer.context["messages"]]


def test_each_partner_is_thanked_once_for_all_they_did(as_staff, held, partner, told, staff):
    assert shown(thank(as_staff, held)) == [
        "1\N{NO-BREAK SPACE}Kooperationspartner bekommt einen Dank."
    ]
    assert told() == [("partner_thanked", "email", "p@example.org")]
    body = Message.objects.get().body
    assert [line for line in body.split("\n") if line.startswith("- ")] == [
        f"- {contribution.block}: {contribution.topic}"
        for contribution in partner.contributions.all()
    ]
    thanks = Thanks.objects.get()
    assert (thanks.partner, thanks.course, thanks.by, thanks.channel) == (
        *(partner, held, staff),
        "email",
    )


def test_a_second_time_nobody_is_thanked(as_staff, held, told):
    thank(as_staff, held)
    assert shown(thank(as_staff, held)) == ["Es ist schon allen gedankt."]
    assert len(told()) == 1


def test_who_contributed_later_noted_is_thanked_later(as_staff, held, told):
    thank(as_staff, held)
    Contribution.objects.update(state="held")
    assert shown(thank(as_staff, held)) == [
        "1\N{NO-BREAK SPACE}Kooperationspartner bekommt einen Dank."
    ]
    assert [address for *_, address in told()] == ["p@example.org", "o@example.org"]


def test_thanks_are_written_where_there_is_an_address(as_staff, held, contact, told):
    address = {"street": "Weg 1", "postal_code": "28000", "city": "Bremen", "phone": "0421 123456"}
    ContactPerson.objects.filter(pk=contact.pk).update(email="", channel="phone", **address)
    thank(as_staff, held)
    assert told() == [
        ("partner_thanked", "post", "Ortsamt Probe\nPaul Müller\nWeg 1\n28000 Bremen")
    ]


def test_who_was_asked_is_thanked_and_nobody_who_left(as_staff, held, partner, staff, told):
    ContactPerson.objects.create(partner=partner, name="Aaron Erster", email="a@example.org")
    contribution = partner.contributions.first()
    contact = ContactPerson.objects.get(email="p@example.org")
    Contribution.objects.filter(pk=contribution.pk).update(state="asked")
    inviting.invite(contribution, contact, "email", staff)
    Contribution.objects.filter(pk=contribution.pk).update(state="held")
    Message.objects.all().delete()
    thank(as_staff, held)
    assert told() == [("partner_thanked", "email", "p@example.org")]
    Thanks.objects.all().delete()
    Message.objects.all().delete()
    contact.leave()
    thank(as_staff, held)
    assert told() == [("partner_thanked", "email", "a@example.org")]


def test_who_cannot_be_reached_is_named_and_not_thanked(as_staff, held, contact, told):
    contact.leave()
    html = as_staff.get(f"/verwaltung/kurse/{held.slug}/danken/").content.decode()
    assert "niemand zu erreichen: bitte selbst danken" in html
    assert shown(thank(as_staff, held)) == ["Es ist schon allen gedankt."]
    assert (told(), Thanks.objects.count()) == ([], 0)


def test_while_the_course_runs_nobody_is_thanked(as_staff, course, contribution, contact, told):
    Contribution.objects.update(state="held")
    assert shown(thank(as_staff, course)) == [
        "Der Kurs läuft noch. Danken Sie nach dem letzten Kurstag."
    ]
    assert told() == []


def test_the_page_leads_to_the_certificates_of_thanks_and_names_what_is_not_noted(as_staff, held):
    html = as_staff.get(f"/verwaltung/kurse/{held.slug}/danken/").content.decode()
    assert f'href="/verwaltung/kurse/{held.slug}/zertifikate/"' in html
    assert "Diese Beiträge sind zugesagt. Haben sie stattgefunden?" in html
    assert "Verein Anders" in html


def test_the_cockpit_leads_there_after_the_course(as_staff, held, course):
    link = "/danken/"
    assert link in as_staff.get(f"/verwaltung/kurse/{held.slug}/").content.decode()
    assert link not in as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()


def test_one_partner_and_many_cost_the_same_queries(as_staff, held, django_assert_num_queries):
    address = f"/verwaltung/kurse/{held.slug}/danken/"
    with django_assert_num_queries(8):
        as_staff.get(address)
    for number in range(8):
        partner = Partner.objects.create(name=f"Verein {number}", world="civil", kind="club")
        ContactPerson.objects.create(partner=partner, name="Wer", email=f"{number}@example.org")
        block = held.blocks.get(number=2)
        Contribution.objects.create(partner=partner, block=block, state="held")
    with django_assert_num_queries(8):
        as_staff.get(address)
