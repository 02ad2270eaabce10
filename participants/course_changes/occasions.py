"""What people with a place are told about the days of their course."""

from correspondence.occasions import Occasion

DAY_MOVED = Occasion("day_moved", "Kurstag verschoben")
DAY_CANCELLED = Occasion("day_cancelled", "Kurstag fällt aus")
DAY_SUBSTITUTED = Occasion("day_substituted", "neuer Kurstag")
DAYS_VENUE = Occasion("days_venue", "Ort der Kurstage")

OCCASIONS = (DAY_MOVED, DAY_CANCELLED, DAY_SUBSTITUTED, DAYS_VENUE)
