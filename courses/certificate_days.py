"""How many course days the certificate needs, for a programme of any length.

Who was there often enough is decided by `participants.attendance.eligibility`.
"""

from fractions import Fraction
from math import ceil

USUAL_SHARE = Fraction(3, 4)


def usual_certificate_days(planned: int) -> int:
    """Return how many of so many planned days are needed where nobody says otherwise."""
    return ceil(planned * USUAL_SHARE)


def same_share(certificate_days: int, planned: int, days: int) -> int:
    """Return the share `certificate_days` of `planned`, rounded up, for another number of days.

    A course without planned days needs none."""
    return ceil(Fraction(certificate_days * days, planned)) if planned else 0


def too_many_certificate_days(certificate_days: int, planned: int) -> str:
    """Return in German that nobody can be there so often, and what is usual instead."""
    if not planned:
        return "Der Kurs hat noch keine Kurstage."
    return (
        f"Nötig sind {certificate_days}, der Kurs hat aber nur {planned}."
        f" Üblich sind {usual_certificate_days(planned)}."
    )
