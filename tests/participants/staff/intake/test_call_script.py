"""What to say on the phone when somebody has just been registered."""

import pytest

from courses.formatting import long_date
from participants.models import Status
from participants.staff.intake.call_script import call_script

POST = {"street": "Weg 1", "postal_code": "28309", "city": "Bremen", "channel": "post"}
WAYS = {
    "email": {"email": "ada@example.org", "channel": "email"},
    "phone": {"phone": "+49421123456", "channel": "phone"},
    "post": POST,
}


@pytest.mark.parametrize(
    ("way", "last"),
    [
        ("email", "Sie bekommen das auch als E-Mail."),
        ("phone", "Bitte schreiben Sie die Nummer auf."),
        ("post", "Sie bekommen das auch als Brief."),
    ],
)
def test_everybody_hears_their_number_and_how_it_comes_again(make_registration, way, last):
    registration = make_registration(contact=WAYS[way])
    number = f"Ihre Anmeldenummer ist {registration.reference}."
    assert call_script(registration)[-2:] == [number, last]


@pytest.mark.parametrize(
    ("way", "news"),
    [
        ("email", "Wird ein Platz frei, schreiben wir Ihnen eine E-Mail."),
        ("phone", "Wird ein Platz frei, rufen wir Sie an."),
        ("post", "Wird ein Platz frei, schicken wir Ihnen einen Brief."),
    ],
)
def test_who_waits_hears_how_a_free_place_is_told(small_course, make_registration, way, news):
    make_registration("Erste Person", course=small_course)
    make_registration("Zweite Person", course=small_course)
    registration = make_registration("Ada", course=small_course, contact=WAYS[way])
    assert call_script(registration)[:3] == [
        "Zurzeit sind alle Plätze belegt.",
        "Sie stehen auf Platz 2 der Warteliste.",
        news,
    ]


def test_the_first_day_is_the_first_that_takes_place(course, make_registration):
    registration = make_registration()
    first, second = course.days()[:2]
    first.cancel()
    second.venue = None
    second.save()
    assert call_script(registration)[1] == (
        f"Der erste Tag ist {long_date(second.date)}, 10\N{NO-BREAK SPACE}bis"
        "\N{NO-BREAK SPACE}16\N{NO-BREAK SPACE}Uhr."
    )


def test_without_any_day_none_is_named(course, make_registration):
    registration = make_registration()
    for day in course.days():
        day.cancel()
    assert call_script(registration)[1] == "Der ganze Kurs kostet 50\N{NO-BREAK SPACE}€."


def test_a_course_without_a_fee_costs_nothing(make_course, make_registration):
    registration = make_registration(course=make_course("frei-2027", fee=0))
    assert "Der Kurs kostet nichts." in call_script(registration)
    assert not any("bezahlen" in sentence for sentence in call_script(registration))


def test_who_is_yet_to_be_decided_on_hears_that(make_course, make_registration):
    course = make_course("mit-aufnahme", admission="staff")
    registration = make_registration(course=course)
    assert registration.status == Status.RECEIVED
    assert call_script(registration)[:2] == [
        "Wir haben Ihre Anmeldung.",
        "Wir prüfen sie und melden uns bei Ihnen.",
    ]
