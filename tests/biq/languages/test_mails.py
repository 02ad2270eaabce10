"""Every message to a person in every language and by every channel: whole, and without German."""

import re
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from biq.languages.catalogs import LANGUAGES
from certificates.models import Certificate, Kind
from correspondence.occasions import registered
from correspondence.telling import Recipient, tell
from courses.models import CourseDay
from participants.course_changes.day_news import DayNews, known
from participants.models import PaymentAdvice
from participants.telling.calls import Call
from partners.models import Contribution, Invitation, Partner

WAYS = {"email": "p@example.org", "phone": "030 23125 001", "post_address": "Weg 1\nBremen"}
BY = [("email", True), ("email", False), ("phone", True), ("post", True)]
# Words that no sentence of ours does without for long, and that no other of our languages knows.
GERMAN = {
    *("Sie", "Ihr", "Ihre", "Ihrer", "Ihren", "Ihnen", "uns", "Wir", "wir", "und", "nicht", "für"),
    *("einen", "dem", "ist", "sind", "Bitte", "bitte", "Anmeldung", "Anmeldenummer", "Warteliste"),
    *("Platz", "Kurstag", "Tage", "Uhr", "Papier", "Zertifikat", "Seite"),
}
# What is written alike in German: names and numbers, what staff typed, lines of the foot.
ALIKE = re.compile(
    r"Bürger im Quartier|Telefon [\d ]+ · \S+|--|http\S+|[\d ]+\.|\d+\s€\.|HEM1-001|"
    r"Bürgerhaus Probe\b.*|Eingang vom Hof, Aufzug links\.|Bremer Probestiftung|IBAN .*|"
)
# Leaders and partners read German.
FOR_COLLEAGUES = ("days_for_team", "partner_answered", "partner_invited", "partner_thanked")
ACCOUNT = "Bremer Probestiftung\nIBAN DE02 1203 0000 0000 2020 51"
NOT_FOR_THE_EAR = re.compile(r"https?:|x\.example|siehe unten|/anmeldung/|DE02|2020")
FLAW = re.compile(r"%\(|[{}]|None|  |[ (][,،.:;!?؟]|[,،:;]{2}|[:،,]\.|\n\n\n|\xa0 | \xa0")


@pytest.fixture(scope="module")
def written():
    """Every message by its language, once a test has asked for it: writing them takes long."""
    return {}


@pytest.fixture
def messages(written, course, make_registration):
    """Return a function that writes every occasion in a language in every way it may be told."""
    registration = make_registration("Ada Lovelace")

    def write(language):
        written[language] = written.get(language) or write_all(language)
        return written[language]

    def write_all(language):
        return [
            tell(
                Recipient(UUID(int=7), "Ada Lovelace", by, language, **WAYS, email_confirmed=sure),
                occasion,
                facts,
            )
            for by, sure in BY
            for occasion in registered()
            for facts in facts_with_and_without(course, registration, occasion.slug)
        ]

    return write


def facts_with_and_without(course, registration, occasion):
    """Return the facts twice: so that each "if" of the messages is said, and is not said."""
    days = list(course.days())[:2]
    [day, _] = days
    facts = {
        "registration": registration,
        "course": course,
        "day": day,
        "days": days,
        "venue": day.venue,
        "district": course.district,
        "certificate": Certificate(kind=Kind.CERTIFICATE),
        "offer_days": 7,
        "link": "https://x.example/en/1/",
        "own_page": "https://x.example/en/2/",
        "writer": "Lea Leit",
        **dict.fromkeys(("subject", "text", "text_to_say"), "Bürgerhaus Probe"),
    }
    cancelled = CourseDay(block=day.block, date=day.date, state="cancelled")
    moved = [DayNews(one, known(one)) for one in days]
    moved[0].known[1] = "2026-03-05"
    facts["news"] = [*moved, DayNews(cancelled, known(day))]
    facts |= facts_about_a_partner(course)
    registration.status, registration.offer_ends_at = "waiting", None
    facts |= {"amount": Decimal(60), "payment": PaymentAdvice(account=ACCOUNT)}
    yield facts | {"before": day.date, "due": Decimal(50), "together": True, "confirm_link": ""}
    facts["amount"] = Decimal(20)
    registration.status = "waiting" if occasion == "registration_waiting" else "offered"
    registration.offer_ends_at = timezone.now()
    confirm = "https://x.example/en/3/"
    earlier = day.date - timedelta(days=1)
    facts["invitation"].answer, facts["invitation"].words = "proposal", "Lieber nachmittags."
    facts["contribution"].topic = facts["topic"] = facts["by"] = ""
    yield facts | {"before": earlier, "due": 0, "together": False, "confirm_link": confirm}


