"""What people are told who want to hear of the next course in their district."""

from correspondence.occasions import Occasion

INTEREST_CONFIRM = Occasion("interest_confirm", "Wunsch nach Bescheid bestätigen")
INTEREST_COURSE = Occasion("interest_course", "neuer Kurs im Stadtteil")

OCCASIONS = (INTEREST_CONFIRM, INTEREST_COURSE)
