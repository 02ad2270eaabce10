"""Made-up partners, one of nearly every kind, and what they contribute."""

from courses.models import Course, District
from partners.models import ContactPerson, Contribution, ContributionState, Kind, Partner, World

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


def invite_partners(district: District) -> list[Partner]:
    """Create the partners, each with somebody to ask, and return them in their order."""
    return [_partner(*words, district) for words in PARTNERS]


def _partner(name: str, world: World, kind: Kind, district: District) -> Partner:
    partner = Partner.objects.create(name=name, world=world, kind=kind)
    partner.districts.add(district)
    ContactPerson.objects.create(
        partner=partner, name="Ansprech Person-Demo", phone="030 23125 190", role="Empfang"
    )
    return partner


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
