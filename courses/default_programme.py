"""The default programme of BIQ: what a new course has unless its staff say otherwise.

Source: the foundation's public page about the programme, "Was für Inhalte werden vermittelt?".
A block added to `BLOCKS` is laid out in every new course; courses that exist keep what they have.
The default of `Course.certificate_days` follows it, so it needs a migration (`makemigrations`).
"""

from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from courses.certificate_days import usual_certificate_days

# What people are asked to bring, unless staff write something else.
BRING = _("Etwas zum Schreiben und bequeme Schuhe.")
# Title, subtitle and topic. Marked, so that they are translated like every sentence of ours.
BLOCKS = (
    (
        _("Hallo Nachbar!"),
        _("Das Quartier neu entdecken"),
        _(
            "Sie erkunden die Möglichkeiten Ihrer Nachbarschaft und ergründen, wie Sie gemeinsam "
            "etwas bewegen können."
        ),
    ),
    (
        _("Zivilgesellschaft vorantreiben!"),
        _("Vom Ehrenamt zum bürgerschaftlichen Engagement"),
        _(
            "Sie entdecken neue Formen des Engagements in Ihrem Quartier und diskutieren über "
            "persönliche Netzwerke."
        ),
    ),
    (
        _("Niemand ist eine Insel!"),
        _("Vom selbstbewussten Umgang mit Institutionen"),
        _(
            "Sie lernen Einrichtungen in Ihrem Quartier kennen und erfahren, wie Sie diese für "
            "Ihr Engagement nutzen können."
        ),
    ),
    (
        _("Das unterstützende Gemeinwesen"),
        _("Wie Hilfen zukünftig mit den Bürgern gestaltet werden"),
        _(
            "Sie sprechen über Vorstellungen vom Zusammenleben und Wohnen im Quartier und lernen "
            "konkrete Beispiele für ein gelungenes Miteinander kennen."
        ),
    ),
    (
        _("Wer macht mit?"),
        _("Öffentlichkeitsarbeit und Methoden"),
        _(
            "Hier erfahren Sie, wie Sie andere für Ihre Ideen gewinnen und sich mit anderen "
            "vernetzen."
        ),
    ),
    (
        _("Keiner bleibt draußen!"),
        _("Auf dem Weg in ein menschenfreundliches Quartier"),
        _(
            "Schärfen Sie Ihren Blick für ein integratives und barrierearmes Quartier anhand "
            "konkreter Beispiele."
        ),
    ),
)
DAYS_OF_A_BLOCK = 2
WEEKS_BETWEEN_BLOCKS = 4


def default_certificate_days() -> int:
    """Return how many course days of the default programme the certificate needs."""
    return usual_certificate_days(len(BLOCKS) * DAYS_OF_A_BLOCK)


def block_dates(
    first_day: date, blocks: int = len(BLOCKS), days_of_a_block: int = DAYS_OF_A_BLOCK
) -> list[list[date]]:
    """Return the dates of each block: days that follow each other, a block every four weeks.

    `first_day` is the date of the first course day."""
    starts = [
        first_day + timedelta(weeks=WEEKS_BETWEEN_BLOCKS * number) for number in range(blocks)
    ]
    return [[start + timedelta(days=n) for n in range(days_of_a_block)] for start in starts]
