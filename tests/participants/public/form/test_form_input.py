"""Input is taken as people write it, in every script; what no person writes does no harm."""

import unicodedata
from html import escape
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from participants.models import Registration
from participants.public.contact_fields import NO_EMAIL
from participants.public.form.application_form import ApplicationForm
from web.input.none_words import means_none

URL = "/kurse/hemelingen-2027/anmelden/"
SEND = f"{URL}absenden/"
STEPS = ("", "absenden/", "weitere/", "aendern/1/", "aendern/7/", "ohne/2/")
FIELDS = tuple(ApplicationForm.base_fields)
SCRIPTS = (
    "abcäöüßéñçşğıİłżźćążœæøåčřžđ",
    "ăâêôơưạảấầẩẫậắằặẹẻẽềểễệọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяґєії",
    "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "अआइईउकखगघचजटतदनपमयरलवशसह",
    "王李张刘陈杨黄赵周吴徐孙朱马",
    "田中佐藤さくらハナコ",
    "김이박최정강조윤장임",
    "አበበቀተሰገደ",
    "დავითნინო",
)
MARKS = "\u0308\u0301\u0300\u0302\u0327\u030c\u064b\u0651\u05b8\u093e"
BETWEEN = " -'’.\u00a0"
UNSEEN = (
    "\u200b\u200c\u200d\u2060\ufeff\u202a\u202b\u202c\u202e\u2066\u2069\u061c\u00ad\x00\x07\x9f"
)
letters = st.one_of(*map(st.sampled_from, SCRIPTS))
names = st.lists(
    st.one_of(letters, letters, st.sampled_from(MARKS), st.sampled_from(BETWEEN)), min_size=1
).map("".join)
HERE = SimpleNamespace(district="Hemelingen")


def filled_in(**typed):
    return ApplicationForm({"name": "Ada", "phone": "0421 123456", **typed}, course=HERE)


def read(name, text):
    """Return what a field makes of a text; None when it is refused."""
    form = filled_in(**{name: text})
    return None if name in form.errors else form.cleaned_data[name]


