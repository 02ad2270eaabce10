"""What people read, word by word: every occasion of a registration in German."""

import re
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from courses.formatting import long_date
from participants.registration.notices import tell_parted, tell_status

MAY = datetime(2027, 5, 7, 23, 59, tzinfo=ZoneInfo("Europe/Berlin"))
WAYS = {"phone": "+49421123456", "street": "Weg 1", "email": "ada@example.org"}
NBSP = "\N{NO-BREAK SPACE}"
NUMBER = "\nIhre Anmeldenummer: HEM1-001\n"
PAGE = "http://testserver/anmeldung/GEHEIM/\n"
LOOK = f"{NUMBER}Auf dieser Seite sehen Sie immer, wie es steht.\n{PAGE}"
LOOK_OR_LEAVE = (
    f"{NUMBER}Auf dieser Seite sehen Sie immer, wie es steht."
    f" Hier können Sie sich auch abmelden.\n{PAGE}"
)
KEEP = f"{NUMBER}Bitte heben Sie die Nummer gut auf. Damit finden wir Ihre Anmeldung sofort.\n"
FAREWELL = """
Haben Sie Fragen? Rufen Sie uns gern an: 030 23125000.

Freundliche Grüße
Ihr Team von Bürger im Quartier

--
Bürger im Quartier
Ellener Dorfstr. 9, 28325 Bremen
Telefon 030 23125000 · biq@example.org
"""


@pytest.fixture
def words(course, make_registration):
    """Return a function that tells somebody something: subject, and body without frame and days."""

    def tell(status, channel="email", *, confirmed=True, tell=tell_status, **values):
        registration = make_registration("Ada", contact={**WAYS, "channel": channel})
        person = registration.participant
        person.email_confirmed_at = timezone.now() if confirmed else None
        person.save()
        for name, value in {"status": status, **values}.items():
            setattr(registration, name, value)
        message = tell(registration)
        body = message.body.replace(registration.token, "GEHEIM").replace(
            person.email_seal(), "SIEGEL"
        )
        body = re.sub(r"^- .+\n", "", body, flags=re.MULTILINE)
        greeting = "Guten Tag Ada,\n\n" if confirmed or channel != "email" else "Guten Tag,\n\n"
        assert body.startswith(greeting)
        assert body.endswith(FAREWELL)
        return message.subject, body.removeprefix(greeting).removesuffix(FAREWELL)

    return tell


def test_the_words_of_a_registration_that_arrived(words):
    subject, body = words("received")
    assert subject == "Ihre Anmeldung zum Kurs in Hemelingen ist da"
    assert body == (
        "danke für Ihre Anmeldung zum Kurs in Hemelingen.\n\n"
        "Wir lesen Ihre Anmeldung und melden uns in den nächsten Tagen bei Ihnen. "
        "Sie müssen nichts tun.\n"
        f"{LOOK_OR_LEAVE}"
    )


def test_the_words_of_a_place(words, course):
    subject, body = words("enrolled")
    assert subject == "Sie haben einen Platz im Kurs in Hemelingen"
    assert body == (
        "Sie haben einen Platz im Kurs in Hemelingen. "
        "Wir freuen uns auf Sie!\n\n"
        "So geht es weiter: "
        "Kommen Sie einfach zu Ihrem ersten Kurstag.\n\n"
        f"Ihr erster Kurstag: {long_date(course.days()[0].date)}, 10{NBSP}bis{NBSP}16{NBSP}Uhr\n"
        "Der Ort: Bürgerhaus Probe, Probeweg 1, 28309 Bremen\n"
        "Sie kommen ohne Stufen hinein. Eingang vom Hof, Aufzug links.\n"
        "Bitte mitbringen: Etwas zum Schreiben und bequeme Schuhe.\n\n"
        "Alle Tage und Orte stehen auf Ihrer Seite, siehe unten.\n\n"
        "Bitte zahlen Sie 50\N{NO-BREAK SPACE}€. "
        "Ist das zu viel? "
        "Dann rufen Sie uns an. "
        "Sie zahlen weniger oder nichts und müssen nichts erklären.\n"
        f"{LOOK_OR_LEAVE}"
    )


