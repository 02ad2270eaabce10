"""Whatever is counted reads well with none, one, two, five and twenty-one of it."""

import re
from pathlib import Path

import pytest
from babel import Locale
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import ngettext, override

from biq.languages.catalogs import LANGUAGES
from biq.languages.source_strings import strings
from participants.attendance.eligibility import Outlook
from participants.attendance.progress_text import progress_in_words
from web.counting import counted

NUMBERS = (0, 1, 2, 5, 21)
PLURALS = [text for text, _context in strings() if isinstance(text, tuple)]
NBSP = "\N{NO-BREAK SPACE}"
# What is counted somewhere, in the form that does not go with 1.
MANY = (
    "Anmeldungen|Anrufen?|Beiträgen?|Bescheinigungen|Blöcken?|Briefen?|Dateien|Durchläufen?"
    "|Einträgen?|Kursen?|Kurstagen?|Menschen|Monaten?|Nachrichten|Orten?|Papieren?|Personen"
    "|Plätzen?|Seiten|Stunden|Tagen?|Teilnahmebescheinigungen|Teilnehmende|Unterrichtsstunden"
    "|Urkunden|Versuchen?|Wochen|Zahlungen|Zeilen|Zertifikaten?"
)
# A number that is filled in, and such a word behind it, perhaps with one word between them.
BARE = re.compile(rf"\}}(?:&nbsp;|\s|{NBSP})(?:[a-zäöüß]+\s)?(?:{MANY})\b")
# These numbers are constants above 1.
CONSTANT = ("{POST_DAYS}", "{placeholders.LINES}", "{WEEKS_BETWEEN_BLOCKS}")
# What stands before the word is no number of it, or never 1: a limit, people behind `one_or_many`,
# "1:30 Stunden", the courses among which most have something, a course with one place.
NOT_COUNTED = {
    "backoffice/clock_fields.py: } Stunden",
    "biq/composer/remarks.py: } Menschen",
    "biq/staff/tasks/registrations.py: } freie Plätze",
    "courses/day_gaps.py: } Stunden",
    "partners/contribution_gaps.py: } Kursen",
    "templates/correspondence/registration_offered.body.txt: } sind Plätze",
    "templates/participants/seats.html: } Plätzen",
}
# What staff change themselves; the whole course has more than one day.
OF_STAFF = Path("certificates/placeholders.py")


def used_for(language, number):
    """Return whether the form for this number stands for no other number."""
    rule = Locale.parse(language).plural_form
    return sum(rule(other) == rule(number) for other in range(200)) == 1


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("language", ["de", *LANGUAGES])
def test_every_plural_of_the_public_face_names_its_number(language, number):
    """Only a form that stands for one number may leave it out: "Eine Person", never for 21."""
    wrong = []
    for one, many in PLURALS:
        gaps = set(re.findall(r"%\((\w+)\)s", one + many))
        with override(language):
            text = ngettext(one, many, number) % dict.fromkeys(gaps, str(number))
        if str(number) not in text and not used_for(language, number):
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("number", NUMBERS)
def test_german_plurals_have_the_singular_for_one_and_only_for_one(number):
    for one, many in PLURALS:
        with override("de"):
            assert ngettext(one, many, number) == (one if number == 1 else many)


def test_a_thing_is_counted_in_words():
    assert [counted(number, "Kurstag", "Kurstage") for number in NUMBERS] == [
        f"0{NBSP}Kurstage",
        f"1{NBSP}Kurstag",
        f"2{NBSP}Kurstage",
        f"5{NBSP}Kurstage",
        f"21{NBSP}Kurstage",
    ]


def test_templates_count_in_words():
    template = Template('{% load formatting %}{{ n|counted:"Brief kommt, Briefe kommen" }}')
    said = [template.render(Context({"n": number})) for number in (0, 1, 21)]
    assert said == [f"0{NBSP}Briefe kommen", f"1{NBSP}Brief kommt", f"21{NBSP}Briefe kommen"]


def sources():
    rooms = ("accounts", "backoffice", "biq", "certificates", "correspondence", "courses")
    for room in (*rooms, "pages", "participants", "partners", "web"):
        yield from (settings.BASE_DIR / room).rglob("*.py")
    yield from (settings.BASE_DIR / "templates").rglob("*.*")


def plain(path):
    """Return the text without what a plural of gettext says: that has its own test."""
    text = re.sub(r"{% plural %}.*?{% endblocktranslate %}", "", path.read_text(), flags=re.DOTALL)
    for name in CONSTANT:
        text = text.replace(name, "3")
    return text


def test_no_number_stands_before_a_word_that_does_not_go_with_one():
    """Use `counted` from `web.counting`, in templates the filter of that name."""
    found = {
        f"{path.relative_to(settings.BASE_DIR)}: {bare}"
        for path in sources()
        if "migrations" not in path.parts and path.relative_to(settings.BASE_DIR) != OF_STAFF
        for bare in BARE.findall(plain(path))
    }
    assert found == NOT_COUNTED


class Standing:
    """A Progress in which every number is the same."""

    override, unknown, outlook = None, (), Outlook.REACHABLE

    def __init__(self, number, **more):
        self.present = self.needed = self.missing = number
        self.to_come = self.possible = number
        vars(self).update(more)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"outlook": Outlook.REACHED},
            ["0 Kurstagen", "1 Kurstag", "2 Kurstagen", "5 Kurstagen", "21 Kurstagen"],
        ),
        (
            {"to_come": 0},
            [f"von {n} nötige{'n Kurstag' if n == 1 else 'n Kurstagen'}" for n in NUMBERS],
        ),
        (
            {"outlook": Outlook.MISSED, "to_come": 1, "possible": 1},
            ["0 Kurstage", "1 Kurstag", "2 Kurstage", "5 Kurstage", "21 Kurstage"],
        ),
    ],
)
def test_the_way_to_the_certificate_is_counted_in_words(more, said):
    texts = [progress_in_words(Standing(number, **more)).replace(NBSP, " ") for number in NUMBERS]
    found = [re.search(rf"{words}\b", text) for words, text in zip(said, texts, strict=True)]
    assert [one is not None for one in found] == [True] * 5
