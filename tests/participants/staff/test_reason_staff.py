"""Why a registration stands where it does, as staff read it."""

import pytest

from courses.models import Course
from participants.models import Registration
from participants.registration.party import tie
from participants.staff.reason_staff import reason_for_staff

PHONE = {"phone": "+49421123456", "channel": "phone"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("received", "Sie entscheiden, ob die Person einen Platz bekommt."),
        ("declined_offer", "Die Person wollte den angebotenen Platz nicht."),
        ("expired", "Auf das Angebot kam keine Antwort."),
        ("withdrawn", "Die Person ist abgemeldet worden oder hat sich selbst abgemeldet."),
        ("course_cancelled", "Daran ändert sich nichts mehr."),
        ("unplaced", "Der Kurs ist zu Ende, und es war kein Platz frei."),
        ("completed", "Genug Kurstage besucht, oder so entschieden."),
        ("not_completed", "Für das Zertifikat fehlten Kurstage, oder so entschieden."),
    ],
)
def test_every_status_has_its_words(make_registration, status, words):
    registration = make_registration()
    registration.status = status
    assert reason_for_staff(registration) == words


def test_a_note_in_the_history_is_no_reason(make_registration, staff):
    registration = make_registration()
    registration.backdate(registration.arrived_at, staff, "Probe")
    assert reason_for_staff(registration) == "Bei der Anmeldung war ein Platz frei."


def test_who_is_under_age_lacks_the_yes_of_a_guardian(make_registration):
    registration = make_registration(answers={"under_age": True})
    assert reason_for_staff(registration) == "Die Einwilligung der Sorgeberechtigten fehlt noch."


def test_a_party_that_no_course_can_take_is_to_be_spoken_with(make_course, make_registration):
    course = make_course("paar-2027", capacity=2)
    for name in ("Erste Person", "Zweite Person"):
        make_registration(name, course=course)
    pair = [make_registration(name, course=course) for name in ("Ada", "Bea")]
    tie(pair, None, "Ehepaar")
    Course.objects.filter(pk=course.pk).update(capacity=1)
    pair[0].refresh_from_db()
    assert reason_for_staff(pair[0]) == (
        "Platz 1 auf der Warteliste. So viele Plätze hat der Kurs nicht. Bitte sprechen Sie mit"
        " ihnen."
    )


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (PHONE, "Sie beginnt, wenn jemand die Person am Telefon erreicht."),
        (
            {"street": "Probeweg 1", "postal_code": "28309", "city": "Bremen", "channel": "post"},
            "Sie beginnt 3 Tage nach dem Druck des Briefs.",
        ),
        (
            {"email": "ada@example.org", "channel": "email"},
            "Die E-Mail-Adresse ist nicht bestätigt: Bitte rufen Sie an.",
        ),
    ],
)
def test_an_offer_whose_time_has_not_begun_says_when_it_does(
    small_course, make_registration, contact, words
):
    first = make_registration("Erste Person", course=small_course)
    offered = make_registration("Ada", course=small_course, contact=contact)
    first.withdraw()
    offered = Registration.objects.get(pk=offered.pk)
    assert reason_for_staff(offered) == f"Die Frist hat noch nicht begonnen. {words}"
    offered.offer_message = None
    assert reason_for_staff(offered) == "Die Frist hat noch nicht begonnen."