def test_the_words_of_a_place_in_line(words):
    subject, body = words("waiting")
    assert subject == "Sie stehen auf der Warteliste für den Kurs in Hemelingen"
    assert body == (
        "danke für Ihre Anmeldung zum Kurs in Hemelingen.\n\n"
        "Zurzeit sind alle Plätze belegt. "
        "Sie stehen auf Platz 1 der Warteliste.\n\n"
        "So geht es weiter: "
        "Wird ein Platz für Sie frei, melden wir uns sofort. "
        "Sie müssen nichts tun und nichts bezahlen.\n"
        f"{LOOK_OR_LEAVE}"
    )


def test_the_words_of_a_place_in_line_for_people_who_come_only_together(words):
    _, body = words("waiting", party=UUID(int=1))
    assert body.split("\n\n")[1] == (
        "Zurzeit sind nicht genug Plätze für Sie alle frei. "
        "Sie stehen auf Platz 1 der Warteliste. "
        "Ein einzelner freier Platz kann an jemanden gehen, der allein kommt."
    )


def test_the_words_of_a_no(words):
    subject, body = words("declined_offer")
    assert subject == "Sie haben den Platz im Kurs in Hemelingen nicht genommen"
    assert body == (
        "danke für Ihre Antwort. "
        "Sie möchten den Platz im Kurs in Hemelingen nicht. "
        "Die nächste Person freut sich darüber.\n\n"
        "Sie müssen nichts weiter tun und nichts bezahlen. "
        "Möchten Sie doch noch teilnehmen? "
        "Dann rufen Sie uns bitte an.\n"
        f"{LOOK}"
    )


def test_the_words_of_no_answer(words):
    subject, body = words("expired")
    assert subject == "Der Platz im Kurs in Hemelingen ist weitergegeben"
    assert body == (
        "wir hatten Ihnen einen Platz im Kurs in Hemelingen angeboten. "
        "Leider haben wir keine Antwort von Ihnen bekommen. "
        "Darum ging der Platz an die nächste Person.\n\n"
        "Sie müssen nichts bezahlen. "
        "Möchten Sie doch noch teilnehmen? "
        "Dann rufen Sie uns bitte an.\n"
        f"{LOOK}"
    )


def test_the_words_of_leaving(words):
    subject, body = words("withdrawn")
    assert subject == "Sie sind vom Kurs in Hemelingen abgemeldet"
    assert body == (
        "Sie sind vom Kurs in Hemelingen abgemeldet. "
        "Sie müssen nichts weiter tun.\n\n"
        "Haben Sie schon etwas bezahlt? "
        "Dann rufen Sie uns bitte an, und wir sprechen über die Rückzahlung.\n"
        f"{LOOK}"
    )


def test_the_words_of_the_end_of_a_course(words):
    subject, body = words("course_cancelled")
    assert subject == "Der Kurs in Hemelingen ist abgesagt"
    assert body == (
        "leider müssen wir den Kurs in Hemelingen absagen. "
        "Das tut uns leid.\n\n"
        "Sie müssen nichts bezahlen. "
        "Was Sie schon bezahlt haben, bekommen Sie zurück. "
        "Gern sagen wir Ihnen, wo der nächste Kurs stattfindet.\n"
        f"{LOOK}"
    )


def test_the_words_for_somebody_who_waited_in_vain(words):
    subject, body = words("unplaced")
    assert subject == "Der Kurs in Hemelingen ist zu Ende"
    assert body == (
        "der Kurs in Hemelingen ist zu Ende. "
        "Leider hatten wir keinen Platz für Sie. "
        "Das tut uns leid.\n\n"
        "Sie müssen nichts bezahlen. "
        "Gern sagen wir Ihnen, wo der nächste Kurs stattfindet.\n"
        f"{LOOK}"
    )


def test_the_words_of_an_offer_names_its_last_day(words):
    subject, body = words("offered", offer_ends_at=MAY)
    assert subject == "Ein Platz ist frei: Kurs in Hemelingen. Bitte antworten Sie"
    assert body == (
        "gute Nachricht: "
        "Im Kurs in Hemelingen ist ein Platz für Sie frei. "
        "Möchten Sie ihn haben?\n\n"
        "Bitte antworten Sie bis Freitag, 7.\N{NO-BREAK SPACE}Mai 2027. "
        "Danach bekommt die nächste Person den Platz.\n\n"
        "Antworten Sie auf Ihrer Seite, siehe unten. "
        "Oder rufen Sie uns an.\n"
        f"{LOOK_OR_LEAVE}"
    )


