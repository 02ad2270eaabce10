"""What partners are told, and leaders about their answers."""

from correspondence.occasions import Occasion

PARTNER_INVITED = Occasion("partner_invited", "Einladung an Kooperationspartner")
PARTNER_ANSWERED = Occasion("partner_answered", "Antwort eines Kooperationspartners")
PARTNER_THANKED = Occasion("partner_thanked", "Dank an Kooperationspartner")

OCCASIONS = (PARTNER_INVITED, PARTNER_ANSWERED, PARTNER_THANKED)
