"""The first texts of the pages and answers; afterwards they belong to the staff.

As long as staff leave one as it is, it is shown in the language of the page."""

from django.utils.translation import gettext_noop as _

# The heading above what staff have to fill in. Visitors never read that section.
OPEN_POINTS = _("Das ergänzt die Bremer Heimstiftung")

PAGES = {
    "impressum": (
        _("Impressum"),
        _("""\
## Wer diese Seiten macht

Bremer Heimstiftung\\
{adresse}

Telefon: {telefon}\\
E-Mail: {email}

## Das ergänzt die Bremer Heimstiftung

- Wer die Stiftung nach außen vertritt
- Welche Aufsicht für die Stiftung zuständig ist
- Die Umsatzsteuer-Nummer, wenn es eine gibt
- Wer für die Texte verantwortlich ist
"""),
    ),
    "datenschutz": (
        _("Datenschutz"),
        _("""\
Hier steht, was wir mit Ihren Angaben machen. Wir haben es kurz und einfach geschrieben.

## Was wir von Ihnen wissen möchten

Für die Anmeldung brauchen wir Ihren Namen und einen Weg, auf dem wir Sie erreichen: Telefon, E-Mail
oder Adresse. Alles andere ist freiwillig.

## Wofür wir es brauchen

- Wir planen damit den Kurs.
- Wir sagen Ihnen, ob Sie einen Platz haben.
- Wir schreiben damit Ihr Zertifikat.

Wir geben Ihre Angaben nicht an andere weiter. Die Kursleitung sieht die Angaben zu ihrem Kurs.

## Was Sie brauchen, um gut teilnehmen zu können

Das lesen nur die Kursleitung und unser Büro. Nach dem Kurs löschen wir es.

## Fotos und Einladungen

Fotos zeigen wir nur, wenn Sie damit einverstanden sind. Das gilt auch für Einladungen nach dem
Kurs. Sie können jederzeit sagen: Ich möchte das nicht mehr. Rufen Sie uns an oder schreiben Sie
uns.

## Cookies

Für unsere Seiten und Formulare brauchen Sie keine Cookies. Nur wer bei uns arbeitet und sich
anmeldet, bekommt Cookies. Sie sind für die Anmeldung da. Und wir erkennen damit ein halbes Jahr
lang den eigenen Browser wieder. Es gibt keine Werbung, und niemand zählt Ihre Besuche.

## Schutz vor Missbrauch

Wir zählen einen Tag lang, wie oft jemand ein Formular absendet. Danach löschen wir es. Wenn sich
Mitarbeitende anmelden oder Listen herunterladen, schreiben wir auf, wer es war, wann es war und von
welchem Anschluss. So merken wir, wenn Fremde hineinwollen. Nach einem halben Jahr löschen wir es.

## Ihre Rechte

Sie können uns jederzeit fragen, was wir über Sie wissen. Sie können es ändern oder löschen lassen.
Rufen Sie uns an: {telefon}. Oder schreiben Sie uns: {email}.

Sie können sich auch bei der Landesbeauftragten für Datenschutz in Bremen beschweren.

## Das ergänzt die Bremer Heimstiftung

- Name und Kontakt der Person, die für den Datenschutz zuständig ist
- Die Rechtsgrundlagen
- Die genauen Fristen, nach denen gelöscht wird
"""),
    ),
    "barrierefreiheit": (
        _("Barrierefreiheit"),
        _("""\
Alle sollen diese Seiten gut benutzen können.

## Das haben wir dafür getan

- Die Texte sind in Einfacher Sprache.
- Die Schrift ist groß, und Sie können sie noch größer stellen.
- Alles geht mit der Tastatur und mit einem Programm, das vorliest.
- Alles geht auch mit dem Telefon: Rufen Sie uns an, {telefon}.
- Bei jedem Kurs steht, wie Sie ohne Stufen hineinkommen.

## Etwas geht nicht?

Bitte sagen Sie es uns. Wir helfen Ihnen sofort und verbessern die Seite.\\
Telefon: {telefon}\\
E-Mail: {email}

## Das ergänzt die Bremer Heimstiftung

- Wann und von wem die Seiten geprüft wurden
- Was noch nicht barrierefrei ist
- Welche Stelle bei Streit vermittelt
"""),
    ),
}