def test_the_words_of_an_offer_to_an_unconfirmed_address_asks_to_confirm_it_first(words):
    subject, body = words("offered", confirmed=False)
    assert subject == "Ein Platz ist frei: Kurs in Hemelingen. Bitte antworten Sie"
    assert body == (
        "gute Nachricht: "
        "Im Kurs in Hemelingen ist ein Platz für Sie frei. "
        "Möchten Sie ihn haben?\n\n"
        "Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse. "
        "Von da an haben Sie 7 Tage Zeit für Ihre Antwort.\n\n"
        "Antworten Sie auf Ihrer Seite, siehe unten. "
        "Oder rufen Sie uns an.\n"
        f"{LOOK_OR_LEAVE}"
        "\n"
        "Bitte bestätigen Sie noch Ihre E-Mail-Adresse. "
        "Dann wissen wir, dass unsere Nachrichten ankommen:\n"
        "http://testserver/anmeldung/GEHEIM/email/SIEGEL/\n"
    )


def test_the_words_of_an_offer_by_phone(words):
    subject, body = words("offered", "phone")
    assert subject == "Ein Platz ist frei: Kurs in Hemelingen. Bitte antworten Sie"
    assert body == (
        "gute Nachricht: "
        "Im Kurs in Hemelingen ist ein Platz für Sie frei. "
        "Möchten Sie ihn haben?\n\n"
        "Sie können gleich ja oder nein sagen. "
        "Oder Sie überlegen 7 Tage lang und rufen uns an. "
        "Danach bekommt die nächste Person den Platz.\n\n"
        "Das sind Ihre Kurstage:\n"
        f"{KEEP}"
    )


def test_the_words_of_an_offer_by_post_counts_from_when_the_letter_is_there(words):
    subject, body = words("offered", "post")
    assert subject == "Ein Platz ist frei: Kurs in Hemelingen. Bitte antworten Sie"
    assert body == (
        "gute Nachricht: "
        "Im Kurs in Hemelingen ist ein Platz für Sie frei. "
        "Möchten Sie ihn haben?\n\n"
        "Sie haben 7 Tage Zeit, wenn der Brief bei Ihnen ist. "
        "Danach bekommt die nächste Person den Platz.\n\n"
        "Rufen Sie uns dafür bitte an: "
        "030 23125000.\n\n"
        "Das sind Ihre Kurstage:\n"
        f"{KEEP}"
    )


def test_the_words_of_an_offer_to_people_who_only_come_together(words):
    subject, body = words("offered", offer_ends_at=MAY, party=UUID(int=1))
    assert subject == "Ein Platz ist frei: Kurs in Hemelingen. Bitte antworten Sie"
    assert body == (
        "gute Nachricht: "
        "Im Kurs in Hemelingen sind Plätze für Sie alle frei. "
        "Möchten Sie Ihren Platz haben?\n\n"
        "Sie wollen nur gemeinsam teilnehmen. "
        "Darum müssen alle von Ihnen ja sagen. "
        "Sagt jemand nein, bekommt eine andere Person die Plätze. "
        "Dann bleiben die anderen von Ihnen auf der Warteliste.\n\n"
        "Bitte antworten Sie bis Freitag, 7.\N{NO-BREAK SPACE}Mai 2027. "
        "Danach bekommt die nächste Person den Platz.\n\n"
        "Antworten Sie auf Ihrer Seite, siehe unten. "
        "Oder rufen Sie uns an.\n"
        f"{LOOK_OR_LEAVE}"
    )


def test_the_words_of_somebody_whose_companion_left(words):
    subject, body = words("waiting", tell=tell_parted)
    assert subject == "Ihre Anmeldung zum Kurs in Hemelingen gilt jetzt anders"
    assert body == (
        "Sie wollten nur gemeinsam mit anderen am Kurs in Hemelingen teilnehmen. "
        "Jemand von Ihnen ist jetzt nicht mehr dabei. "
        "Ihre Anmeldung gilt jetzt für Sie allein.\n\n"
        "Sie stehen weiter auf der Warteliste. "
        "Niemand kommt dadurch vor Ihnen an die Reihe. "
        "Wird ein Platz frei, melden wir uns sofort. "
        "Möchten Sie nicht mehr teilnehmen? "
        "Dann sagen Sie uns bitte Bescheid.\n"
        f"{LOOK_OR_LEAVE}"
    )
