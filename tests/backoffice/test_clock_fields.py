"""Times and lengths as people write them."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from backoffice.clock_fields import ClockField, LengthField


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10:30", time(10, 30)),
        ("10.30", time(10, 30)),
        (" 10 . 30 Uhr", time(10, 30)),
        ("10 Uhr 30", time(10, 30)),
        ("10 Uhr", time(10)),
        ("9h", time(9)),
        ("9", time(9)),
        ("09:05", time(9, 5)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_time_is_read_as_people_write_it(written, meant):
    assert ClockField(required=False).clean(written) == meant


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("halb elf", "10:30"),
        ("Halb elf Uhr", "10:30"),
        ("viertel nach zehn", "10:15"),
        ("viertel vor zwölf", "11:45"),
        ("dreiviertel zwölf", "11:45"),
        ("viertel elf", "10:15"),
        ("halb zwei", "13:30"),
        ("halb eins", "12:30"),
        ("viertel nach zwölf", "12:15"),
    ],
)
def test_a_time_in_words_is_asked_back(words, asked):
    with pytest.raises(ValidationError) as refusal:
        ClockField().clean(words)
    assert refusal.value.messages == [
        f"Meinen Sie {asked}\N{NO-BREAK SPACE}Uhr? Dann schreiben Sie bitte {asked}."
    ]


@pytest.mark.parametrize(
    "written", ["25:00", "10:61", "10:30 Uhr 20", "bald", "halb", "halb viele", "10:3", "-1"]
)
def test_what_is_no_time_is_refused_with_an_example(written):
    with pytest.raises(ValidationError) as refusal:
        ClockField().clean(written)
    assert refusal.value.messages == ["Bitte schreiben Sie die Uhrzeit so: 10:30."]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("45", 45),
        ("45 Minuten", 45),
        ("45 min.", 45),
        ("1:30", 90),
        ("1 h", 60),
        ("2 Stunden", 120),
        ("1 Std. 15 min", 75),
        ("1,5", 90),
        ("1,5 Stunden", 90),
        ("0,75 h", 45),
        ("1½", 90),
        ("½", 30),
        ("120", 120),
        ("0:05", 5),
    ],
)
def test_a_length_is_read_as_people_write_it(written, minutes):
    assert LengthField(most=720).clean(written) == minutes


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "Bitte schreiben Sie auf, wie lange es dauert, zum Beispiel 45."),
        ("0", "Bitte schreiben Sie auf, wie lange es dauert, zum Beispiel 45."),
        ("0:00", "Bitte schreiben Sie auf, wie lange es dauert, zum Beispiel 45."),
        (
            "lange",
            "Bitte schreiben Sie die Dauer in Minuten, zum Beispiel 45, oder so: 1:30.",
        ),
        ("1:75", "Bitte schreiben Sie die Dauer in Minuten, zum Beispiel 45, oder so: 1:30."),
        ("-5", "Bitte schreiben Sie die Dauer in Minuten, zum Beispiel 45, oder so: 1:30."),
        ("13:00", "So lange dauert kein Programmpunkt. Möglich sind bis zu 12 Stunden."),
    ],
)
def test_what_is_no_length_is_refused(written, said):
    with pytest.raises(ValidationError) as refusal:
        LengthField(most=720).clean(written)
    assert refusal.value.messages == [said]