QUESTIONS = (
    (
        _("Was ist BIQ?"),
        _(
            "BIQ heißt **Bürger im Quartier**. Es ist ein Kurs für alle, die in ihrem Stadtteil"
            " etwas bewegen möchten.\n\nSie entdecken Ihre Nachbarschaft neu. Sie lernen Menschen"
            " und Einrichtungen kennen. Und Sie finden heraus, was Sie selbst gern tun und gut"
            " können."
        ),
    ),
    (
        _("Wer kann mitmachen?"),
        _(
            "Alle, die im Stadtteil wohnen und Zeit und Lust haben. Sie sind schon aktiv? Auch"
            " dann sind Sie herzlich willkommen."
        ),
    ),
    (
        _("Wie läuft der Kurs ab?"),
        _(
            "Der Kurs hat sechs Blöcke. Jeden Monat gibt es einen Block. Ein Block dauert zwei"
            " Tage.\n\nDie Kursleitung ist immer dabei. Sie plant für jeden Block ein eigenes"
            " Programm. Dabei wachsen alle als Gruppe zusammen. Am Ende bekommen Sie ein"
            " Zertifikat."
        ),
    ),
    (
        _("Worum geht es?"),
        _(
            "- **Block 1:** Hallo Nachbar! Das Quartier neu entdecken\n"
            "- **Block 2:** Zivilgesellschaft vorantreiben! Vom Ehrenamt zum bürgerschaftlichen"
            " Engagement\n"
            "- **Block 3:** Niemand ist eine Insel! Vom selbstbewussten Umgang mit"
            " Institutionen\n"
            "- **Block 4:** Das unterstützende Gemeinwesen. Wie Hilfen zukünftig mit den Bürgern"
            " gestaltet werden\n"
            "- **Block 5:** Wer macht mit? Öffentlichkeitsarbeit und Methoden\n"
            "- **Block 6:** Keiner bleibt draußen! Auf dem Weg in ein menschenfreundliches"
            " Quartier"
        ),
    ),
    (
        _("Wer ist noch dabei?"),
        _(
            "Menschen und Einrichtungen aus Ihrem Stadtteil gestalten den Kurs mit. Zum Beispiel"
            " das Quartiersmanagement, das Ortsamt, Kirchen, die Kontaktpolizei, Vereine und"
            " Bürgergruppen.\n\nSie zeigen ihre Arbeit. So erfahren Sie, wo Sie mitmachen können."
        ),
    ),
    (
        _("Kostet das etwas?"),
        _(
            "Der Kurs kostet einmal 50\N{NO-BREAK SPACE}Euro. Das ist zu viel für Sie? Dann"
            " zahlen Sie weniger oder nichts. Sagen Sie es uns einfach. Sie müssen nichts"
            " erklären und nichts beweisen."
        ),
    ),
    (
        _("Muss ich danach für die Bremer Heimstiftung arbeiten?"),
        _("Nein. Sie entscheiden selbst, ob, wo und wie Sie sich engagieren."),
    ),
    (
        _("Wie geht es nach dem Kurs weiter?"),
        _(
            "Wenn Sie möchten, kommen Sie zum Bürgertreff. Dort treffen Sie andere aus Ihrem Kurs"
            " und sprechen über Ideen und Projekte. Jemand von der Bremer Heimstiftung ist"
            " dabei.\n\nEinmal im Jahr treffen sich alle aus ganz Bremen."
        ),
    ),
    (
        _("Wo gab es den Kurs schon?"),
        _(
            "Jeder Kurs ist in einem anderen Stadtteil. Acht Mal hat BIQ schon stattgefunden. In"
            " Osterholz, Obervieland und Vegesack gibt es Bürgergruppen, die daraus entstanden"
            " sind."
        ),
    ),
)
