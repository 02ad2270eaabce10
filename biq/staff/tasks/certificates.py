"""What is to be issued, and what is to be issued anew."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from biq.staff.tasks.task import Link, Task
from certificates.issuing.plan import outdated_awards
from certificates.models import Certificate
from courses.models import Course, CourseStatus
from participants.attendance.marks import COUNTED
from participants.models import Registration, Status
from web.counting import one_or_many


def certificates_to_issue(today: date) -> Task:
    """Certificates and confirmations that nobody issued yet, for courses of the last 365 days.

    Who took part and did not complete the course gets a confirmation only after having been there
    on some day."""
    ended = Course.objects.filter(
        status=CourseStatus.COMPLETED, blocks__days__date__gte=today - timedelta(days=365)
    )
    lacking = Registration.objects.filter(
        Q(status=Status.COMPLETED) | Q(status=Status.NOT_COMPLETED, attendances__mark__in=COUNTED),
        course__in=list(ended.order_by().values_list("pk", flat=True).distinct()),
    ).exclude(pk__in=Certificate.objects.of_people().living().values("registration"))
    courses = lacking.order_by().values_list("course__slug", "course__title")
    counted = list(courses.annotate(number=Count("pk", distinct=True)))
    number = sum(row[2] for row in counted)
    label = f"{one_or_many(number, 'Zertifikat', 'Zertifikate')} auszustellen"
    return Task(number, label, _previews(counted))


def outdated_certificates(today: date) -> Task:
    """Certificates about which somebody decided anew after they were issued, since last year."""
    awards = outdated_awards(today.year - 1)
    courses = Counter(award.registration.course for award in awards)
    found = [(course.slug, course.title, number) for course, number in courses.items()]
    label = f"{one_or_many(len(awards), 'Papier', 'Papiere')} zu ersetzen"
    return Task(len(awards), label, _previews(found))


def _previews(courses: Iterable[tuple[str, str, int]]) -> list[Link]:
    """Return one link for each (slug, title, number)."""
    return [(title, reverse("certificates:preview", args=[slug])) for slug, title, _ in courses]
