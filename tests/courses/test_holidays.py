from datetime import date

import pytest

from courses.holidays import easter_sunday, holiday, holiday_warning


def test_a_year_in_bremen_has_ten_public_holidays():
    year = (
        date.fromordinal(n)
        for n in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
    )
    assert {day.isoformat(): holiday(day) for day in year if holiday(day)} == {
        "2027-01-01": "Neujahr",
        "2027-03-26": "Karfreitag",
        "2027-03-29": "Ostermontag",
        "2027-05-01": "Tag der Arbeit",
        "2027-05-06": "Christi Himmelfahrt",
        "2027-05-17": "Pfingstmontag",
        "2027-10-03": "Tag der Deutschen Einheit",
        "2027-10-31": "Reformationstag",
        "2027-12-25": "1. Weihnachtstag",
        "2027-12-26": "2. Weihnachtstag",
    }


@pytest.mark.parametrize(
    "easter",
    # The earliest and the latest there can be, the corrected ones, and some of these years.
    [
        "1818-03-22",
        "1943-04-25",
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2038-04-25",
        "2049-04-18",
        "2285-03-22",
    ],
)
def test_easter_is_when_the_calendar_says(easter):
    assert easter_sunday(int(easter[:4])).isoformat() == easter


def test_several_holidays_are_named_in_one_sentence():
    days = [date(2027, 5, 1), date(2027, 5, 2), date(2027, 10, 3)]
    assert holiday_warning(days) == (
        "Bitte prüfen Sie die Termine: 01.05.2027 (Tag der Arbeit), 03.10.2027"
        " (Tag der Deutschen Einheit) sind Feiertage."
    )
    assert holiday_warning(days[1:2]) == ""
