"""Made-up partners, one of nearly every kind, and what they contribute."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from courses.models import Course, District
from partners import answering, inviting
from partners.models import (
    ContactPerson,
    Contribution,
    ContributionState,
    Invitation,
    Kind,
    Partner,
    World,
)

PROFESSIONAL, CIVIL = World.PROFESSIONAL, World.CIVIL
PARTNERS = (
    ("Quartiersmanagement Musterquartier", PROFESSIONAL, Kind.QUARTER_MANAGEMENT),
    ("Stadtteilarbeit Beispielstraße", PROFESSIONAL, Kind.DISTRICT_WORK),
    ("Ortsamt Musterstadtteil", PROFESSIONAL, Kind.LOCAL_OFFICE),
    ("Beispielgemeinde", PROFESSIONAL, Kind.CHURCH),
    ("Kontaktpolizei (Demo)", PROFESSIONAL, Kind.POLICE),
    ("Muster-Stiftung", PROFESSIONAL, Kind.FOUNDATION),
    ("Probe-Wohlfahrtsverband", PROFESSIONAL, Kind.WELFARE),
    ("Sportverein Probe e. V.", CIVIL, Kind.CLUB),
    ("Bürgergruppe Beispiel", CIVIL, Kind.CITIZENS_GROUP),
    ("Erika Mustermann", CIVIL, Kind.PERSON),
)
TOPICS = (
    (1, 0, "Rundgang: Was gibt es in unserem Quartier?"),
    (1, 8, "Wie unsere Gruppe entstanden ist"),
    (2, 7, "Ehrenamt im Verein"),
    (2, 9, "Mein Weg ins Engagement"),
    (3, 2, "Wer entscheidet was im Stadtteil?"),
    (3, 4, "Sicher im Quartier"),
    (4, 6, "Hilfen, die zusammenpassen"),
    (4, 1, "Wohnen mit Nachbarschaft"),
    (5, 5, "Wie aus einer Idee ein Projekt wird"),
    (6, 3, "Offen für alle: ein Haus zeigt seine Türen"),
)


# How somebody at a partner is reached; one way after the other, again and again.
WAYS: tuple[dict[str, str], ...] = (
    {"phone": "030 23125 190"},
    {"email": "kontakt.{number}@example.org"},
    {"street": "Beispielweg {number}", "postal_code": "28000", "city": "Bremen", "channel": "post"},
    {"email": "post.{number}@example.org", "phone": "030 23125 191", "channel": "phone"},
)


def invite_partners(district: District) -> list[Partner]:
    """Create the partners, each with somebody to ask, and return them in their order.

    Somebody left the first one; who is there now has another name."""
    partners = [_partner(number, *words, district) for number, words in enumerate(PARTNERS)]
    ContactPerson.objects.create(
        partner=partners[0],
        name="Früher Muster-Demo",
        role="Leitung",
        email="frueher@example.org",
        left_on=timezone.localdate() - timedelta(days=200),
    )
    return partners


def _partner(number: int, name: str, world: World, kind: Kind, district: District) -> Partner:
    notes = "Ist vormittags gut zu erreichen." if number == 2 else ""
    partner = Partner.objects.create(name=name, world=world, kind=kind, notes=notes)
    partner.districts.add(district)
    reached = {key: value.format(number=number) for key, value in WAYS[number % 4].items()}
    who = name if kind == Kind.PERSON else "Ansprech Person-Demo"
    ContactPerson.objects.create(partner=partner, name=who, role="Empfang", **reached)
    return partner


def ask(course: Course, by: User) -> None:
    """Ask for what is to be asked for in the course; the first one proposes another time."""
    asked = Contribution.objects.filter(block__course=course, state=ContributionState.ASKED)
    for contribution in asked.order_by("pk"):
        [person] = contribution.partner.to_ask()
        channel = person.recipient().reached_by
        assert channel is not None
        inviting.invite(contribution, person, channel, by)
    first = Invitation.objects.with_course().filter(contribution__block__course=course)
    answering.propose(
        first.order_by("pk")[0],
        timezone.localdate() + timedelta(days=90),
        words="Nachmittags passt es uns besser.",
    )


def contribute(
    course: Course, partners: list[Partner], state: ContributionState = ContributionState.AGREED
) -> None:
    """Let the partners contribute to the blocks of the course; two of them are only asked yet."""
    for index, (number, partner, topic) in enumerate(TOPICS):
        Contribution.objects.create(
            partner=partners[partner],
            block=course.blocks.get(number=number),
            topic=topic,
            state=ContributionState.ASKED if index > 7 else state,
        )
