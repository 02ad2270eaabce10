"""Many people at once. Rows are written past the verbs, as the verbs would have left them."""

from datetime import date, datetime, timedelta
from itertools import count

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from certificates.models import Certificate
from correspondence.models import Message
from courses.default_programme import BLOCKS, DAYS_OF_A_BLOCK
from courses.models import Block, Course, CourseDay, CourseStatus, DayState, District, Venue
from participants.attendance.marks import Attendance
from participants.ledger import LedgerEntry
from participants.models import Mark, Participant, Registration, Status
from participants.registration.history import StatusChange

PORTION = 2000
FIRST = ("Ada", "Gülşen", "Jürgen", "Nguyễn", "Olga", "Mehmet", "Zoë", "Käthe", "Ivo", "Amina")
LAST = ("Muster", "Beispiel", "Örnek", "Demir", "Test", "Probe", "Übung", "Demska", "Mẫu", "Vzor")
# Every hundredth family of the crowd, but half of a small world: a list of fifty is full in both.
SOUGHT = "Özdemir"
SOUGHT_AT_LEAST, SOUGHT_EVERY = 50, 100

_number = count()


def enrol(groups: list[tuple[Course, int, Status]]) -> None:
    """Register people: `groups` are (course, how many, status); fees are charged, nobody paid."""
    rows = [(course, status) for course, many, status in groups for _ in range(many)]
    for start in range(0, len(rows), PORTION):
        _register(rows[start : start + PORTION])
    courses = {course.pk for course, _ in rows}
    _write_history(f"course_id IN ({', '.join(map(str, courses))})")


def _register(rows: list[tuple[Course, Status]]) -> None:
    people = Participant.objects.bulk_create([_person(next(_number)) for _ in rows])
    now = timezone.now()
    pairs = zip(people, rows, strict=True)
    Registration.objects.bulk_create(
        [
            _registration(person, course, status, next(_number), now)
            for person, (course, status) in pairs
        ]
    )
    Message.objects.bulk_create([_message(person) for person in people])


def _person(number: int) -> Participant:
    sought = number < SOUGHT_AT_LEAST or number % SOUGHT_EVERY == 0
    last = SOUGHT if sought else f"{LAST[number % 10]}{LAST[number // 100 % 10].lower()}"
    name = f"{FIRST[number // 10 % 10]} {last}"
    person = Participant(name=name, email=f"person{number}@example.org", channel="email")
    person.fill_keys()
    return person


def _registration(
    person: Participant, course: Course, status: Status, number: int, now: datetime
) -> Registration:
    return Registration(
        course=course,
        participant=person,
        status=status,
        sequence=number,
        # What is charged; those of an ended course have paid.
        account=course.fee if status == Status.ENROLLED else 0,
        reference=f"{course.code}-{number}",
        arrived_at=now - timedelta(minutes=number),
    )


def _message(person: Participant) -> Message:
    return Message(
        recipient_key=person.key,
        recipient_name=person.name,
        occasion="registration_enrolled",
        channel="email",
        state="sent",
        address=person.email,
        subject="Ihre Anmeldung",
        body="Guten Tag,\n\nIhre Anmeldung ist da.\n",
    )


def _write_history(which: str) -> None:
    """Note the arrival of the registrations, and charge those who are in a course."""
    now = quoted(timezone.now())
    source = f"{Registration._meta.db_table} WHERE {which}"
    insert(
        StatusChange,
        source,
        registration="id",
        before="''",
        after="status",
        at=now,
        why="''",
    )
    _book(f"{source} AND status <> 'waiting'", "charge", "50.00")


def _book(source: str, kind: str, amount: str) -> None:
    insert(
        LedgerEntry,
        source,
        registration="id",
        kind=f"'{kind}'",
        amount=amount,
        booked_on=quoted(date.today()),
        payer="''",
        reference="''",
        created_at=quoted(timezone.now()),
    )


def hold(course: Course, mark: Mark, before: date = date.max) -> None:
    """Enter everybody as `mark` on the days before a date, which have taken place."""
    days = CourseDay.objects.of_course(course).filter(date__lt=before)
    held = ", ".join(str(day.pk) for day in days)
    CourseDay.objects.filter(pk__in=[day.pk for day in days]).update(state=DayState.HELD)
    tables = f"{Registration._meta.db_table} r, {CourseDay._meta.db_table} d"
    _mark(f"{tables} WHERE r.course_id = {course.pk} AND d.id IN ({held})", mark)


def _mark(source: str, mark: str) -> None:
    insert(
        Attendance,
        source,
        registration="r.id",
        day="d.id",
        mark=f"'{mark}'",
        noted_at=quoted(timezone.now()),
    )


def ended_courses(number: int, people: int) -> None:
    """Add courses of the past: completed, paid, with attendance and certificates."""
    courses = Course.objects.bulk_create([_ended(n) for n in range(number)])
    _days(courses)
    enrol([(course, people, Status.COMPLETED) for course in courses])
    ended = f"course_id >= {courses[0].pk}" if courses else "1 = 0"
    source = f"{Registration._meta.db_table} WHERE {ended}"
    _book(source, "payment", "-50.00")
    _certify(source)
    _mark(
        f"{Registration._meta.db_table} r JOIN {Block._meta.db_table} b USING (course_id)"
        f" JOIN {CourseDay._meta.db_table} d ON d.block_id = b.id WHERE {ended}",
        "present",
    )


def _ended(number: int) -> Course:
    return Course(
        title=f"Bürger im Quartier {number}",
        slug=f"ended-{number}",
        code=f"E{number}",
        status=CourseStatus.COMPLETED,
        district=District.objects.all()[number % 20],
        registration_opens=date(2015, 1, 1),
        registration_closes=date(2015, 3, 1),
        contact_name="Büro",
    )


def _days(courses: list[Course]) -> None:
    venue = Venue.objects.get()
    blocks = Block.objects.bulk_create(
        [
            Block(course=course, number=number, title=title)
            for course in courses
            for number, (title, *_) in enumerate(BLOCKS, start=1)
        ],
        batch_size=PORTION,
    )
    CourseDay.objects.bulk_create(
        [
            CourseDay(
                block=block, date=date(2015, 3 + block.number, day), venue=venue, state="held"
            )
            for block in blocks
            for day in range(1, DAYS_OF_A_BLOCK + 1)
        ],
        batch_size=PORTION,
    )


def _certify(source: str) -> None:
    today = quoted(date(2015, 10, 1))
    insert(
        Certificate,
        source,
        course="course_id",
        registration="id",
        kind="'certificate'",
        state="'valid'",
        year="2015",
        serial="id",
        code="'C' || id",
        printed_name="''",
        course_title="''",
        district="''",
        starts_on=today,
        ends_on=today,
        blocks="'[]'",
        dates="'[]'",
        days_held=str(len(BLOCKS) * DAYS_OF_A_BLOCK),
        blocks_attended=str(len(BLOCKS)),
        units_attended="84",
        topic="''",
        issued_on=today,
        pdf="''",
        sha256="''",
        problem="''",
        claim="''",
        end_reason="''",
    )


def insert(model: type[Model], source: str, **values: str) -> None:
    """Write one row of `model` for each row of `source` (SQL); the values are SQL by field."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    columns = ", ".join(f'"{fields[name].column}"' for name in values)
    chosen = ", ".join(values.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {chosen} FROM {source}"  # noqa: S608
        )


def quoted(moment: date) -> str:
    return f"'{moment.isoformat(*(' ',) if hasattr(moment, 'hour') else ())}'"


def analyze() -> None:
    """Let the database see what it holds, as autovacuum does in the life of a server."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
