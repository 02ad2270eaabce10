"""The addresses of a form for several people, what they type, and who is stored."""

from uuid import uuid4

from participants.models import Registration

URL = "/kurse/hemelingen-2027/anmelden/"
ANOTHER, SEND = f"{URL}weitere/", f"{URL}absenden/"
ADA = {"name": "Ada", "phone": "0421 123456", "street": "Weg 1", "postal_code": "28309"}


def change(number):
    return f"{URL}aendern/{number}/"


def without(number):
    return f"{URL}ohne/{number}/"


def people(count):
    """Return what so many people type."""
    names = ["name", *(f"p{number}-name" for number in range(2, count + 1))]
    ways = ["phone", *(f"p{number}-phone" for number in range(2, count + 1))]
    typed = {name: f"Mensch {number}" for number, name in enumerate(names, 1)}
    return {"key": str(uuid4()), **typed, **dict.fromkeys(ways, "0421 123456")}


def stored():
    return [row.participant.name for row in Registration.objects.order_by("sequence")]
