from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.utils import timezone

from correspondence.models import Message
from participants.models import Interest, Status
from participants.public.form.application_form import ANSWERS
from participants.staff.registration_page.person_forms import AnswersForm, DeathForm
from tests.sent_form import sent


def test_staff_correct_every_answer_but_where_somebody_lives_and_choose_the_badge():
    assert {*AnswersForm.base_fields} == {*ANSWERS} - {"lives_here"} | {"badge"}


def test_staff_choose_what_stands_on_the_badge(post, make_registration):
    registration = make_registration()
    post(registration, "angaben", badge="whole")
    assert registration.badge == "whole"
    post(registration, "angaben", needs="ein Stuhl")
    assert registration.badge == "whole"


def test_a_guardian_agrees_on_the_phone(post, make_registration, staff):
    registration = make_registration(answers={"under_age": True})
    post(registration, "einwilligung", kind="guardian", channel="phone")
    post(registration, "aufnehmen")
    given = registration.consents.get()
    assert (given.kind, given.channel, given.recorded_by) == ("guardian", "phone", staff)
    assert registration.status == Status.ENROLLED


def test_a_second_date_of_death_is_refused(post, make_registration, staff):
    registration = make_registration()
    person = type(registration.participant).objects.get(pk=registration.participant_id)
    post(registration, "verstorben", date="2026-01-31")
    post(registration, "verstorben", date="2026-02-01")
    with pytest.raises(ValidationError, match="schon eingetragen"):
        person.record_death(date(2026, 2, 1), staff)
    registration.refresh_from_db()
    assert registration.participant.date_of_death == date(2026, 1, 31)


def test_a_date_of_death_ends_everything(post, make_registration):
    registration = make_registration()
    post(registration, "verstorben", date="2026-01-31")
    assert registration.status == Status.WITHDRAWN
    assert registration.participant.date_of_death == date(2026, 1, 31)
    assert list(Message.objects.to_do()) == []


def test_answers_are_put_right(post, make_registration):
    registration = make_registration()
    post(registration, "angaben", needs="große Schrift", guardian_name="", guardian_contact="")
    assert (registration.needs, registration.under_age) == ("große Schrift", False)


def test_answers_that_are_not_sent_stay(post, make_registration):
    registration = make_registration(answers={"needs": "große Schrift", "under_age": True})
    post(registration, "angaben")
    assert (registration.needs, registration.under_age) == ("große Schrift", True)


def test_a_consent_that_stands_there_is_not_noted_twice(post, make_registration):
    registration = make_registration()
    post(registration, "einwilligung", kind="alumni", channel="phone")
    again = post(registration, "einwilligung", kind="alumni", channel="paper")
    assert again.context["form"].non_field_errors() == ["Diese Einwilligung steht schon hier."]
    assert registration.consents.get().channel == "phone"


def test_the_consent_of_a_guardian_is_only_asked_about_who_is_under_age(post, make_registration):
    grown = make_registration("Ada Beispiel")
    refused = post(grown, "einwilligung", kind="guardian", channel="phone")
    assert list(refused.context["form"].errors) == ["kind"]
    assert grown.consents.count() == 0


def test_an_empty_box_says_that_somebody_is_grown_up(post, make_registration):
    registration = make_registration(answers={"under_age": True, "guardian_name": "Eva"})
    post(registration, "angaben", needs="", guardian_name="", guardian_contact="")
    assert (registration.under_age, registration.guardian_name) == (False, "")


def test_a_death_is_noted_by_whom(post, make_registration, staff):
    registration = make_registration()
    post(registration, "verstorben", date="2026-01-31")
    assert registration.status_changes.last().by == staff


def opened(client, registration, verb, **changes):
    """Open the page of a registration and return what is sent for one of its forms."""
    page = f"/verwaltung/anmeldungen/{registration.reference}/"
    return sent(client.get(page), f"{page}{verb}/", **changes)


def test_an_older_page_with_other_answers_leaves_what_is_newer(as_staff, post, make_registration):
    registration = make_registration(answers={"under_age": True, "guardian_name": "Eva"})
    old = opened(as_staff, registration, "angaben", guardian_contact="0421 123456")
    newer = opened(as_staff, registration, "angaben", needs="große Schrift", under_age=None)
    post(registration, "angaben", **newer)
    post(registration, "angaben", **old)
    assert (registration.needs, registration.under_age) == ("große Schrift", False)
    assert (registration.guardian_name, registration.guardian_contact) == (
        "Eva",
        "0421\N{NO-BREAK SPACE}123456",
    )


OLD = "0421 1234 / 0421 5678"


def test_an_old_contact_that_nobody_touched_stops_no_other_answer(
    as_staff, post, make_registration
):
    registration = make_registration(answers={"under_age": True, "guardian_contact": OLD})
    answer = post(registration, "angaben", **opened(as_staff, registration, "angaben", needs="X"))
    assert answer.status_code == 302
    assert (registration.needs, registration.guardian_contact) == ("X", OLD)


