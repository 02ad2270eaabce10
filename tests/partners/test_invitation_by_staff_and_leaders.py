"""Staff and the leaders of a course ask partners, note answers from the phone, and decide."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from correspondence.models import Message
from courses.models import Course
from partners import answering, contribution_slots, inviting
from partners.models import ContactPerson, Contribution, Invitation
from tests.sent_form import sent

FACES = ["verwaltung", "kursleitung/hemelingen-2027"]


def address(face, contribution, verb=""):
    return f"/{face}/einladungen/{contribution.pk}/{verb}"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def at(client, staff, leader):
    """Return a function that logs somebody in who may see the face."""

    def at(face):
        client.force_login(staff if face == "verwaltung" else leader)
        return client

    return at


def verbs(answer):
    return [form.slug for form, _url in answer.context["verbs"]]


@pytest.mark.parametrize("face", FACES)
def test_both_faces_offer_who_can_be_asked_and_how(at, face, contribution, partner, contact):
    ContactPerson.objects.create(
        partner=partner,
        name="Olga Ruf",
        phone="0421 123456",
        email="o@example.org",
        channel="phone",
    )
    ContactPerson.objects.create(
        partner=partner, name="Ist Weg", email="w@example.org", left_on=date(2026, 1, 1)
    )
    answer = at(face).get(address(face, contribution))
    [(form, _)] = answer.context["verbs"]
    assert [words for _, words in form.fields["whom"].choices] == [
        "Paul Müller, per E-Mail",
        "Olga Ruf, per Anruf",
        "Olga Ruf, per E-Mail",
    ]
    assert form.initial == {"whom": f"{contact.pk}-email"}


@pytest.mark.parametrize("face", FACES)
def test_asking_is_said_and_done(at, face, contribution, contact, told):
    client = at(face)
    answer = client.post(address(face, contribution, "einladen/"), {"whom": f"{contact.pk}-email"})
    assert answer.url == address(face, contribution)
    assert said(answer) == ["Die E-Mail an Paul Müller ist unterwegs."]
    assert told() == [("partner_invited", "email", "p@example.org")]
    assert verbs(client.get(address(face, contribution))) == ["noch-einmal", "antwort"]


def test_a_second_click_is_refused_with_a_sentence(as_staff, contribution, contact, told):
    sent = {"whom": f"{contact.pk}-email"}
    as_staff.post(address("verwaltung", contribution, "einladen/"), sent)
    answer = as_staff.post(address("verwaltung", contribution, "einladen/"), sent)
    assert answer.status_code == 422
    [words] = answer.context["form"].non_field_errors()
    assert words.startswith("Ortsamt Probe wurde am ")
    assert words.endswith(" schon gefragt.")
    assert len(told()) == 1


@pytest.mark.parametrize("whom", ["", "0-email", "x", "{pk}-post"])
def test_nobody_is_asked_who_cannot_be(as_staff, contribution, contact, told, whom):
    sent = {"whom": whom.format(pk=contact.pk)}
    answer = as_staff.post(address("verwaltung", contribution, "einladen/"), sent)
    assert (answer.status_code, told(), Invitation.objects.count()) == (422, [], 0)


def test_where_nobody_can_be_reached_the_page_says_so(as_staff, contribution):
    answer = as_staff.get(address("verwaltung", contribution))
    assert verbs(answer) == []
    assert "Hier kennen wir niemanden, den wir fragen können." in answer.content.decode()


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("sent", "state"),
    [
        ({"answer": "yes"}, "agreed"),
        ({"answer": "no", "words": "Im Urlaub."}, "declined"),
        ({"answer": "proposal", "day": "2027-03-12", "at": "14.30"}, "asked"),
    ],
)
def test_an_answer_from_the_phone_is_noted(at, face, invitation, sent, state):
    contribution = invitation.contribution
    answer = at(face).post(address(face, contribution, "antwort/"), sent)
    assert said(answer) == ["Die Antwort ist eingetragen."]
    contribution.refresh_from_db()
    assert (contribution.state, Invitation.objects.get().answer) == (state, sent["answer"])


def test_an_answer_ends_a_call_that_waits_to_ask(contribution, contact, staff, told):
    ContactPerson.objects.update(phone="0421 123456")
    contact.refresh_from_db()
    inviting.invite(contribution, contact, "phone", staff)
    answering.accept(Invitation.objects.with_course().get())
    assert told() == [("partner_answered", "email", "leitung@example.org")]


@pytest.mark.parametrize(
    "sent",
    [{}, {"answer": "vielleicht"}, {"answer": "proposal"}, {"answer": "proposal", "at": "x"}],
)
def test_half_an_answer_comes_back(as_staff, invitation, sent):
    answer = as_staff.post(address("verwaltung", invitation.contribution, "antwort/"), sent)
    assert (answer.status_code, Invitation.objects.get().answer) == (422, "")


def test_when_the_link_is_over_one_asks_again_first(as_staff, invitation):
    Contribution.objects.update(day=None)
    where = address("verwaltung", invitation.contribution)
    assert verbs(as_staff.get(where)) == ["noch-einmal", "antwort"]
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=61))
    assert verbs(as_staff.get(where)) == ["noch-einmal"]


@pytest.fixture
def proposed(invitation):
    answering.propose(invitation, on=date(2027, 3, 12), words="Lieber im März.")
    return invitation.contribution


def test_a_proposal_is_a_task_on_the_home_page_and_a_sign_in_the_cockpit(
    as_staff, proposed, course
):
    tasks = {task.label: task.links for task in as_staff.get("/verwaltung/").context["tasks"]}
    link = ("Ortsamt Probe", address("verwaltung", proposed))
    assert tasks["Vorschlag eines Kooperationspartners: bitte entscheiden"] == [link]
    html = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    assert '<span class="status status-attention">Vorschlag</span>' in html


@pytest.mark.parametrize("face", FACES)
def test_a_proposal_is_decided_once(at, face, proposed, staff):
    client, day = at(face), proposed.block.days.last()
    shown = client.get(address(face, proposed))
    assert verbs(shown) == ["vorschlag", "noch-einmal", "antwort"]
    assert "Lieber im März." in shown.content.decode()
    sent = {"state": "agreed", "day": day.pk}
    answer = client.post(address(face, proposed, "vorschlag/"), sent)
    assert answer.status_code == 302
    proposed.refresh_from_db()
    assert (proposed.state, proposed.day) == ("agreed", day)
    assert Invitation.objects.open_proposals().count() == 0
    again = client.post(address(face, proposed, "vorschlag/"), sent)
    assert again.context["form"].non_field_errors() == ["Darüber ist schon entschieden."]


def test_a_day_of_another_block_is_no_choice(as_staff, proposed, course):
    foreign = course.blocks.get(number=2).days.first()
    sent = {"state": "agreed", "day": foreign.pk}
    answer = as_staff.post(address("verwaltung", proposed, "vorschlag/"), sent)
    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == ["day"]


def test_a_proposal_sent_twice_does_not_undo_the_decision(proposed, staff):
    invitation = Invitation.objects.with_course().get()
    answering.settle(invitation, "agreed", None, staff)
    answering.propose(invitation, on=date(2027, 3, 12), words="Lieber im März.")
    assert Contribution.objects.get().state == "agreed"


def test_what_the_programme_says_about_a_proposal_is_a_decision_too(proposed):
    contribution_slots.become(proposed, "agreed")
    assert Invitation.objects.open_proposals().count() == 0
    invitation = Invitation.objects.with_course().get()
    answering.propose(invitation, on=date(2027, 3, 12), words="Lieber im März.")
    assert Contribution.objects.get().state == "agreed"


def test_what_the_list_says_about_a_proposal_is_a_decision_too(as_staff, proposed):
    where = f"/verwaltung/partners/contribution/{proposed.pk}/change/"
    as_staff.post(where, sent(as_staff.get(where), state="agreed"))
    assert Invitation.objects.get().has_open_proposal is False


@pytest.mark.parametrize("verb", ["", "einladen/", "noch-einmal/", "antwort/", "vorschlag/"])
def test_the_course_of_another_leader_is_not_found(
    client, other_leader, contribution, make_course, verb
):
    client.force_login(other_leader)
    own = make_course("walle-2027")
    own.leaders.set([other_leader])
    for slug in ("hemelingen-2027", "walle-2027"):
        where = address(f"kursleitung/{slug}", contribution, verb)
        assert client.post(where).status_code == 404 if verb else client.get(where).status_code
    assert Message.objects.count() == 0


def test_the_page_costs_the_same_queries_for_one_person_to_ask_and_many(
    as_staff, invitation, partner, django_assert_num_queries
):
    with django_assert_num_queries(4):
        as_staff.get(address("verwaltung", invitation.contribution))
    for number in range(8):
        ContactPerson.objects.create(
            partner=partner, name=f"Person {number}", email=f"p{number}@example.org"
        )
    with django_assert_num_queries(4):
        as_staff.get(address("verwaltung", invitation.contribution))


def test_a_course_that_ended_takes_no_answer_by_phone_either(as_staff, invitation):
    Course.objects.update(status="completed")
    answer = as_staff.post(
        address("verwaltung", invitation.contribution, "antwort/"), {"answer": "yes"}
    )
    assert answer.context["form"].non_field_errors() == ["Dafür ist es zu spät."]
