"""A letter on paper: for a window envelope, to be read aloud, in the person's language."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from correspondence.forgetting import forget
from correspondence.letters import (
    KEPT,
    clear_typeset_letters,
    letter_html,
    letter_pdf,
    take_for_printing,
    text_blocks,
    text_to_say,
    typeset_letters,
)
from correspondence.models import Message, TypesetLetter
from documents.errors import MissingGlyph

ON = date(2026, 11, 24)
LETTER = {
    "channel": "post",
    "address": "Gülşen Işık\nProbeweg 1\n28309 Bremen",
    "subject": "Ein Platz ist frei",
    "body": "Guten Tag Gülşen Işık,\n\nText.\n- eins\n- zwei\n\n--\nBürger im Quartier\n",
    "reference": "HEM1-001",
    "link": "https://example.org/anmeldung/abc/",
}


@pytest.fixture
def make_letter(make_mail):
    return lambda **values: make_mail(**{**LETTER, **values})


def test_a_letter_is_archived_for_decades_and_can_be_read_aloud(make_letter):
    pdf = pikepdf.open(BytesIO(letter_pdf(make_letter(), ON)))
    with pdf.open_metadata() as told:
        assert told["pdfaid:part"] == "3"
        assert told["pdfaid:conformance"] == "A"
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Ein Platz ist frei"
    assert (str(pdf.Root.Lang), len(pdf.pages)) == ("de", 1)


def test_the_words_of_a_mail_become_paragraphs_and_lists_without_its_foot():
    assert text_blocks(LETTER["body"]) == [
        ("words", ["Guten Tag Gülşen Işık,"]),
        ("words", ["Text."]),
        ("list", ["eins", "zwei"]),
    ]


def test_what_people_wrote_is_text_and_never_html():
    assert text_blocks("<b>O’Neill & Co</b>") == [
        ("words", ["&lt;b&gt;O’Neill &amp; Co&lt;/b&gt;"])
    ]


def test_a_number_keeps_its_order_between_arabic_letters():
    assert text_blocks("اتصل \u2066030 1\u2069") == [("words", ['اتصل <bdi dir="ltr">030 1</bdi>'])]


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("pl", "ltr"), ("ar", "rtl")])
def test_a_letter_runs_in_the_direction_of_its_language(make_letter, language, direction):
    html = letter_html(make_letter(language=language), ON)
    assert html.count(f'<html lang="{language}">') == 1
    assert html.count(f'<div class="letter-text" dir="{direction}">') == 1


def test_a_letter_carries_the_way_to_the_own_page_and_the_number(make_letter):
    html = letter_html(make_letter(), ON)
    assert html.count("https://example.org/anmeldung/abc/") == 1
    assert html.count('class="qr"') == 1
    assert html.count("HEM1-001") == 1


def test_a_letter_without_a_page_has_no_code(make_letter):
    html = letter_html(make_letter(link="", reference=""), ON)
    assert (html.count('class="qr"'), html.count("Ihre Nummer")) == (0, 0)


@pytest.mark.parametrize("language", ["de", "en", "tr", "ru", "uk", "ar", "pl"])
def test_a_letter_is_printed_in_every_language(make_letter, language):
    letter = make_letter(language=language, address="محمد الأحمد\nProbeweg 1\nBremen")
    assert letter_pdf(letter, ON)[:5] == b"%PDF-"


def test_a_long_address_stays_in_the_window(make_letter):
    name = "Dr. " + "Maximiliane-Alexandra von Hohenlohe-" * 3 + "Schmidt"
    html = letter_html(make_letter(address=f"{name}\nWeg 1\n28309 Bremen"), ON)
    assert html.count('class="window long"') == 1


def test_a_sign_that_no_font_has_is_named(make_letter):
    with pytest.raises(MissingGlyph, match="U\\+10380"):
        letter_pdf(make_letter(address="𐎀\nWeg 1"), ON)


def test_letters_are_set_once_a_day_a_portion_at_a_time(make_letter, monkeypatch):
    monkeypatch.setattr("correspondence.letters.PORTION", 2)
    for _number in range(3):
        make_letter()
    now = timezone.now()
    assert [typeset_letters(now) for _round in range(3)] == [2, 1, 0]
    assert typeset_letters(now + timedelta(days=1)) == 2


def test_a_letter_that_cannot_be_set_is_tried_again_the_next_day_and_stops_no_other(make_letter):
    broken, sound = make_letter(address="𐎀\nWeg 1"), make_letter()
    now = timezone.now()
    assert [typeset_letters(now), typeset_letters(now)] == [2, 0]
    broken.refresh_from_db()
    assert broken.error.startswith("Das Zeichen ‚𐎀‘ (U+10380)")
    assert (broken.typeset.pdf, bytes(sound.typeset.pdf)[:5]) == (None, b"%PDF-")
    Message.objects.filter(pk=broken.pk).update(address="Weg 1")
    assert typeset_letters(now + timedelta(days=1)) == 2
    broken.refresh_from_db()
    assert (broken.error, bytes(broken.typeset.pdf)[:5]) == ("", b"%PDF-")


OLD_MAIL = """Guten Tag,

Sie können sich bis Montag anmelden. Alles über den Kurs lesen Sie hier:
https://x.example/kurs/

Überweisung:
Bremer Probestiftung
IBAN DE02 1203 0000 0000 2020 51
Verwendungszweck: HEM1-001

Ihre Anmeldenummer: HEM1-001
Auf dieser Seite sehen Sie immer, wie es steht. Hier können Sie sich auch abmelden.
https://x.example/anmeldung/GEHEIM/

