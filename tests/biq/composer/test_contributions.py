"""Partners are asked, answer, and get their place in the running order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Course, CourseStatus, ItemKind, ProgrammeItem
from partners import removal
from partners.models import ContactPerson, Contribution, Partner
from tests.sent_form import sent


@pytest.fixture
def days(course):
    return course.days()[:2]


def place(contribution):
    """Return the day and the day of the item, which never disagree."""
    contribution = Contribution.objects.select_related("item__day", "day").get(pk=contribution.pk)
    return contribution.day, contribution.item and contribution.item.day


def test_a_leader_asks_a_partner_of_the_register(as_leader, block_page, block, partner, leader):
    as_leader.post(f"{block_page}beitraege/neu/", {"partner": partner.pk, "topic": "Rundgang"})
    made = Contribution.objects.get()
    assert (made.partner, made.block, made.topic, made.state) == (
        partner,
        block,
        "Rundgang",
        "asked",
    )
    assert made.history.get().history_user == leader
    assert timezone.now() - made.asked_at < timedelta(minutes=1)


def test_a_partner_is_not_asked_twice_for_one_topic(as_leader, block_page, partner, contribute):
    contribute()
    typed = {"partner": partner.pk, "topic": "Rundgang"}
    answer = as_leader.post(f"{block_page}beitraege/neu/", typed)
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        ["Verein Probe steht mit diesem Thema schon in diesem Block."],
    )
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("face", ["leaders", "staff"])
def test_who_was_written_down_is_invited_next(client, leader, staff, course, partner, face):
    client.force_login(leader if face == "leaders" else staff)
    prefix = "/kursleitung/" if face == "leaders" else "/verwaltung/kurse/"
    address = f"{prefix}{course.slug}/programm/1/beitraege/neu/"
    typed = sent(client.get(address), partner=partner.pk, topic="Rundgang")
    answers = [client.post(address, typed).url for _click in range(2)]
    made = Contribution.objects.get()
    course_part = f"kursleitung/{course.slug}" if face == "leaders" else "verwaltung"
    assert answers == [f"/{course_part}/einladungen/{made.pk}/"] * 2
    html = client.get(f"{prefix}{course.slug}/programm/1/").content.decode()
    assert html.count(f'href="{answers[0]}"') == 1


def test_the_cockpit_leads_to_the_same_page(as_staff, course):
    html = as_staff.get(f"/verwaltung/kurse/{course.slug}/").content.decode()
    address = f"/verwaltung/kurse/{course.slug}/programm/1/beitraege/neu/"
    assert html.count(f'href="{address}"') == 1


@pytest.fixture
def oil(district):
    found = Partner.objects.create(
        name="Bürgergruppe Öl", world="civil", kind="citizens_group", notes="Kommt gern mittags."
    )
    found.districts.add(district)
    ContactPerson.objects.create(partner=found, name="Jörg Süß")
    return found


@pytest.mark.parametrize("words", ["burgergruppe", "Oel Bürger", "joerg", "{district}"])
def test_a_search_narrows_the_partners_down_as_that_of_the_register(
    as_leader, block_page, partner, oil, district, words
):
    page = as_leader.get(f"{block_page}beitraege/neu/?suche={words.format(district=district)}")
    assert list(page.context["form"].fields["partner"].queryset) == [oil]


def test_only_staff_search_in_the_notes(client, leader, staff, course, oil):
    found = []
    for user, prefix in ((leader, "/kursleitung/"), (staff, "/verwaltung/kurse/")):
        client.force_login(user)
        address = f"{prefix}{course.slug}/programm/1/beitraege/neu/?suche=mittags"
        page = client.get(address)
        found.append(list(page.context["form"].fields["partner"].queryset))
    assert found == [[], [oil]]


def test_who_asked_to_be_forgotten_is_not_offered(as_leader, block_page, partner, oil):
    removal.forget_partner(oil)
    page = as_leader.get(f"{block_page}beitraege/neu/")
    assert list(page.context["form"].fields["partner"].queryset) == [partner]


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("zugesagt", "asked", "agreed"),
        ("abgesagt", "asked", "declined"),
        ("abgesagt", "agreed", "declined"),
        ("stattgefunden", "agreed", "held"),
        ("wieder-angefragt", "declined", "asked"),
        ("zugesagt", "held", "agreed"),
    ],
)
def test_a_button_notes_the_answer_once(as_leader, block_page, contribute, verb, before, after):
    contribution = contribute(state=before)
    for _click in range(2):
        as_leader.post(f"{block_page}beitraege/{contribution.pk}/{verb}/")
    contribution.refresh_from_db()
    assert (contribution.state, contribution.history.count()) == (after, 2)


def test_who_declines_frees_the_place_and_the_time_stays(
    as_leader, block_page, days, add_item, contribute
):
    item = add_item(days[0], kind=ItemKind.CONTRIBUTION)
    contribution = contribute(item=item, day=days[0])
    as_leader.post(f"{block_page}beitraege/{contribution.pk}/abgesagt/")
    assert Contribution.objects.get().item is None
    assert ProgrammeItem.objects.get().waits_for_partner
    assert "noch kein Partner" in as_leader.get(block_page).content.decode()


def test_a_contribution_is_planned_at_the_end_of_a_day(
    as_leader, block_page, days, add_item, contribute
):
    add_item(days[1], "Ankommen", 30)
    contribution = contribute()
    address = f"{block_page}beitraege/{contribution.pk}/einplanen/"
    typed = {"target": f"day-{days[1].pk}", "minutes": "45"}
    for _click in range(2):
        as_leader.post(address, typed)
    item = ProgrammeItem.objects.get(kind=ItemKind.CONTRIBUTION)
    assert (place(contribution), item.position, item.minutes) == ((days[1], days[1]), 1, 45)
    assert "10:30–11:15" in as_leader.get(block_page).content.decode()


def test_a_contribution_fills_a_place_that_is_kept(
    as_leader, block_page, days, add_item, contribute
):
    item = add_item(days[0], kind=ItemKind.CONTRIBUTION)
    contribution = contribute()
    address = f"{block_page}beitraege/{contribution.pk}/einplanen/"
    page = as_leader.get(address)
    assert page.context["form"].fields["target"].choices[0] == (
        f"item-{item.pk}",
        f"freier Platz am {days[0]}, 10:00 Uhr",
    )
    as_leader.post(address, sent(page))
    contribution.refresh_from_db()
    assert (contribution.item, contribution.day) == (item, days[0])


def test_a_place_that_somebody_took_meanwhile_is_refused(
    as_leader, block_page, days, add_item, contribute
):
    add_item(days[0], kind=ItemKind.CONTRIBUTION)
    contribution, quicker = contribute(), contribute("Vortrag")
    address = f"{block_page}beitraege/{contribution.pk}/einplanen/"
    page = as_leader.get(address)
    as_leader.post(f"{block_page}beitraege/{quicker.pk}/einplanen/", sent(page))
    assert as_leader.post(address, sent(page)).status_code == 422
    assert (place(quicker), place(contribution)) == ((days[0], days[0]), (None, None))


def test_the_place_that_a_cancelled_day_keeps_is_none(
    as_leader, block_page, days, add_item, contribute
):
    add_item(days[0], kind=ItemKind.CONTRIBUTION)
    contribution = contribute()
    address = f"{block_page}beitraege/{contribution.pk}/einplanen/"
    page = as_leader.get(address)
    days[0].cancel()
    assert as_leader.post(address, sent(page)).status_code == 422
    choices = as_leader.get(address).context["form"].fields["target"].choices
    assert [target for target, _words in choices] == [f"day-{days[1].pk}"]
    assert place(contribution) == (None, None)


def test_a_declined_contribution_gets_no_place(as_leader, block_page, days, contribute):
    contribution = contribute(state="declined")
    address = f"{block_page}beitraege/{contribution.pk}/einplanen/"
    answer = as_leader.post(address, {"target": f"day-{days[0].pk}", "minutes": "45"})
    assert answer.context["form"].non_field_errors() == ["Dieser Beitrag ist abgesagt."]
    assert ProgrammeItem.objects.count() == 0


def test_a_place_is_given_back(as_leader, block_page, days, add_item, contribute):
    contribution = contribute(item=add_item(days[0], kind=ItemKind.CONTRIBUTION), day=days[0])
    as_leader.post(f"{block_page}beitraege/{contribution.pk}/ohne-platz/")
    assert place(contribution) == (None, None)
    assert ProgrammeItem.objects.count() == 1


def test_the_topic_is_changed(as_leader, block_page, contribute):
    contribution = contribute()
    address = f"{block_page}beitraege/{contribution.pk}/"
    as_leader.post(address, sent(as_leader.get(address), topic="Spaziergang"))
    contribution.refresh_from_db()
    assert contribution.topic == "Spaziergang"


def test_after_the_end_it_is_still_noted_what_took_place(as_leader, course, block_page, contribute):
    contribution = contribute(state="agreed")
    Course.objects.filter(pk=course.pk).update(status=CourseStatus.COMPLETED)
    as_leader.post(f"{block_page}beitraege/{contribution.pk}/stattgefunden/")
    contribution.refresh_from_db()
    assert contribution.state == "held"


def test_a_contribution_of_another_block_is_not_there(as_leader, course, block_page, contribute):
    foreign = contribute(block=course.blocks.get(number=2))
    address = f"{block_page}beitraege/{foreign.pk}/"
    verbs = ("", "einplanen/", "ohne-platz/", "zugesagt/", "abgesagt/")
    assert [as_leader.post(address + verb).status_code for verb in verbs] == [404] * 5
