"""What people with a place, leaders and partners are told about the days of a course."""

from correspondence.occasions import Occasion

DAY_MOVED = Occasion("day_moved", "Kurstag verschoben")
DAY_CANCELLED = Occasion("day_cancelled", "Kurstag fällt aus")
DAY_SUBSTITUTED = Occasion("day_substituted", "neuer Kurstag")
DAYS_CHANGED = Occasion("days_changed", "Kurstage geändert")
DAYS_VENUE = Occasion("days_venue", "Ort der Kurstage")
DAYS_FOR_TEAM = Occasion("days_for_team", "Kurstage: Kursleitung und Partner")

OCCASIONS = (
    *(DAY_MOVED, DAY_CANCELLED, DAY_SUBSTITUTED, DAYS_CHANGED, DAYS_VENUE),
    DAYS_FOR_TEAM,
)
