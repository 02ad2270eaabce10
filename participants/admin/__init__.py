"""People, registrations and wishes as lists of the staff face. Django looks for them here."""

from participants.admin import interest, payment, person, registration

__all__ = ["interest", "payment", "person", "registration"]