Mehr dazu: www.x.example
"""


def test_what_is_read_out_leaves_links_and_accounts_and_keeps_what_stands_beside_them():
    assert [list(lines) for _kind, lines in text_to_say(OLD_MAIL)] == [
        ["Guten Tag,"],
        ["Sie können sich bis Montag anmelden."],
        ["Überweisung:", "Bremer Probestiftung", "Verwendungszweck: HEM1-001"],
        ["Ihre Anmeldenummer: HEM1-001"],
    ]


def test_a_letter_that_is_forgotten_while_it_is_typeset_leaves_nothing(make_letter, monkeypatch):
    letter = make_letter()

    def forget_meanwhile(pages):
        for pk, _html in list(pages):
            forget(letter.recipient_key)
            yield pk, b"%PDF"

    monkeypatch.setattr("correspondence.letters.print_many", forget_meanwhile)
    assert typeset_letters(timezone.now()) == 1
    letter.refresh_from_db()
    assert (TypesetLetter.objects.count(), letter.address, letter.state) == (0, "", "dropped")


def test_a_letter_that_is_written_anew_while_it_is_typeset_is_typeset_again(
    make_letter, monkeypatch
):
    letter = make_letter()

    def write_anew_meanwhile(pages):
        for pk, _html in list(pages):
            Message.objects.filter(pk=letter.pk).update(body="Jetzt ist es anders.")
            yield pk, b"%PDF"

    monkeypatch.setattr("correspondence.letters.print_many", write_anew_meanwhile)
    assert typeset_letters(timezone.now()) == 1
    assert TypesetLetter.objects.count() == 0


def test_of_two_who_take_the_letters_the_first_gets_them(make_letter):
    make_letter()
    now = timezone.now()
    typeset_letters(now)
    letters = Message.objects.letters()
    with transaction.atomic():
        first, second = take_for_printing(letters, now), take_for_printing(letters, now)
    assert [len(first), len(second)] == [1, 0]


def test_typeset_letters_go_when_nobody_prints_them_any_more(make_letter):
    printed, waiting = make_letter(), make_letter()
    now = timezone.now()
    typeset_letters(now)
    printed.note_done(now)
    clear_typeset_letters(now + KEPT)
    assert TypesetLetter.objects.count() == 2
    clear_typeset_letters(now + KEPT + timedelta(days=1))
    assert TypesetLetter.objects.get().message == waiting


@pytest.mark.django_db(transaction=True)
def test_the_table_of_the_typeset_letters_keeps_its_name_and_nothing_is_altered():
    assert TypesetLetter._meta.db_table == "correspondence_sheet"
    sql = StringIO()
    call_command("sqlmigrate", "correspondence", "0004", stdout=sql)
    statements = [line for line in sql.getvalue().splitlines() if not line.startswith("--")]
    assert statements in ([], ["BEGIN;", "COMMIT;"])


def test_a_letter_that_was_taken_is_printed_and_done_and_loses_its_error(make_letter):
    letter = make_letter(error="Das Zeichen fehlt.")
    now = timezone.now()
    TypesetLetter.objects.create(message=letter, dated=timezone.localdate(now), pdf=b"%PDF")
    with transaction.atomic():
        [taken] = take_for_printing(Message.objects.letters(), now)
    letter.refresh_from_db()
    assert bytes(taken.typeset.pdf) == b"%PDF"
    assert (letter.state, letter.printed_at, letter.finished_at) == ("done", now, now)
    assert letter.error == ""


def test_a_letter_that_is_not_typeset_today_is_not_taken(make_letter):
    now = timezone.now()
    today = timezone.localdate(now)
    make_letter()
    for subject, dated, pdf in (
        ("gestern", today - timedelta(days=1), b"%PDF"),
        ("x", today, None),
    ):
        TypesetLetter.objects.create(message=make_letter(subject=subject), dated=dated, pdf=pdf)
    with transaction.atomic():
        assert take_for_printing(Message.objects.letters(), now) == []
    assert Message.objects.letters().count() == 3


def test_no_more_letters_are_taken_at_once_than_are_shown(make_letter, monkeypatch):
    monkeypatch.setattr("correspondence.letters.MOST", 2)
    now = timezone.now()
    for subject in ("eins", "zwei", "drei"):
        letter = make_letter(subject=subject)
        TypesetLetter.objects.create(message=letter, dated=timezone.localdate(now), pdf=b"%PDF")
    with transaction.atomic():
        taken = take_for_printing(Message.objects.letters(), now)
    assert [letter.subject for letter in taken] == ["eins", "zwei"]
    assert Message.objects.letters().get().subject == "drei"


@pytest.mark.parametrize(
    ("printed_at", "on", "dated"),
    [
        (datetime(2026, 5, 1, 12, tzinfo=UTC), ON, date(2026, 5, 1)),
        (None, ON, ON),
        (None, None, date(2026, 10, 3)),
    ],
)
def test_a_letter_is_dated_to_its_printing_else_to_the_day_asked_for_else_to_today(
    make_letter, monkeypatch, printed_at, on, dated
):
    days = []
    monkeypatch.setattr("correspondence.letters.letter_html", lambda _letter, day: days.append(day))
    monkeypatch.setattr("correspondence.letters.print_pdf", lambda _html: b"%PDF")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 3, 12, tzinfo=UTC))
    assert letter_pdf(make_letter(printed_at=printed_at), on) == b"%PDF"
    assert days == [dated]


def test_a_list_may_stand_before_and_between_paragraphs():
    assert text_blocks("- eins\nText\n- zwei\n- drei\n\n- vier") == [
        ("list", ["eins"]),
        ("words", ["Text"]),
        ("list", ["zwei", "drei"]),
        ("list", ["vier"]),
    ]


def test_only_what_waits_is_typeset(make_letter):
    for values in ({"channel": "email"}, {"channel": "phone"}, {"state": "done"}):
        make_letter(**values)
    assert typeset_letters(timezone.now()) == 0
