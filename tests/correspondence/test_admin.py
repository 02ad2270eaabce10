import pytest
from django.urls import reverse

from correspondence.models import Message


def state(message):
    message.refresh_from_db()
    return message.state


def address(message, page):
    return reverse(f"admin:correspondence_message_{page}", args=[message.pk])


@pytest.fixture
def call(make_mail):
    return make_mail(channel="phone", address="030 23125 001")


def test_a_call_that_was_made_is_noted(as_staff, call):
    assert as_staff.post(address(call, "done")).status_code == 302
    assert state(call) == "done"


def test_a_mail_is_not_noted_by_hand(as_staff, make_mail):
    mail = make_mail()
    assert as_staff.post(address(mail, "done")).status_code == 403
    assert state(mail) == "open"


def test_a_failed_mail_is_sent_once_more(as_staff, make_mail):
    mail = make_mail(state="failed", tries=9)
    as_staff.post(address(mail, "send_again"))
    assert (state(mail), mail.tries) == ("open", 0)


def test_verbs_answer_only_post(as_staff, call):
    page = f"/verwaltung/correspondence/message/{call.pk}/"
    assert as_staff.get(address(call, "done")).url == page
    assert state(call) == "open"


def test_leaders_do_not_reach_the_verbs(as_leader, call):
    assert as_leader.post(address(call, "done")).status_code == 403


def test_the_page_offers_the_verb_that_is_open(as_staff, call):
    page = as_staff.get(address(call, "change")).content.decode()
    assert page.count(address(call, "done")) == 1
    assert page.count(address(call, "send_again")) == 0


def test_nobody_reads_the_link_that_sets_another_person_s_password(as_staff, make_mail):
    mail = make_mail(occasion="konto", body="https://example.org/geheim")
    assert "geheim" not in as_staff.get(address(mail, "change")).content.decode()


def test_several_letters_are_noted_in_one_go(as_staff, make_mail):
    letters = [make_mail(channel="post") for _ in range(2)]
    data = {"action": "note_done", "_selected_action": [letter.pk for letter in letters]}
    as_staff.post(reverse("admin:correspondence_message_changelist"), data)
    assert [state(letter) for letter in letters] == ["done", "done"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_queries_at_one_row_and_at_many(
    as_staff, make_mail, number, django_assert_num_queries
):
    for _ in range(number):
        make_mail()
    with django_assert_num_queries(4):
        as_staff.get(reverse("admin:correspondence_message_changelist"))


def test_staff_read_german_whatever_language_the_person_reads(as_staff, make_mail):
    message = make_mail("gulsen@example.org")
    Message.objects.filter(pk=message.pk).update(
        subject="Kursta yeriniz var",
        german_subject="Sie haben einen Platz",
        german_body="Guten Tag",
    )
    listed = as_staff.get("/verwaltung/correspondence/message/").content.decode()
    shown = as_staff.get(
        f"/verwaltung/correspondence/message/{message.pk}/change/"
    ).content.decode()
    assert ("Sie haben einen Platz" in listed, "Kursta yeriniz var" in listed) == (True, False)
    assert ("Kursta yeriniz var" in shown, "Guten Tag" in shown) == (True, True)


def test_a_link_that_sets_a_password_is_not_sent_once_more(as_staff, make_mail):
    mail = make_mail(occasion="konto", state="failed")
    assert as_staff.post(address(mail, "send_again")).status_code == 403
    assert state(mail) == "failed"


def test_nobody_writes_or_deletes_a_message_by_hand(as_staff, call):
    assert as_staff.get(reverse("admin:correspondence_message_add")).status_code == 403
    assert as_staff.post(address(call, "delete"), {"post": "yes"}).status_code == 403
    as_staff.post(address(call, "change"), {"subject": "Anders", "address": "Anders"})
    call.refresh_from_db()
    assert (call.subject, call.address) == ("Ihre Anmeldung", "030 23125 001")


def test_of_several_mails_only_those_that_failed_go_back_and_staff_read_how_many(
    as_staff, make_mail
):
    mails = [make_mail(state="failed"), make_mail(state="sent")]
    data = {"action": "put_back", "_selected_action": [mail.pk for mail in mails]}
    page = as_staff.post(reverse("admin:correspondence_message_changelist"), data, follow=True)
    assert [state(mail) for mail in mails] == ["open", "sent"]
    [told] = page.context["messages"]
    assert (told.level_tag, str(told)) == ("warning", "1 von 2: wieder im Postausgang.")


def test_a_call_that_somebody_else_noted_meanwhile_is_said_so(as_staff, call, monkeypatch):
    monkeypatch.setattr(Message, "note_done", lambda _message: False)
    page = as_staff.post(address(call, "done"), follow=True)
    [told] = page.context["messages"]
    assert str(told) == "Jemand hat das schon erledigt."


def test_a_message_that_cannot_be_changed_is_not_called_to_be(as_staff, make_registration):
    make_registration()
    message = Message.objects.get()
    page = as_staff.get(f"/verwaltung/correspondence/message/{message.pk}/change/")
    assert page.context["title"] == "Nachricht"
    assert "Nachricht ändern" not in page.content.decode()
