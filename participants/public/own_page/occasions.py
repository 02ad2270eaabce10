"""What people are told when they correct their e-mail address."""

from correspondence.occasions import Occasion

EMAIL_CONFIRM = Occasion("email_confirm", "E-Mail-Adresse bestätigen", for_one_address=True)
EMAIL_CHANGED = Occasion("email_changed", "E-Mail-Adresse geändert", for_one_address=True)

OCCASIONS = (EMAIL_CONFIRM, EMAIL_CHANGED)
