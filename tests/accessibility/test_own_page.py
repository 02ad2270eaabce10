"""The rules of accessibility on a person's own page and its forms, and for the PDFs we hand out.

The public form has its tests in `test_rules`; the numbers are the same."""

from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse

from participants.models import Registration

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TARGET = 44
BAD = "erna@"


@pytest.fixture
def open_page(browser, live_server):
    """Return a function that opens a page in a new window, 320 px wide unless told otherwise."""
    contexts = []

    def start(address, width=320, **options):
        viewport = {"width": width, "height": 800}
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def form(course):
    """The address of the public form."""
    return reverse("registration_form", args=[course.slug])


@pytest.fixture
def own(make_registration):
    """The address of somebody's own page."""
    return make_registration().get_absolute_url()


def all_of(page, selector, script):
    """Return what the script says of each element that is shown."""
    shown = "e => e.getClientRects().length > 0 && !e.closest('[aria-hidden=true]')"
    return page.locator(selector).evaluate_all(f"all => all.filter({shown}).map({script})")


def test_rule_1_the_contact_data_are_refused_in_the_same_way(open_page, own):
    page = open_page(f"{own}daten/")
    page.locator("#id_email").fill(BAD)
    page.locator("main form button").click()
    assert page.title().startswith("Fehler: Angaben ändern") is True
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert all_of(page, ".error-summary a", "a => a.hash") == ["#id_email"]
    assert page.locator("#id_email").input_value() == BAD


def test_rule_2_the_contact_fields_say_what_they_are(open_page, own):
    page = open_page(f"{own}daten/")
    page.locator("#id_email").fill(BAD)
    page.locator("main form button").click()
    assert all_of(page, "main form [aria-invalid=true]", "e => e.id") == ["id_email"]
    describes = "e => e.getAttribute('aria-describedby')"
    assert all_of(page, "#id_email", describes) == ["id_email_error"]
    assert all_of(page, "#id_phone", describes) == ["id_phone_helptext"]
    languages = all_of(page, "#id_language", "e => [...e.options].map(o => [o.value, o.lang])")
    codes = [code for code, _name in settings.LANGUAGES]
    assert languages == [[[code, code] for code in codes]]


def test_rule_3_targets_are_large_enough_for_a_thumb(open_page, form, own):
    for address in (form, own, f"{own}daten/", f"{own}weniger-zahlen/", f"{own}abmelden/"):
        assert too_small(open_page(address)) == []


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


def test_rule_4_everything_works_without_javascript(open_page, form):
    page = open_page(form, java_script_enabled=False)
    page.get_by_label("Ihr Name").fill("Ada Lovelace")
    page.get_by_label("Telefonnummer", exact=True).fill("0421 123456")
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.get_by_role("button", name="Anmeldung absenden").click()
    page.goto(Registration.objects.get().get_absolute_url())
    page.get_by_role("link", name="Angaben ändern").click()
    page.get_by_label("E-Mail-Adresse").fill("ada@example.org")
    page.get_by_role("button", name="Speichern").click()
    assert page.get_by_role("status").inner_text() == "Ihre Angaben sind gespeichert."
    page.get_by_role("link", name="Ich möchte weniger oder nichts bezahlen").click()
    page.get_by_role("button", name="Ja, ich möchte weniger oder nichts bezahlen").click()
    page.get_by_role("link", name="Ich möchte mich abmelden").click()
    page.get_by_role("button", name="Ja, ich melde mich ab").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sie sind abgemeldet."


def test_rule_4_pages_print_as_a_sheet_of_paper(open_page, form, own):
    for address, heading in ((form, "Anmeldung zum Kurs in Hemelingen"), (own, "Die Kurstage")):
        page = open_page(address)
        page.emulate_media(media="print")
        assert page.get_by_role("heading", name=heading).is_visible() is True
        hidden = "nav, .skip-link, button, .button"
        assert all_of(page, hidden, "e => e.outerHTML") == []


def pdf_of(client, course):
    return client.get(reverse("paper_form", args=[course.slug])).content


def test_rule_5_a_pdf_is_tagged_and_has_language_title_and_a_heading(client, course):
    with pikepdf.open(BytesIO(pdf_of(client, course))) as pdf:
        root = pdf.Root
        assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "de")
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        assert len(str(pdf.docinfo.Title)) > 10
        kinds = [str(element.S) for element in elements(root.StructTreeRoot)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/P") > 5


def test_rule_5_every_picture_in_a_pdf_has_words(client, course):
    with pikepdf.open(BytesIO(pdf_of(client, course))) as pdf:
        figures = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
        assert [len(str(figure.get("/Alt", ""))) > 0 for figure in figures] == [True] * len(figures)


def elements(node):
    """Yield all structure elements of a PDF below the node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)
