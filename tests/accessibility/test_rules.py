"""The rules of accessibility that residents can rely on, each with a test that names it.

EN 301 549 and WCAG 2.2 AA; the form patterns are those of the GOV.UK Design System."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts import form_key
from participants.models import Registration
from tests.accessibility.judge import ALL
from tests.accessibility.public_pages import (
    SEND,
    addresses,
    in_language,
    refused_form,
    slug_of,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def page(browser, live_server, demo_world):
    context = browser.new_context(
        base_url=live_server.url, locale="de", viewport={"width": 320, "height": 640}
    )
    yield context.new_page()
    context.close()


def open_form(page, language="de"):
    page.goto(in_language(language, "registration_form", slug_of("Hemelingen")))


def every(page, selector, script):
    """Return what the JavaScript says about each element that people can see."""
    return page.locator(f"{selector}:visible").evaluate_all(f"all => all.map({script})")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_rule_1_a_refused_form_has_a_summary_that_takes_the_focus_and_links(page, language):
    refused_form(page, language)
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    links = summary.locator("a").evaluate_all("all => all.map(a => [a.hash, a.innerText])")
    at_fields = page.locator(".field-error").all_inner_texts()
    assert [text for _hash, text in links] == [text.splitlines()[-1] for text in at_fields]
    assert len(links) == 4
    for target, _text in links:
        page.locator(f".error-summary a[href='{target}']").click()
        expect(page.locator(target)).to_be_focused()


def test_rule_1_the_title_says_that_something_is_wrong(page):
    refused_form(page, "de")
    assert page.title().startswith("Fehler: ")


def test_rule_1_a_refused_form_keeps_what_was_typed_and_ticked(page):
    open_form(page)
    page.locator("#id_needs").fill("Bitte <große> Schrift & Platz")
    page.locator("#id_street").fill("Musterweg 1")
    page.locator("#id_photos_inside").check()
    page.locator("input[name=lives_here][value=nearby]").check()
    page.locator(SEND).click()
    expect(page.locator("#id_needs")).to_have_value("Bitte <große> Schrift & Platz")
    expect(page.locator("#id_street")).to_have_value("Musterweg 1")
    expect(page.locator("#id_photos_inside")).to_be_checked()
    expect(page.locator("#id_photos_public")).not_to_be_checked()
    expect(page.locator("input[name=lives_here][value=nearby]")).to_be_checked()


def test_rule_1_nothing_is_judged_while_somebody_types(page):
    open_form(page)
    assert every(page, "main form", "form => form.noValidate") == [True]
    page.locator("#id_email").type("erna@")
    page.locator("#id_phone").focus()
    assert page.locator(".field-error").count() == 0
    assert every(page, "main input", "input => input.getAttribute('aria-invalid')") == [None] * len(
        every(page, "main input", "input => 1")
    )


ASKED = "main :is(input, select, textarea)"


def test_rule_2_every_field_has_a_visible_label(page):
    open_form(page)
    unlabelled = every(
        page,
        ASKED,
        "e => [...e.labels].some(l => l.innerText.trim() && l.offsetHeight) ? '' : e.name",
    )
    assert set(unlabelled) == {""}


def test_rule_2_hints_and_errors_are_tied_to_their_field(page):
    refused_form(page, "de")
    tied = set(
        " ".join(
            page.locator("[aria-describedby]").evaluate_all(
                "all => all.map(e => e.getAttribute('aria-describedby'))"
            )
        ).split()
    )
    told = set(every(page, "main form :is(.hint, .field-error)", "e => e.id"))
    assert told == tied
    wrong = every(page, f"{ASKED}[aria-invalid=true]", "e => e.id")
    assert wrong == ["id_name", "id_phone", "id_guardian_name", "id_guardian_contact"]


def test_rule_2_radios_and_checkboxes_stand_in_a_group_with_a_legend(page):
    open_form(page)
    legends = every(
        page,
        "main :is([type=radio], [type=checkbox])",
        "e => e.closest('fieldset')?.querySelector('legend').innerText.trim() !== ''",
    )
    assert set(legends) == {True}


def test_rule_2_the_browser_may_fill_in_and_leaves_names_alone(page):
    open_form(page)
    names = ("name", "email", "phone", "street", "postal_code")
    tokens = [page.locator(f"#id_{name}").get_attribute("autocomplete") for name in names]
    assert tokens == ["name", "email", "tel", "street-address", "postal-code"]
    for name in ("name", "guardian_name"):
        assert page.locator(f"#id_{name}").get_attribute("spellcheck") == "false"


def test_rule_2_what_is_voluntary_says_so_and_nothing_has_an_asterisk_or_placeholder(page):
    open_form(page)
    voluntary = page.locator("main form .optional").evaluate_all("all => all.map(e => e.innerText)")
    assert set(voluntary) == {"(freiwillig)"}
    assert len(voluntary) == 3
    labels = page.locator("main :is(label, legend)").all_inner_texts()
    assert [label for label in labels if "*" in label] == []
    assert page.locator("main [placeholder]:not([placeholder=''])").count() == 0


FIELDS = "input:not([type=hidden], .honeypot *), select, textarea"
TOUCHED = f"main :is(.button, summary, .choice label, {FIELDS})"


def too_small(page):
    """Return what a thumb could miss: below 44 px, with the label of a box counted in."""
    return every(
        page,
        TOUCHED,
        """e => {
            const box = e.matches('[type=radio], [type=checkbox]') ? e.parentElement : e;
            const {width, height} = box.getBoundingClientRect();
            return Math.round(width) < 44 || Math.round(height) < 44 ? e.outerHTML : '';
        }""",
    )


def test_rule_3_targets_of_the_registration_are_44_pixels_and_more(page):
    open_form(page)
    assert set(too_small(page)) == {""}
    refused_form(page, "ar")
    assert set(too_small(page)) == {""}


def test_rule_3_targets_of_the_attendance_are_44_pixels_and_more(page, log_in):
    log_in(page, "leitung@example.org")
    page.locator("main a.button").first.click()
    assert page.locator("main [type=radio]").count() > 0
    assert set(too_small(page)) == {""}


@pytest.mark.parametrize("shape", ALL, ids=str)
def test_rule_3_the_focus_is_seen_in_every_shape(page, shape):
    shape.take(page)
    open_form(page)
    for selector in ("#id_name", "main form a, main a", SEND, ".page-head a"):
        page.locator(selector).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert (width >= 2, style) == (True, "solid")


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl"), ("tr", "ltr")])
def test_rule_3_every_page_has_landmarks_one_heading_and_its_language(page, language, direction):
    for address in addresses(language):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == direction
        counts = [page.locator(tag).count() for tag in ("h1", "main", "header", "footer")]
        assert (address, counts) == (address, [1, 1, 1, 1])


def test_rule_3_the_skip_link_is_first_and_leads_to_the_content(page):
    open_form(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_rule_3_a_status_is_a_word_and_never_only_a_colour(page):
    for registration in Registration.objects.all():
        page.goto(registration.get_absolute_url())
        assert page.locator("h1").inner_text().strip() != ""
    page.goto(in_language("de", "course", slug_of("Hemelingen")))
    expect(page.locator(".seats")).to_contain_text("frei")


def test_rule_4_a_form_that_was_opened_a_week_ago_is_still_taken(page, monkeypatch):
    open_form(page)
    later = form_key.time() + timedelta(days=7).total_seconds()
    monkeypatch.setattr(form_key, "time", lambda: later)
    page.locator("#id_name").fill("Ganz Langsam")
    page.locator("#id_phone").fill("0421 123456")
    page.locator(SEND).click()
    page.locator(SEND).click()
    expect(page.locator(".reference")).to_have_text(re.compile(r"^HEM\d\d-\d{3}$"))
    assert Registration.objects.filter(participant__name="Ganz Langsam").count() == 1


def test_rule_4_everything_prints_as_a_sensible_sheet(page):
    for address in addresses("de"):
        page.goto(address)
        page.emulate_media(media="print")
        hidden = ("nav:visible", ".skip-link:visible", ".button:visible")
        assert (address, [page.locator(one).count() for one in hidden]) == (address, [0, 0, 0])
        sheet = pikepdf.open(BytesIO(page.pdf(format="A4")))
        assert 1 <= len(sheet.pages) <= 5
        page.emulate_media(media="screen")


def test_rule_6_no_page_calls_itself_leichte_sprache(page):
    """Only readers of the target group can say that; until then it is „Einfache Sprache“."""
    for address in addresses("de"):
        page.goto(address)
        assert (address, "leichte sprache" in page.content().lower()) == (address, False)


def test_somebody_registers_with_the_keyboard_alone(page):
    open_form(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    to = Keyboard(page)
    to.reach("#id_name").type("Tasten Muster")
    to.reach("#id_phone").type("0421 123456")
    to.reach("input[name=channel]")
    page.keyboard.press("ArrowDown")
    to.reach("#id_reduction")
    page.keyboard.press("Space")
    to.reach(SEND)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Prüfen Sie Ihre Angaben")
    to.reach(SEND)
    page.keyboard.press("Enter")
    expect(page.locator(".reference")).to_have_text(re.compile(r"^HEM\d\d-\d{3}$"))
    registration = Registration.objects.get(participant__name="Tasten Muster")
    assert registration.participant.channel == "phone"
    assert registration.fee_agreements.count() == 1


class Keyboard:
    """Hands that know nothing but the Tab key."""

    MOST = 80

    def __init__(self, page):
        self.page = page

    def reach(self, selector):
        for _ in range(self.MOST):
            if self.page.evaluate(f"document.activeElement.matches({json.dumps(selector)})"):
                return self.page.keyboard
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached with the Tab key")


def test_every_language_has_its_address(page):
    """The form is there in all of them, with the same questions in the same order."""
    asked = {}
    for language, _name in settings.LANGUAGES:
        open_form(page, language)
        asked[language] = every(page, ASKED, "e => e.name")
    assert set(map(tuple, asked.values())) == {tuple(asked["de"])}
    assert asked["de"][0] == "name"
