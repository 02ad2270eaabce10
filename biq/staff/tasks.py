"""What needs doing, read from the rows themselves: each line has a number and leads to its place.

Every line costs a fixed number of queries, however much there is to do."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, F, Max, Q, Sum
from django.urls import reverse

from biq.models import Heartbeat
from certificates.models import Certificate
from correspondence.models import Channel, Message
from courses.formatting import euros
from courses.models import Course, CourseDay, CourseStatus, DayState
from participants.attendance.marks import with_entry_counts
from participants.ledger import ZERO, unbalanced, undecided_wishes
from participants.models import Registration, Status
from participants.registration.status import SEEKING
from participants.staff.letters import to_print
from participants.telling.calls import messages_to_call
from partners.models import ContributionState

LINKS_SHOWN = 4
# More than a home page can show of one kind.
COUNTED = 500


@dataclass(frozen=True)
class Task:
    """One line of the home page: how many, of what, and where it is done."""

    number: int
    label: str
    links: list = field(default_factory=list)
    urgent: bool = False

    @property
    def shown(self):
        return self.links[:LINKS_SHOWN]

    @property
    def more(self):
        return max(len(self.links) - LINKS_SHOWN, 0)


def tasks(now, today, seats):
    """Return the lines that have something to do; `seats` are the courses of `overview.seats`."""
    lines = [
        _heartbeat(now),
        _failed_mails(),
        _received(),
        _seats(seats),
        _wishes(),
        _stuck_offers(now),
        _calls(),
        _letters(),
        _unconfirmed(today),
        _attendance(today),
        _to_complete(today),
        _certificates(today),
        _outdated_papers(today),
        *_accounts(),
        _days_without("Kurstag ohne Ort", "Kurstage ohne Ort", Q(venue=None), today),
        _days_without(
            "Kurstag ohne Kooperationspartner",
            "Kurstage ohne Kooperationspartner",
            ~Q(block__contributions__state__in=_HOPEFUL),
            today,
        ),
    ]
    return [line for line in lines if line.number]


_HOPEFUL = (ContributionState.ASKED, ContributionState.AGREED, ContributionState.HELD)


def _list_of(model, query):
    return [("ansehen", f"{reverse(f'admin:{model}_changelist')}?{query}")]


def _count(number, one, many):
    return one if number == 1 else many


def _cockpits(courses, section):
    """Return one link for each (slug, title), in the order in which they come."""
    return [
        (title, f"{reverse('staff:cockpit', args=[slug])}#{section}")
        for slug, title in dict.fromkeys(courses)
    ]


def _heartbeat(now):
    missing = Heartbeat.is_missing(now)
    return Task(
        int(missing),
        "Der Hintergrunddienst läuft nicht: E-Mails bleiben liegen. Bitte sagen Sie der Technik"
        " Bescheid.",
        urgent=True,
    )


def _failed_mails():
    number = Message.objects.failed().count()
    links = _list_of("correspondence_message", "state__exact=failed")
    label = _count(number, "E-Mail kam nicht an", "E-Mails kamen nicht an")
    return Task(number, label, links, urgent=True)


def _received():
    number = Registration.objects.filter(status=Status.RECEIVED).count()
    label = _count(number, "neue Anmeldung wartet", "neue Anmeldungen warten")
    links = _list_of("participants_registration", "status__exact=received")
    return Task(number, f"{label} auf Ihre Entscheidung", links)


def _seats(courses):
    found = [course for course in courses if course.free and course.waiting]
    label = _count(len(found), "Kurs hat", "Kurse haben")
    links = _cockpits([(course.slug, course.title) for course in found], "warteliste")
    return Task(len(found), f"{label} freie Plätze und eine Warteliste", links)


def _wishes():
    number = undecided_wishes(SEEKING).count()
    label = _count(number, "Wunsch nach Ermäßigung ist", "Wünsche nach Ermäßigung sind")
    links = _list_of("participants_registration", "ermaessigung=offen")
    return Task(number, f"{label} nicht entschieden", links)


def _stuck_offers(now):
    found = _people(Registration.objects.stuck_offers(now).order_by("status_since", "pk"))
    label = _count(len(found), "Angebot: bitte entscheiden", "Angebote: bitte entscheiden")
    return Task(len(found), label, found, urgent=True)


def _calls():
    number = messages_to_call().count()
    label = f"{_count(number, 'Anruf', 'Anrufe')} zu machen"
    return Task(number, label, [("Anrufliste", reverse("staff:calls"))])


def _letters():
    number = to_print().count()
    label = f"{_count(number, 'Brief', 'Briefe')} zu drucken"
    return Task(number, label, [("Briefe", reverse("staff:letters"))])


def _unconfirmed(today):
    """An address that nobody confirmed may be wrong: before the course somebody should ask."""
    seated = Registration.objects.seated().filter(
        participant__channel=Channel.EMAIL,
        participant__email__gt="",
        participant__email_confirmed_at=None,
        course__status=CourseStatus.PUBLISHED,
        course__in=CourseDay.objects.filter(date__gte=today).values("block__course"),
    )
    found = _people(seated.order_by("course", "sequence"))
    label = _count(
        len(found),
        "Person mit Platz hat ihre E-Mail-Adresse nicht bestätigt",
        "Personen mit Platz haben ihre E-Mail-Adresse nicht bestätigt",
    )
    return Task(len(found), label, found)


def _people(registrations):
    """Return one link for each person, in the order of the registrations."""
    found = registrations.values_list("participant__name", "reference")[:COUNTED]
    return [(name, reverse("staff:registration", args=[number])) for name, number in found]


def _attendance(today):
    days = CourseDay.objects.filter(
        Q(state=DayState.HELD) | Q(state=DayState.PLANNED, date__lt=today),
        block__course__status=CourseStatus.PUBLISHED,
    )
    # In two steps, because the database would count the marks of every course there ever was.
    found = with_entry_counts(
        CourseDay.objects.filter(pk__in=list(days.values_list("pk", flat=True)))
    )
    missing = found.filter(expected__gt=F("entered"))
    courses = list(missing.order_by("date").values_list(*_COURSE))
    label = _count(len(courses), "Kurstag, an dem", "Kurstage, an denen")
    return Task(len(courses), f"{label} Anwesenheit fehlt", _cockpits(courses, "anwesenheit"))


_COURSE = ("block__course__slug", "block__course__title")


def _to_complete(today):
    alive = ~Q(blocks__days__state=DayState.CANCELLED)
    last = Max("blocks__days__date", filter=alive)
    ended = Course.objects.filter(status=CourseStatus.PUBLISHED).alias(last=last)
    courses = ended.filter(last__lt=today).order_by("last").values_list("slug", "title")
    label = _count(len(courses), "Kurs ist zu Ende und nicht", "Kurse sind zu Ende und nicht")
    return Task(len(courses), f"{label} abgeschlossen", _cockpits(courses, "zertifikate"))


def _certificates(today):
    """Only who was there on some day gets a paper. What is older than a year is settled."""
    ended = Course.objects.filter(
        status=CourseStatus.COMPLETED, blocks__days__date__gte=today - timedelta(days=365)
    )
    lacking = Registration.objects.filter(
        Q(status=Status.COMPLETED) | Q(status=Status.NOT_COMPLETED, attendances__mark="present"),
        course__in=list(ended.order_by().values_list("pk", flat=True).distinct()),
    ).exclude(pk__in=Certificate.objects.of_people().living().values("registration"))
    courses = lacking.order_by().values_list("course__slug", "course__title")
    courses = list(courses.annotate(number=Count("pk", distinct=True)))
    number = sum(row[2] for row in courses)
    links = [(title, reverse("certificates:preview", args=[slug])) for slug, title, _ in courses]
    return Task(number, f"{_count(number, 'Zertifikat', 'Zertifikate')} auszustellen", links)


def _outdated_papers(today):
    """Somebody decided anew after the paper was issued. Those of earlier years are settled."""
    papers = Certificate.objects.outdated().filter(year__gte=today.year - 1).order_by()
    courses = papers.values_list("registration__course__slug", "registration__course__title")
    courses = list(courses.annotate(number=Count("pk")))
    number = sum(row[2] for row in courses)
    links = [(title, reverse("certificates:preview", args=[slug])) for slug, title, _ in courses]
    return Task(number, f"{_count(number, 'Papier', 'Papiere')} zu ersetzen", links)


def _accounts():
    """Return the line of what people still pay, and that of what goes back to them."""
    due, owed = Q(sum__gt=0), Q(sum__lt=0)
    sums = unbalanced().aggregate(
        payers=Count("sum", filter=due),
        due=Sum("sum", filter=due, default=ZERO),
        owners=Count("sum", filter=owed),
        owed=Sum("sum", filter=owed, default=ZERO),
    )
    fees = _count(sums["payers"], "offene Gebühr", "offene Gebühren")
    return [
        Task(
            sums["payers"],
            f"{fees}, zusammen {euros(sums['due'])}",
            _list_of("participants_registration", "konto=offen"),
        ),
        Task(
            sums["owners"],
            f"Guthaben zurückzuzahlen, zusammen {euros(-sums['owed'])}",
            _list_of("participants_registration", "konto=guthaben"),
        ),
    ]


def _days_without(one, many, lack, today):
    days = CourseDay.objects.filter(
        lack,
        state=DayState.PLANNED,
        date__gte=today,
        block__course__status__in=(CourseStatus.DRAFT, CourseStatus.PUBLISHED),
    )
    courses = list(days.order_by("date").values_list(*_COURSE))
    return Task(len(courses), _count(len(courses), one, many), _cockpits(courses, "programm"))
