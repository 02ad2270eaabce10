"""Who is on the form: the people and their fields, as they travel from page to page."""

from uuid import UUID

import pytest

from participants.public.form.joint_form import MOST_PEOPLE, JointForm, PersonOnForm
from participants.public.form.submission import _forms_by_key
from participants.public.seat_counts import seat_counts
from web.form_key import new_key

KEY = str(new_key())
ADA = {"name": "Ada", "phone": "0421 123456", "street": "Weg 1", "postal_code": "28309"}
COUPLE = {"key": KEY, **ADA, "p2-name": "Bo", "p2-phone": "0421 123456"}


@pytest.fixture
def read(course):
    """Return a function that reads what a form sent."""

    def joint_form(data):
        return JointForm.read(data, course, seat_counts(course.slug).line(course))

    return joint_form


def names(joint_form):
    return [person.get("name") for person in joint_form.people]


def test_one_persons_fields_have_plain_names(read):
    joint_form = read({"key": KEY, **ADA})
    assert (names(joint_form), joint_form.is_alone, joint_form.is_valid()) == (["Ada"], True, True)


def test_everybody_has_an_own_form(read):
    joint_form = read(COUPLE)
    assert [form.application().person["name"] for form in joint_form.forms if form.is_valid()] == [
        "Ada",
        "Bo",
    ]
    assert [form.application().person["street"] for form in joint_form.forms] == ["Weg 1", ""]


def test_the_key_belongs_to_the_form_and_not_to_a_person(read):
    forms = read(COUPLE).forms
    assert [str(form["key"].html_name) for form in forms] == ["key", "key"]
    assert {form.is_valid() and str(form.cleaned_data["key"]) for form in forms} == {KEY}


@pytest.mark.parametrize(
    "strange",
    ["p0-name", "p1-name", "p7-name", "p99-name", "p-2-name", "p2name", "pp2-name", "p²-x"],
)
def test_unknown_people_are_nobody(read, strange):
    assert names(read({**ADA, strange: "Wer"})) == ["Ada"]


def test_people_keep_their_order_and_close_ranks(read):
    joint_form = read({"p6-name": "Cem", "p3-name": "Bo", **ADA})
    assert names(joint_form) == ["Ada", "Bo", "Cem"]
    assert [name for name, _ in joint_form.hidden(1)] == ["p2-name", "p3-name"]


def test_what_is_not_asked_for_does_not_travel(read):
    joint_form = read({**COUPLE, "p2-admin": "1", "admin": "1", "csrfmiddlewaretoken": "x"})
    assert dict(joint_form.hidden()) == COUPLE


def test_the_person_who_is_shown_does_not_travel_in_hidden_fields_too(read):
    joint_form = read({**COUPLE, "together": "on"})
    assert dict(joint_form.hidden(2)) == {**ADA, "together": "on"}
    bo = {"p2-name": "Bo", "p2-phone": "0421 123456"}
    assert dict(joint_form.hidden(1)) == {**bo, "together": "on"}


def test_one_more_person_gets_address_and_phone_and_nothing_else(read):
    everything = {
        **ADA,
        "city": "Bremen",
        "email": "ada@example.org",
        "channel": "email",
        "lives_here": "yes",
        "needs": "Ruhe",
        "reduction": "on",
        "under_age": "on",
        "guardian_name": "Mama",
        "guardian_contact": "0421 9",
        "guardian": "2026-11",
        "photos_inside": "2026-11",
        "photos_public": "2026-11",
        "alumni": "2026-11",
    }
    bigger = read(everything).with_another()
    shared = ("phone", "street", "postal_code", "city")
    assert bigger.people[1] == {name: everything[name] for name in shared}
    assert bigger.people[0] == everything


def test_the_new_person_lives_where_the_last_one_lives(read):
    joint_form = read({**ADA, "p2-name": "Bo", "p2-phone": "0421 999999"})
    assert joint_form.with_another().people[2] == {"phone": "0421 999999"}


def test_without_somebody_the_others_move_up(read):
    joint_form = read({**COUPLE, "p3-name": "Cem", "together": "on"})
    assert names(joint_form.without(1)) == ["Bo", "Cem"]
    assert names(joint_form.without(3)) == ["Ada", "Bo"]
    assert [joint_form.without(2).together, joint_form.without(2).without(2).together] == [
        True,
        False,
    ]
    assert names(joint_form.without(9)) == ["Ada", "Bo", "Cem"]
    assert read(ADA).without(1).people == ({},)


def test_nobody_alone_takes_part_only_together(read):
    assert read({**ADA, "together": "on"}).together is False


def test_the_list_names_the_others(read):
    joint_form = read({**COUPLE, "p2-name": "  Bo\u202e  Muster ", "p3-phone": "0421 1"})
    assert joint_form.others(1) == [PersonOnForm(2, "Bo Muster"), PersonOnForm(3, "")]


def test_the_first_person_who_has_to_change_something_is_shown(read):
    assert read({**COUPLE, "p2-phone": "ruft an"}).first_wrong() == 2
    assert read({**COUPLE, "name": "", "p2-name": ""}).first_wrong() == 1
    assert read(COUPLE).first_wrong() is None


def test_an_unknown_number_stands_for_the_first_person(read):
    assert [read(COUPLE).known(number) for number in (0, 1, 2, 3, 10**9)] == [1, 1, 2, 1, 1]


def test_six_people_are_as_many_as_the_form_takes(read):
    joint_form = read(ADA)
    for _ in range(MOST_PEOPLE - 1):
        assert joint_form.is_full is False
        joint_form = joint_form.with_another()
    assert (joint_form.size, joint_form.is_full) == (6, True)


def test_the_browser_does_not_fill_in_the_wrong_person(read):
    forms = read(COUPLE).forms
    tokens = [
        [form.fields[name].widget.attrs["autocomplete"] for name in ("name", "phone", "street")]
        for form in forms
    ]
    assert tokens == [
        ["name", "tel", "street-address"],
        ["section-p2 name", "section-p2 tel", "section-p2 street-address"],
    ]
    assert [str(form["name"].label) for form in forms] == ["Ihr Name", "Name der weiteren Person"]


def test_people_of_one_name_use_up_keys_of_their_own_and_always_the_same(read):
    form = {"key": str(UUID(int=7)), "name": "Ada", "p2-name": "ADA", "p3-name": "ada"}
    typed = form | dict.fromkeys(("phone", "p2-phone", "p3-phone"), "0421 123456")
    joint_form = read(typed)
    assert joint_form.is_valid() is True
    assert [str(key) for key in _forms_by_key(joint_form)] == [
        "b89c7ba2-2d6c-5459-8c12-b508cb2c4dcf",
        "32c8669b-203d-5633-be84-4184a91e2941",
        "2ceea5f8-c134-597d-9a1d-15d1113f92cf",
    ]


def test_not_one_person_more_than_seats_can_only_come_together(make_course):
    course = make_course("walle-2027", capacity=2)
    line = seat_counts(course.slug).line(course)
    typed = {**COUPLE, "together": "on"}
    forms = [JointForm.read(data, course, line) for data in (typed, {**typed, "p3-name": "Cem"})]
    assert [(form.together, form.is_too_large) for form in forms] == [(True, False), (False, True)]
