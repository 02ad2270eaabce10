"""„Sagen Sie mir Bescheid“: a wish is kept, confirmed, answered once, and forgotten in time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from correspondence.models import Message, State
from courses.models import CourseStatus
from participants.interested.interest import Interest
from participants.interested.news import forget_interests, tell_interested
from participants.interested.sign_up import months_later
from web.form_key import new_key

ADDRESS = "/bescheid/"
BY_PHONE = {"phone": "0421 12345"}
BY_MAIL = {"email": "neu@example.org"}
NO_CONSENT = "Bitte kreuzen Sie das an. Sonst dürfen wir Ihre Angaben nicht aufheben."
NO_DISTRICT = "Bitte wählen Sie einen Stadtteil aus."
OLD_CONSENT = "Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal."


@pytest.fixture
def ask(client, district):
    """Return a function that sends the form, another one each time."""

    def send(address=ADDRESS, **typed):
        filled = {"district": district.slug, "consent": "2026-11", "key": uuid4(), **typed}
        return client.post(address, {name: text for name, text in filled.items() if text})

    return send


@pytest.fixture
def closed_course(course):
    course.registration_closes = timezone.localdate() - timedelta(days=1)
    course.save()
    return course


def reopen(course):
    course.registration_closes = timezone.localdate() + timedelta(days=30)
    course.save()


def errors(answer):
    return {name: [str(e) for e in found] for name, found in answer.context["form"].errors.items()}


def link_in(message, part):
    line = next(line for line in message.body.splitlines() if part in line)
    return line.removeprefix("http://127.0.0.1:8000")


def test_a_district_and_one_channel_are_enough(ask, district):
    answer = ask(**BY_PHONE)
    interest = Interest.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/bescheid/{interest.token}/")
    assert (interest.district, interest.name, interest.phone) == (district, "", "+4942112345")
    assert (interest.channel, interest.language) == ("phone", "de")
    assert interest.consent_version == "2026-11"
    assert interest.consent_text == (
        "Die Bremer Heimstiftung darf mir Bescheid sagen, wenn ein Kurs in meinem Stadtteil"
        " beginnt."
    )


def test_it_is_kept_for_18_months(ask):
    ask(**BY_PHONE)
    assert Interest.objects.get().ends_on == months_later(timezone.localdate(), 18)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 24), 18, date(2028, 5, 24)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ({"consent": ""}, "consent", NO_CONSENT),
        ({"consent": "1999"}, "consent", OLD_CONSENT),
        ({"district": ""}, "district", NO_DISTRICT),
        ({"district": "atlantis"}, "district", NO_DISTRICT),
        ({"phone": "12x"}, "phone", None),
    ],
)
def test_a_refused_form_says_what_to_do(ask, typed, name, said):
    answer = ask(**{"name": "Gülşen Işık", **BY_PHONE, **typed})
    assert (answer.status_code, list(errors(answer))) == (422, [name])
    assert said in (None, *errors(answer)[name])
    assert answer.context["form"]["name"].value() == "Gülşen Işık"
    assert Interest.objects.count() == 0


def test_without_any_channel_the_form_says_what_to_do(ask):
    assert list(errors(ask())) == ["phone"]


def test_the_box_is_never_ticked_before(client, ask):
    assert "checked" not in client.get(ADDRESS).content.decode().partition("consent")[2]
    assert ask().context["form"]["consent"].value() == "2026-11"


def test_the_link_of_a_closed_course_chooses_its_district(client, closed_course):
    for page in ("", "anmelden/"):
        shown = client.get(f"/kurse/{closed_course.slug}/{page}").content.decode()
        assert 'href="/bescheid/?stadtteil=hemelingen"' in shown
    form = client.get("/bescheid/?stadtteil=hemelingen").content.decode()
    assert '<option value="hemelingen" selected>' in form


def test_home_offers_it_while_no_course_is_open(client, closed_course):
    assert 'href="/bescheid/"' in client.get("/").content.decode()
    reopen(closed_course)
    assert 'href="/bescheid/"' not in client.get("/").content.decode()


@pytest.mark.parametrize("hostile", ["<script>", "x" * 5000, "'; DROP"])
def test_an_unknown_district_in_the_address_is_nothing(client, db, hostile):
    answer = client.get(ADDRESS, {"stadtteil": hostile})
    assert (answer.status_code, "<script>" in answer.content.decode()) == (200, False)


def test_the_same_form_five_times_is_one_wish_and_five_equal_answers(ask):
    key = uuid4()
    assert len({ask(key=key, **BY_MAIL)["Location"] for _ in range(5)}) == 1
    assert (Interest.objects.count(), Message.objects.count()) == (1, 1)


def test_the_answer_is_the_same_for_known_and_unknown_people(ask, client):
    first, second = (ask(key=new_key(), **BY_PHONE)["Location"] for _ in range(2))
    pages = [client.get(url).context["interest"] for url in (first, second)]
    assert first != second
    assert [page.phone for page in pages] == ["+4942112345"] * 2


def test_a_program_that_fills_in_the_hidden_field_is_asked_to_call(ask):
    answer = ask(website="http://spam.example", **BY_PHONE)
    assert "030" in answer.content.decode()
    assert Interest.objects.count() == 0


def test_nobody_can_fill_a_mailbox(ask):
    codes = [ask(key=new_key(), **BY_MAIL).status_code for _ in range(4)]
    assert codes == [303, 303, 429, 429]
    assert Message.objects.count() == 2


def test_an_address_is_confirmed_by_a_button_and_not_by_opening_the_link(ask, client):
    ask(name="Gülşen Işık", **BY_MAIL)
    interest, mail = Interest.objects.get(), Message.objects.get()
    assert (mail.occasion, mail.address) == ("interest_confirm", "neu@example.org")
    assert "Gülşen" not in mail.body
    link = link_in(mail, "/email/")
    for _ in range(2):
        assert "Ja, bitte sagen Sie mir Bescheid" in client.get(link).content.decode()
    interest.refresh_from_db()
    assert interest.confirmed_at is None
    assert client.post(link).url == f"/bescheid/{interest.token}/"
    interest.refresh_from_db()
    confirmed = interest.confirmed_at
    assert confirmed is not None
    assert client.get(link).url == f"/bescheid/{interest.token}/"
    client.post(link)
    interest.refresh_from_db()
    assert interest.confirmed_at == confirmed


def test_a_wrong_seal_confirms_nothing(ask, client):
    ask(**BY_MAIL)
    interest = Interest.objects.get()
    assert client.post(f"/bescheid/{interest.token}/email/{'0' * 32}/").status_code == 410
    interest.refresh_from_db()
    assert interest.confirmed_at is None


def test_opening_the_page_ends_nothing_and_the_button_ends_everything(ask, client):
    page = ask(**BY_MAIL)["Location"]
    assert client.get(page).status_code == 200
    assert Interest.objects.count() == 1
    for _ in range(2):
        client.post(f"{page}beenden/")
        answer = client.get(page)
        assert answer.status_code == 410
        assert "Hier ist nichts mehr gespeichert" in answer.content.decode()
    assert Interest.objects.count() == 0
    assert list(Message.objects.values_list("address", "state")) == [("", State.DROPPED)]


def test_who_asked_is_told_once_in_their_language(ask, closed_course):
    ask("/tr/bescheid/", **BY_MAIL)
    Interest.objects.get().note_email_confirmed()
    Message.objects.all().delete()
    assert tell_interested(timezone.now()) == 0
    reopen(closed_course)
    assert tell_interested(timezone.now()) == 1
    assert tell_interested(timezone.now()) == 0
    told = Message.objects.get()
    assert (told.occasion, told.language, told.channel) == ("interest_course", "tr", "email")
    assert f"/tr/kurse/{closed_course.slug}/" in told.body
    assert f"/tr/bescheid/{Interest.objects.get().token}/" in told.body
    assert list(Interest.objects.get().told_of.all()) == [closed_course]


def test_who_has_no_email_gets_a_call_or_a_letter(ask, course):
    ask(**BY_PHONE)
    ask(name="Ada Probe", street="Probeweg 1", postal_code="28309", city="Bremen")
    assert tell_interested(timezone.now()) == 2
    told = Message.objects.order_by("channel").values_list("channel", "address")
    assert list(told) == [
        ("phone", "0421\N{NO-BREAK SPACE}12345"),
        ("post", "Ada Probe\nProbeweg 1\n28309 Bremen"),
    ]
    assert "/bescheid/" not in Message.objects.first().body


def test_who_asked_twice_is_told_once(ask, course):
    for _ in range(2):
        ask(**BY_PHONE)
    assert tell_interested(timezone.now()) == 2
    assert Message.objects.count() == 1


def test_an_unconfirmed_address_gets_no_news(ask, course):
    ask(**BY_MAIL)
    assert tell_interested(timezone.now()) == 0
    assert Message.objects.get().occasion == "interest_confirm"


def test_who_has_an_unconfirmed_address_and_a_phone_is_called(ask, course):
    ask(channel="email", **BY_MAIL, **BY_PHONE)
    tell_interested(timezone.now())
    assert Message.objects.get(occasion="interest_course").channel == "phone"


@pytest.mark.parametrize("status", [CourseStatus.CANCELLED, CourseStatus.DRAFT])
def test_nobody_is_told_of_a_course_that_is_not_open(ask, course, status):
    ask(**BY_PHONE)
    type(course).objects.filter(pk=course.pk).update(status=status)
    assert tell_interested(timezone.now()) == 0


def test_other_districts_are_none_of_their_business(ask, course):
    ask(district="walle", **BY_PHONE)
    assert tell_interested(timezone.now()) == 0


def test_what_is_due_is_deleted_with_its_messages(ask):
    ask(**BY_PHONE)
    assert forget_interests(timezone.now()) == 0
    Interest.objects.update(ends_on=timezone.localdate())
    assert forget_interests(timezone.now()) == 1
    assert forget_interests(timezone.now()) == 0
    assert Interest.objects.count() == 0


def test_an_address_that_nobody_confirmed_is_deleted_after_14_days(ask):
    ask(**BY_MAIL)
    ask(**BY_MAIL, **BY_PHONE)
    now = timezone.now()
    assert forget_interests(now + timedelta(days=13)) == 0
    assert forget_interests(now + timedelta(days=14, minutes=1)) == 1
    assert Interest.objects.get().phone == "+4942112345"
    mails = Message.objects.order_by("pk").values_list("address", flat=True)
    assert list(mails) == ["", "neu@example.org"]


def test_staff_see_how_many_wait_in_each_district(ask, as_staff):
    for number in range(3):
        ask(phone=f"0421 1234{number}")
    page = as_staff.get("/verwaltung/participants/interest/").content.decode()
    assert "Hemelingen (3)" in page
    assert "Walle (" not in page


def test_staff_end_a_wish_and_its_messages_go_too(ask, as_staff):
    ask(**BY_MAIL)
    interest = Interest.objects.get()
    as_staff.post(f"/verwaltung/participants/interest/{interest.pk}/delete/", {"post": "yes"})
    assert Interest.objects.count() == 0
    assert Message.objects.get().address == ""


QUERIES = 5


def test_the_list_asks_as_many_queries_for_one_as_for_many(
    ask, as_staff, django_assert_num_queries
):
    ask(**BY_PHONE)
    address = "/verwaltung/participants/interest/"
    as_staff.get(address)
    with django_assert_num_queries(QUERIES):
        as_staff.get(address)
    for number in range(8):
        ask(phone=f"0421 1234{number}")
    with django_assert_num_queries(QUERIES):
        as_staff.get(address)


def test_a_kept_form_costs_one_query(client, db, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(1):
        client.get(ADDRESS)


@pytest.mark.parametrize("name", ["O’Neill", "مثال محمد", "<b>x</b>", "x" * 150])
def test_names_are_shown_as_text(ask, client, name):
    page = client.get(ask(name=name, **BY_PHONE)["Location"]).content.decode()
    assert Interest.objects.get().name == name
    assert "<b>x</b>" not in page


@pytest.mark.parametrize("words", ["Mueller, Hans", "0421/123 456", "%2B49 421 123456"])
def test_staff_find_who_waits_as_they_write_it(as_staff, ask, words):
    ask(name="Hans Müller", phone="0421 123456")
    ask(name="Gretel Mahler", phone="0421 998877")
    page = as_staff.get(f"/verwaltung/participants/interest/?q={words}")
    assert [interest.name for interest in page.context["cl"].result_list] == ["Hans Müller"]


def test_staff_read_the_number_as_all_numbers_are_shown(as_staff, ask):
    ask(**BY_PHONE)
    interest = Interest.objects.get()
    assert str(interest) == "0421\N{NO-BREAK SPACE}12345 · Hemelingen"
    page = as_staff.get(f"/verwaltung/participants/interest/{interest.pk}/change/")
    assert page.content.decode().count(">0421\N{NO-BREAK SPACE}12345</div>") == 1
