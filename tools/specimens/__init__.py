"""One PDF of every kind of document, made from the demo: what is looked at, checked and judged.

A new kind of document is one line in `SINGLE`: a name, and a function that yields (what makes this
one special, PDF) for the cases that are worth judging.
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from certificates.design import rendering, translation_sheet
from certificates.models import Certificate, Design, Kind, Template
from certificates.staff import handover
from certificates.template_editor import sample_certificates
from correspondence.letters import letter_pdf
from correspondence.models import Channel, Message
from courses.models import Course
from documents.binding import bind
from documents.printing import print_pdf
from participants.public.paper_form.views import sheet_html
from tools.specimens import papers

# Its name, and the PDF.
Specimen = tuple[str, bytes]

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def certificates() -> Iterator[Specimen]:
    """Certificates, confirmations and thanks in every design, for usual and for hard names."""
    stored = Template.objects.in_force(Certificate.objects.all()[0].course)
    for look in Design:
        template = Template(design=look, signatories=stored.signatories, logos=stored.logos)
        for kind in Kind:
            for subject in sample_certificates.HARD_CASES:
                certificate = sample_certificates.sample_certificate(template, kind, subject)
                yield f"{look}-{kind}-{subject}", print_pdf(rendering.certificate_html(certificate))


def issued() -> Iterator[Specimen]:
    """Some of the demo's own certificates, and one of them as a second copy."""
    for certificate in Certificate.objects.valid()[:3]:
        yield certificate.number, print_pdf(rendering.certificate_html(certificate))
    yield (
        "zweitschrift",
        print_pdf(rendering.certificate_html(certificate, mark="Zweitschrift vom 1. Mai 2027")),
    )


def translations() -> Iterator[Specimen]:
    """The translation sheet of each kind in every language but German."""
    certificates = {certificate.kind: certificate for certificate in Certificate.objects.valid()}
    for kind, certificate in certificates.items():
        for language in LANGUAGES[1:]:
            yield f"{kind}-{language}", translation_sheet.translation_pdf(certificate, language)


def lists() -> Iterator[Specimen]:
    course = Certificate.objects.all()[0].course
    yield "uebergabe", handover.handover_pdf(course, timezone.localdate())


def letters() -> Iterator[Specimen]:
    """The demo's letters, and one of them in every language."""
    for letter in Message.objects.filter(channel=Channel.POST):
        yield str(letter.pk), letter_pdf(letter)
    for language in LANGUAGES:
        letter.language = language
        yield language, letter_pdf(letter)


def paper_forms() -> Iterator[Specimen]:
    course = Course.objects.public().reverse()[0]
    for language in LANGUAGES:
        with override(language):
            html = sheet_html(course)
        yield language, print_pdf(html)


def books(printed: dict[str, list[bytes]]) -> Iterator[Specimen]:
    """What is bound for the printer: all kinds of certificates, letters in many languages."""
    yield "papiere", bind(printed["papier"], "Zertifikate der Probe")
    yield "briefe", bind(printed["brief"], "Briefe der Probe")


SINGLE = {
    "papier": certificates,
    "ausgestellt": issued,
    "uebersetzung": translations,
    "liste": lists,
    "brief": letters,
    "anmeldung": paper_forms,
    "kurstag": papers.of_a_day,
    "einladung": papers.of_a_course,
}
BOOK = "buch"
KINDS = (*SINGLE, BOOK)


def specimens() -> Iterator[Specimen]:
    """Yield (name, PDF) of every kind; the demo must be loaded."""
    printed: dict[str, list[bytes]] = {kind: [] for kind in SINGLE}
    for kind, make in SINGLE.items():
        for special, pdf in make():
            printed[kind].append(pdf)
            yield f"{kind}-{special}", pdf
    for special, pdf in books(printed):
        yield f"{BOOK}-{special}", pdf
