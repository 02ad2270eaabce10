"""The default programme of BIQ and how it is laid out over six months.

Source: the foundation's public page about the programme, "Was für Inhalte werden vermittelt?".
"""

from datetime import timedelta

from django.utils.translation import gettext_noop as _

from courses.models import Block, CourseDay
from web.public_version import new_public_version

# Marked, so that they are translated like every sentence of ours.
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
WEEKS_BETWEEN_BLOCKS = 4
DAYS_OF_A_BLOCK = 2


@new_public_version()
def lay_out(course, first_day):
    """Give the course the six blocks of the default programme, each on two following days.

    `first_day` is the date of the first course day; a block follows every four weeks."""
    for number, (title, subtitle, topic) in enumerate(BLOCKS, start=1):
        block = Block.objects.create(
            course=course, number=number, title=title, subtitle=subtitle, topic=topic
        )
        start = first_day + timedelta(weeks=WEEKS_BETWEEN_BLOCKS * (number - 1))
        for offset in range(DAYS_OF_A_BLOCK):
            CourseDay.objects.create(block=block, date=start + timedelta(days=offset))
