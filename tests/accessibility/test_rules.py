"""The rules of accessibility: each has tests that carry its number, 5 and 6 in a file of their own.

1  A refused form says on top what is wrong, and loses nothing.
2  Every field says what it is, what it wants, and what is wrong with it.
3  Large targets, no sideways scrolling, contrast, focus, no meaning by colour alone, landmarks.
4  No time limit loses input; everything works without JavaScript and prints well.
5  PDFs are tagged, with language, title, headings, text, alternatives for images.
6  Nothing is called "Leichte Sprache" that nobody checked.
"""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from participants.models import Status
from tests.accessibility.seen import BAD, all_of, next_focus
from web import form_key

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TARGET = 44


@pytest.fixture
def refused(open_page, form):
    """The public form, refused: no name, half an e-mail address, under 18 without a guardian."""
    return refuse(open_page(form))


def refuse(page):
    page.locator("#id_email").fill(BAD)
    page.locator("#id_needs").fill("Platz für den Rollstuhl")
    page.locator("#id_under_age").check()
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.locator(".error-summary")).to_be_focused()
    return page


def test_rule_1_the_summary_stands_on_top_and_takes_the_focus(refused):
    first = "document.querySelector('main').firstElementChild === document.activeElement"
    assert refused.evaluate(first) is True
    assert refused.evaluate("document.activeElement.className") == "error-summary"
    assert refused.evaluate("document.activeElement.getAttribute('role')") == "alert"


def test_rule_1_the_summary_links_to_each_field_and_repeats_its_message(refused):
    links = all_of(refused, ".error-summary a", "a => [a.hash.slice(1), a.textContent]")
    fields = [name for name, _text in links]
    assert fields == ["id_name", "id_email", "id_guardian_name", "id_guardian_contact"]
    beside = [refused.locator(f"#{name}_error").inner_text().split("\n") for name in fields]
    assert beside == [["Fehler:", text] for _name, text in links]
    for name in fields:
        refused.locator(f'.error-summary a[href="#{name}"]').click()
        assert refused.evaluate("document.activeElement.id") == name


def test_rule_1_the_title_begins_with_the_word_error(refused):
    assert refused.title().startswith("Fehler: ") is True


def test_rule_1_what_was_typed_stays(refused):
    kept = [refused.locator(f"#{name}").input_value() for name in ("id_email", "id_needs")]
    assert kept == [BAD, "Platz für den Rollstuhl"]
    assert refused.locator("#id_under_age").is_checked() is True


def test_rule_1_nothing_is_checked_while_typing(open_page, form):
    page = open_page(form)
    before = page.locator("main").inner_html()
    page.locator("#id_email").press_sequentially(BAD)
    page.locator("#id_phone").focus()
    assert page.locator("main").inner_html() == before
    assert all_of(page, "main form", "f => f.noValidate") == [True]


def test_rule_2_every_field_has_a_visible_label(refused):
    labels = all_of(
        refused,
        "main form :is(input, select, textarea):not([type=hidden])",
        "e => [...e.labels].filter(l => l.getClientRects().length && l.innerText.trim()).length",
    )
    assert labels == [1] * len(labels)
    assert len(labels) > 15


def test_rule_2_hints_and_errors_are_tied_to_their_field(refused):
    tied = all_of(
        refused,
        "main form [aria-describedby]",
        """e => e.getAttribute('aria-describedby').split(' ')
            .every(id => document.getElementById(id) !== null)""",
    )
    assert tied == [True] * len(tied)
    describes = "e => e.getAttribute('aria-describedby')"
    assert all_of(refused, "#id_name", describes) == ["id_name_error"]
    assert all_of(refused, "#id_phone", describes) == ["id_phone_helptext"]


def test_rule_2_exactly_the_wrong_fields_are_marked_as_invalid(refused):
    wrong = all_of(refused, "main form [aria-invalid=true]", "e => e.id")
    assert wrong == ["id_name", "id_email", "id_guardian_name", "id_guardian_contact"]


def test_rule_2_choices_stand_in_a_fieldset_with_a_legend(refused):
    script = "e => e.closest('fieldset').querySelector('legend').innerText.trim().length > 0"
    grouped = all_of(refused, "main :is([type=radio], [type=checkbox])", script)
    assert grouped == [True] * len(grouped)


def test_rule_2_browsers_may_fill_in_what_they_know(refused):
    tokens = dict(all_of(refused, "main form [autocomplete]", "e => [e.id, e.autocomplete]"))
    expected = {
        "id_name": "name",
        "id_email": "email",
        "id_phone": "tel",
        "id_street": "street-address",
        "id_postal_code": "postal-code",
        "id_city": "address-level2",
    }
    assert {name: tokens.get(name) for name in expected} == expected


def test_rule_2_names_are_not_spelled_by_the_browser(refused):
    asked = all_of(refused, "[id$=name]:is(input)", "e => e.getAttribute('spellcheck')")
    assert asked == ["false", "false"]


def test_rule_2_what_is_voluntary_says_so_and_nothing_has_an_asterisk(refused):
    assert refused.locator("main label", has_text="*").count() == 0
    assert refused.locator("main [placeholder]").count() == 0
    label = refused.locator("label[for=id_needs]").inner_text()
    assert label == "Was brauchen Sie, um gut teilnehmen zu können? (freiwillig)"
    assert refused.locator("label[for=id_name]").inner_text() == "Ihr Name"