def test_another_contact_that_cannot_be_read_is_still_refused(as_staff, post, make_registration):
    registration = make_registration(answers={"under_age": True, "guardian_contact": OLD})
    typed = opened(as_staff, registration, "angaben", guardian_contact="Oma")
    answer = post(registration, "angaben", **typed)
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["guardian_contact"])
    assert registration.guardian_contact == OLD


def test_two_answers_are_shown_with_who_wrote_the_newer_one(as_staff, post, make_registration):
    registration = make_registration()
    old = opened(as_staff, registration, "angaben", needs="ein Aufzug")
    post(registration, "angaben", **opened(as_staff, registration, "angaben", needs="Rampe"))
    answer = post(registration, "angaben", **old)
    at = timezone.localtime(LogEntry.objects.get().action_time)
    assert answer.status_code == 409
    assert answer.context["form"].errors == {
        "needs": [
            f"Hier steht inzwischen „Rampe“. Geändert: Vera Wal, am {at:%d.%m.%Y} um {at:%H:%M}"
            " Uhr. Wenn Sie noch einmal speichern, gilt Ihre Angabe „ein Aufzug“."
        ]
    }
    assert registration.needs == "Rampe"
    post(registration, "angaben", **sent(answer, answer.wsgi_request.path))
    assert registration.needs == "ein Aufzug"


def test_the_log_names_the_answers_that_changed_and_no_values(as_staff, post, make_registration):
    registration = make_registration()
    post(registration, "angaben", **opened(as_staff, registration, "angaben", needs="Rampe"))
    assert LogEntry.objects.get().change_message == (
        '[{"changed": {"fields": ["Was die Person braucht"]}}]'
    )


def test_two_who_change_when_it_arrived_do_not_overwrite_each_other(
    as_staff, post, make_registration
):
    registration = make_registration()
    typed = {"arrived_on": "2026-01-02", "why": "Briefkasten"}
    old = opened(as_staff, registration, "eingang", **typed)
    newer = opened(as_staff, registration, "eingang", **(typed | {"arrived_on": "2026-01-01"}))
    post(registration, "eingang", **newer)
    answer = post(registration, "eingang", **old)
    [words] = answer.context["form"].errors["arrived_on"]
    assert (answer.status_code, timezone.localdate(registration.arrived_at)) == (
        409,
        date(2026, 1, 1),
    )
    assert words.startswith("Hier steht inzwischen „01.01.2026“. Geändert: Vera Wal, am ")


def test_a_death_asks_about_who_is_perhaps_the_same_person(post, make_registration, course):
    """The same man registered twice and waits to hear of a course; his wife shares the phone."""
    contact = {"phone": "+49421123456", "channel": "phone"}
    names = ("Jan Muster", "Jan Muster", "Ida Muster")
    he, again, she = (make_registration(name, contact=contact) for name in names)
    wishes = {"district": course.district, "ends_on": "2099-01-01", **contact}
    wish, other = (Interest.objects.create(name=name, **wishes) for name in ("", "Ida Muster"))
    form = DeathForm(registration=he)
    assert [str(one) for one in form.fields["same_people"].queryset] == ["Ida Muster", "Jan Muster"]
    assert set(form.fields["wishes"].queryset) == {wish, other}
    ticked = {"same_people": again.participant_id, "wishes": wish.pk}
    post(he, "verstorben", date="2026-01-31", **ticked)
    for one in (again, she):
        one.refresh_from_db()
    assert (he.status, again.status, she.status) == (*[Status.WITHDRAWN] * 2, Status.ENROLLED)
    assert list(Interest.objects.all()) == [other]
    open_calls = Message.objects.to_do().values_list("recipient_name", flat=True)
    assert list(open_calls) == ["Ida Muster"]


def test_a_death_asks_about_a_few_people_only(
    post, make_registration, course, django_assert_num_queries
):
    he, *others = [make_registration("Jan Muster") for _ in range(8)]
    wishes = {"district": course.district, "ends_on": "2099-01-01", "email": "a@example.org"}
    Interest.objects.bulk_create(
        Interest(name="Jan Muster", search_key="jan muster", **wishes) for _ in range(8)
    )
    with django_assert_num_queries(2):
        form = DeathForm(registration=he)
    asked = [len(form.fields[name].queryset) for name in ("same_people", "wishes")]
    assert asked == [5, 5]
    post(he, "verstorben", date="2026-01-31", same_people=others[0].participant_id)
    others[0].refresh_from_db()
    assert others[0].participant.date_of_death == date(2026, 1, 31)


def test_a_death_asks_nothing_where_nobody_is_alike(make_registration):
    assert [*DeathForm(registration=make_registration()).fields] == ["date"]


def test_what_failed_is_never_sent_to_somebody_who_died(post, as_staff, make_registration):
    registration = make_registration()
    Message.objects.update(state="failed")
    post(registration, "verstorben", date="2026-01-31")
    assert Message.objects.get().state == "dropped"
    Message.objects.update(state="failed")
    as_staff.post(f"/verwaltung/correspondence/message/{Message.objects.get().pk}/noch-einmal/")
    assert Message.objects.get().state == "failed"