def as_meant(name):
    """Return a name of visible characters as a person means it: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@given(names)
def test_names_of_every_script_are_kept_letter_by_letter(name):
    meant = as_meant(name)
    assume(0 < len(meant) <= 150)
    assert read("name", name) == meant


@given(names)
def test_a_name_typed_decomposed_is_the_same_name(name):
    meant = as_meant(name)
    assume(0 < len(meant) <= 150)
    assert read("name", unicodedata.normalize("NFD", name)) == meant


@given(names, st.lists(st.sampled_from(UNSEEN), min_size=1, max_size=5), st.randoms())
def test_invisible_characters_leave_no_trace(name, unseen, random):
    meant = as_meant(name)
    assume(0 < len(meant) <= 150)
    typed = list(name)
    for character in unseen:
        typed.insert(random.randint(0, len(typed)), character)
    assert read("name", "".join(typed)) == meant


@given(st.text(UNSEEN + " \n\t", max_size=20))
def test_a_name_that_nobody_can_see_is_none(text):
    assert read("name", text) is None


@given(st.sampled_from(["name", "needs", "street", "city", "postal_code"]), st.integers(0, 40))
def test_the_limit_is_named_and_what_is_longer_is_kept_in_the_field(name, more):
    limit = {"name": 150, "needs": 1000, "street": 120, "city": 80, "postal_code": 10}[name]
    address = {"street": "Weg 1", "postal_code": "28309"}
    assert filled_in(**{**address, name: "ü" * limit}).is_valid() is True
    form = filled_in(**{**address, name: "ü" * (limit + 1 + more)})
    told = f"Hier passen höchstens {limit} Zeichen hin. Bitte kürzen Sie den Text etwas."
    assert {key: list(map(str, found)) for key, found in form.errors.items()} == {name: [told]}
    assert form[name].value() == "ü" * (limit + 1 + more)
    assert "maxlength" not in str(form[name])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=names, tag=st.sampled_from(["<b>", "<script>alert(1)</script>", "{{ 3|add:4 }}", "&amp;"])
)
def test_html_in_a_name_is_shown_as_text(client, course, name, tag):
    meant = as_meant(f"{name} {tag}")
    assume(len(meant) <= 150)
    page = client.post(URL, {"name": f"{name} {tag}", "phone": "0421 123456"}).content.decode()
    shown = escape(meant, quote=True)
    assert page.count(f"<dd><bdi>{shown}</bdi></dd>") == 1
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0421 / 12 34-56", "+49421123456"),
        ("(0421)123456", "+49421123456"),
        ("+49 (0)421 123456", "+49421123456"),
        ("+49 (0) 421/12 34 56", "+49421123456"),
        ("0049 421 123456", "+49421123456"),
        ("0049(0)421-123456", "+49421123456"),
        ("421 123456", "+49421123456"),
        ("0421.12.34.56", "+49421123456"),
        ("0421\u00a0123456", "+49421123456"),
        ("0421–123456", "+49421123456"),
        ("\u202a0421 123456\u202c", "+49421123456"),
        ("٠٤٢١ ١٢٣٤٥٦", "+49421123456"),
        ("123456", "+49421123456"),
        ("0170 1234567", "+491701234567"),
        ("+90 532 123 45 67", "+905321234567"),
    ],
)
def test_phone_numbers_are_read_in_every_usual_form(typed, stored):
    assert read("phone", typed) == stored


@given(st.integers(10_000, 99_999_999), st.randoms())
def test_a_number_of_bremen_may_be_divided_as_anybody_likes(number, random):
    digits = str(number)
    spaced = "".join(digit + random.choice(["", "", " ", "-", "/", "."]) for digit in digits)
    ways = [f"0421 {spaced}", f"(0421) {spaced}", f"+49 421 {spaced}", f"0049 (0)421 / {spaced}"]
    assert {read("phone", way.rstrip(" -/.")) for way in ways} == {f"+49421{digits}"}


@pytest.mark.parametrize("typed", ["ruft mich an", "12", "1" * 400, "0421 123456 oder 0170 1", "+"])
def test_what_is_no_number_is_not_taken_for_one(typed):
    assert read("phone", typed) is None


@pytest.mark.parametrize(
    "none",
    [
        "keine", "KEINE", "Keine.", "k.A.", "k. A.", "nein", "-", "–", "---", "/", "xxx", "...",
        "keine E-Mail", "hab keine", "keine@keine.de", "kein@email.de", "k.a@web.de",
        "keine-email@gmx.de", "nicht@vorhanden.de", "no@no.com", "none@none", "x@x.de",
        "no email", "yok", "нет", "немає", "لا يوجد", "nie mam", "brak",
    ],
)  # fmt: skip
def test_who_says_in_whatever_words_that_they_have_none_is_understood(none):
    assert means_none(none) is True
    assert read("email", none) == ""
    form = filled_in(email=none, phone="")
    assert {name: list(map(str, found)) for name, found in form.errors.items()} == {
        "phone": [str(NO_EMAIL)]
    }


@pytest.mark.parametrize(
    "real",
    [
        "keineahnung@example.org", "nora@example.org", "no@example.org", "x@example.org",
        "brak@example.org", "ohnesorg@example.org", "k.amann@example.org", "a-b@example.org",
    ],
)  # fmt: skip
def test_an_address_that_only_looks_like_none_is_kept(real):
    assert (means_none(real), read("email", real)) == (False, real)


def test_the_answers_say_how_none_was_understood(course, open_page):
    page = open_page(URL, {"name": "Ada", "email": "k.A.", "phone": "0421 123456"})
    assert page.html.count("Sie haben keine E-Mail-Adresse. Das macht nichts.") == 1
    page = open_page(URL, {"name": "Ada", "email": "a@example.org", "phone": "keine"})
    assert page.html.count("Sie haben keine Telefonnummer. Das macht nichts.") == 1


@pytest.mark.parametrize("address", ["erna.müller@web.de", "эрна@example.org", "ernä@müller.de"])
def test_an_address_with_umlauts_gets_a_friendly_hint_to_another_channel(address):
    form = filled_in(email=address)
    assert form.errors["email"] == [
        "E-Mail-Adressen mit ä, ö, ü oder ß kommen oft nicht an. Meist heißt es ae, oe, ue oder"
        " ss. Bitte sehen Sie noch einmal nach, oder geben Sie uns Ihre Telefonnummer."
    ]
    assert form["email"].value() == address


@pytest.mark.parametrize("address", ["erna@müller.de", "erna@straße.example"])
def test_an_address_whose_domain_has_umlauts_is_taken(address):
    assert read("email", address) == address


def test_a_slip_in_an_address_is_asked_about_before_sending_and_never_forced(course, open_page):
    page = open_page(URL, {"name": "Ada", "email": "ada@gmial.com"})
    assert page.html.count("Meinten Sie <bdi>ada@gmail.com</bdi>?") == 1
    button = f'name="email" value="ada@gmail.com" formaction="{URL}">Ja, bitte ändern</button>'
    assert page.html.count(button) == 1
    assert open_page(URL, {**page.typed(), "email": "ada@gmail.com"}).html.count("Meinten Sie") == 0
    open_page(SEND, page.typed())
    assert Registration.objects.get().participant.email == "ada@gmial.com"


def test_each_of_several_people_is_asked_about_their_own_address(course, open_page):
    people = {"name": "Ada", "email": "a@gmx.de", "p2-name": "Bo", "p2-email": "bo@gmial.com"}
    page = open_page(URL, people)
    assert page.html.count('name="p2-email" value="bo@gmail.com"') == 1
    assert page.html.count("Meinten Sie") == 1


@pytest.mark.parametrize(
    "typed", [" erna @ example.org ", "erna@example.org.", "erna@example.org,"]
)
def test_a_slip_of_the_thumb_in_an_address_is_forgiven(typed):
    assert read("email", typed) == "erna@example.org"


HOSTILE = {
    "NUL": "\0",
    "NUL within": "a\0b",
    "long": "9" * 5000,
    "endless": "x" * 20_000,
    "a number": "NaN",
    "a list": "['on']",
    "broken UTF-8": "\ufffd\ufffd",
    "lines": "a\r\n" * 200,
    "a header": "Ada\r\nBcc: opfer@example.org",
}


@pytest.mark.parametrize("step", STEPS)
def test_whatever_stands_in_all_fields_no_page_breaks(client, course, step):
    fields = [f"{prefix}{name}" for prefix in ("", "p2-", "p9-") for name in FIELDS]
    for text in HOSTILE.values():
        answer = client.post(URL + step, dict.fromkeys(fields, text))
        assert answer.status_code in (200, 422)


@pytest.mark.parametrize("kind", ["NUL", "a number", "lines"])
def test_whatever_stands_in_one_field_no_page_breaks(client, course, kind):
    client.raise_request_exception = False
    typed = {"name": "Ada", "phone": "0421 1234", "email": "a@example.org"}
    found = {client.post(SEND, typed | {name: HOSTILE[kind]}).status_code for name in FIELDS}
    assert found <= {303, 422, 429}


def test_a_name_cannot_write_a_header_into_the_mail(client, course):
    typed = {"name": HOSTILE["a header"], "email": "ada@example.org"}
    assert client.post(SEND, typed).status_code == 303
    assert Registration.objects.get().participant.name == "Ada Bcc: opfer@example.org"


def test_a_very_long_post_is_refused_with_the_phone_number(client, course):
    endless = client.post(URL, {"name": "Ada", "needs": "x" * 3_000_000})
    assert endless.status_code == 400
    assert endless.content.decode().count("tel:+493023125000") == 1


def test_hundreds_of_fields_do_no_harm(client, course, open_page):
    many = {f"p{number}-{name}": "x" for number in range(2, 40) for name in FIELDS}
    page = open_page(URL, {"name": "Ada", "phone": "0421 1234", **many})
    assert page.status == 422
    people = {name.partition("-")[0] for name in page.typed() if "-" in name}
    assert people == {"p2", "p3", "p4", "p5", "p6"}
    thousands = {f"feld{number}": "x" for number in range(2000)}
    assert client.post(URL, thousands).status_code == 400


def test_the_same_field_twice_counts_once(client, course):
    typed = "name=Ada&name=Bo&phone=0421+1234&needs=eins&needs=zwei"
    answer = client.post(SEND, typed, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 303
    assert Registration.objects.get().participant.name == "Bo"


@pytest.mark.parametrize("body", ['{"name": "Ada"}', "", "%%%", "name=%ff%fe", "\xff"])
def test_other_bodies_are_empty_forms(client, course, body):
    for kind in ("application/json", "application/x-www-form-urlencoded", "text/plain"):
        assert client.post(SEND, body, content_type=kind).status_code == 422


def test_the_key_may_be_anything(client, course):
    for key in ("", "kaputt", "0", "\0", str(uuid4()), "ü" * 40):
        typed = {"name": "Ada", "phone": "0421 1234", "key": key}
        assert client.post(SEND, typed).status_code == 303
    assert Registration.objects.count() == 6