def test_rule_3_targets_are_large_enough_for_a_thumb(open_page, form, own):
    for address in (form, own, f"{own}daten/", f"{own}weniger-zahlen/", f"{own}abmelden/"):
        assert too_small(open_page(address)) == []


def test_rule_3_targets_on_attendance_are_large_enough_for_a_thumb(
    open_page, past_course, make_registration, leader, client
):
    make_registration(course=past_course)
    page = open_page("/")
    client.force_login(leader)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}
    page.context.add_cookies([session])
    day = past_course.days()[0]
    page.goto(f"/kursleitung/{past_course.slug}/anwesenheit/{day.pk}/")
    assert page.locator("main [type=radio], main button").count() > 2
    assert too_small(page) == []


def too_small(page):
    """Return what is smaller than a thumb: buttons, fields, and choices with their words."""
    script = f"""e => {{
        const choice = ['radio', 'checkbox'].includes(e.type);
        const boxes = (choice ? [e, ...e.labels] : [e]).map(b => b.getBoundingClientRect());
        const ends = (side) => boxes.map(box => box[side]);
        const span = (from, to) => Math.max(...ends(to)) - Math.min(...ends(from));
        const small = Math.min(span('top', 'bottom'), span('left', 'right')) < {TARGET};
        return small ? e.outerHTML.slice(0, 120) : '';
    }}"""
    targets = "main :is(button, .button, input:not([type=hidden]), select, textarea, summary)"
    return list(filter(None, all_of(page, targets, script)))


@pytest.mark.parametrize("language", ["", "/ar"])
def test_rule_3_nothing_scrolls_sideways_at_320_pixels(open_page, form, own, language):
    for address in (form, own, f"{own}daten/"):
        page = refuse_or_show(open_page(language + address))
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def refuse_or_show(page):
    """Make the page as long as it gets: words that do not break, in fields and in errors."""
    if page.locator("#id_email").count():
        page.locator("#id_email").fill("x" * 200)
        page.locator("main form button[type=submit]").first.click()
    return page


COLOURS = [
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
]


@pytest.mark.parametrize("colours", COLOURS, ids=lambda one: "-".join(one.values()))
def test_rule_3_the_focus_is_seen_on_everything(open_page, form, colours):
    page = open_page(form, **colours)
    seen = list(iter(lambda: next_focus(page), None))
    assert [html for html, outlined in seen if not outlined] == []
    assert len(seen) > 25


def test_rule_3_a_status_is_a_word_or_a_sign_and_never_only_a_colour(
    open_page, past_course, make_registration, client, staff
):
    make_registration(course=past_course)
    page = open_page("/")
    client.force_login(staff)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}
    page.context.add_cookies([session])
    page.goto(f"/verwaltung/kurse/{past_course.slug}/")
    states = all_of(
        page,
        ".status",
        "e => e.innerText.trim().length > 0 && getComputedStyle(e, '::before').content !== 'none'",
    )
    assert states == [True] * len(states)
    assert len(states) > 0


@pytest.mark.parametrize(
    ("prefix", "language", "direction"), [("", "de", "ltr"), ("/ar", "ar", "rtl")]
)
def test_rule_3_pages_have_landmarks_one_heading_language_and_a_skip_link(
    open_page, form, own, prefix, language, direction
):
    for address in ("/", form, own, f"{own}daten/"):
        page = open_page(prefix + address)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
            language,
            direction,
        ]
        for landmark in ("h1", "main", "body > header", "body > footer"):
            assert page.locator(landmark).count() == 1
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_rule_4_a_form_that_lay_open_for_a_year_is_taken(client, course, form, monkeypatch):
    a_year_ago = form_key.time() - 365 * 24 * 3600
    monkeypatch.setattr(form_key, "time", lambda: a_year_ago)
    key = form_key.new_key()
    monkeypatch.undo()
    assert isinstance(key, UUID) is True
    typed = {"name": "Ada", "phone": "0421 123456", "key": str(key)}
    assert client.post(f"{form}absenden/", typed).status_code == 303
    assert course.registrations.get().status == Status.ENROLLED


def test_rule_4_somebody_registers_and_leaves_with_the_keyboard_alone(open_page, course):
    page = open_page("/")
    go(page, "Kurs in Hemelingen ansehen")
    go(page, "Jetzt anmelden")
    reach(page, "Ihr Name")
    page.keyboard.type("Ada Lovelace")
    reach(page, "Telefonnummer")
    page.keyboard.type("0421 123456")
    go(page, "Weiter")
    go(page, "Anmeldung absenden")
    registration = course.registrations.get()
    page.goto(registration.get_absolute_url())
    go(page, "Ich möchte mich abmelden")
    go(page, "Ja, ich melde mich ab")
    registration.refresh_from_db()
    assert registration.status == Status.WITHDRAWN


def go(page, name):
    """Walk to what has this name and press it."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def reach(page, name):
    """Press Tab until what has this name has the focus; fail at the end of the page."""
    words = "(document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()"
    while next_focus(page):
        if page.evaluate(words) == name:
            return
    raise AssertionError(f"The keyboard does not reach: {name}")


def test_rule_4_pages_print_as_a_sheet_of_paper(open_page, form, own):
    for address, heading in ((form, "Anmeldung zum Kurs in Hemelingen"), (own, "Die Kurstage")):
        page = open_page(address)
        page.emulate_media(media="print")
        assert page.get_by_role("heading", name=heading).is_visible() is True
        hidden = "nav, .skip-link, button, .button"
        assert all_of(page, hidden, "e => e.outerHTML") == []
