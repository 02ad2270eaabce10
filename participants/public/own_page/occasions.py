"""What people are told when they correct their e-mail address."""

from correspondence.occasions import Occasion

EMAIL_CONFIRM = Occasion("email_confirm", "E-Mail-Adresse bestätigen")
EMAIL_CHANGED = Occasion("email_changed", "E-Mail-Adresse geändert")

OCCASIONS = (EMAIL_CONFIRM, EMAIL_CHANGED)