def facts_about_a_partner(course):
    partner = Partner.objects.get_or_create(name="Ortsamt Probe", world="civil", kind="club")[0]
    block = course.blocks.get(number=1)
    asked = Contribution(pk=1, partner=partner, block=block, topic="Rundgang")
    invitation = Invitation(contribution=asked, answer="yes", needs_projector=True)
    known = {"topic": asked.topic, "by": "Vera Wal", "last_day": block.days.first().date}
    return known | {"contribution": asked, "contributions": [asked], "invitation": invitation}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_in_another_language_has_german_left(messages, language):
    written = [one for one in messages(language) if one.occasion not in FOR_COLLEAGUES]
    left = [(one.occasion, one.channel, german_in(one)) for one in written]
    assert [one for one in left if one[-1]] == []


def german_in(message):
    alike = sentences(message) & sentences_in(message.german_body)
    words = GERMAN & set(re.findall(r"\w+", own_words(message)))
    return words | {one for one in alike if not ALIKE.fullmatch(one)}


@pytest.mark.parametrize("language", ["de", *LANGUAGES])
def test_every_message_is_whole(messages, language):
    found = [(one.occasion, one.channel, flaws_of(one)) for one in messages(language)]
    assert [one for one in found if one[-1]] == []


@pytest.mark.parametrize("language", ["de", *LANGUAGES])
def test_no_link_no_account_and_no_pointing_at_the_page_is_ever_read_aloud(messages, language):
    read = [(one.occasion, one.channel, read_aloud(one)) for one in messages(language)]
    assert [one for one in read if NOT_FOR_THE_EAR.search(one[-1])] == []
    assert [one[:-1] for one in read if len(one[-1]) < 60] == []


@pytest.mark.parametrize("language", ["de", *LANGUAGES])
def test_the_words_for_the_phone_are_those_of_a_call_whatever_the_first_way_was(messages, language):
    written = messages(language)
    share = len(written) // len(BY)
    calls = written[2 * share : 3 * share]
    for mailed in (written[:share], written[share : 2 * share]):
        assert list(map(read_aloud, mailed)) == list(map(read_aloud, calls))


def read_aloud(message):
    call = Call(message)
    blocks = [*call.text, *call.own_text]
    return "\n".join(line for _, lines in blocks for line in lines)


def flaws_of(message):
    greeting = message.body.splitlines()[0]
    greets = ("Ada Lovelace" in greeting) == (not message.unconfirmed)
    return FLAW.findall(f"{message.subject}\n{message.body}") + [greeting] * (not greets)


def sentences(message):
    return sentences_in(message.body) | {message.subject}


def sentences_in(text):
    text = text.replace(settings.CONTACT_ADDRESS, "")
    return {one.strip() for one in re.split(r"\n|(?<=[.!?:])\s", text)}


def own_words(message):
    """Return what is said without names: the address of the foundation, the course's own."""
    text = f"{message.subject}\n{message.body}".replace("Bürger im Quartier", "")
    return text.replace(settings.CONTACT_ADDRESS, "")
