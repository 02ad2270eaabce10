"""Why a document cannot be printed, in words for the staff who read it."""


class DocumentError(Exception):
    """A document that could not be printed; `str()` is a German sentence that says why.

    Subclasses hand their facts to `Exception.args`, so that they survive the way back from a
    printing process."""


class MissingGlyph(DocumentError):
    """No font of ours draws this character. `where` is the text it stands in."""

    @property
    def character(self) -> str:
        return self.args[0]

    @property
    def where(self) -> str:
        return self.args[1]

    def __str__(self) -> str:
        code = f"U+{ord(self.character):04X}"
        return (
            f"Das Zeichen ‚{self.character}‘ ({code}) in „{self.where}“ "
            "fehlt in unseren Schriften. Bitte schreiben Sie es anders."
        )


class RefusedAsset(DocumentError):
    """The document asked for something that is not an asset of ours. `url` is what it named."""

    @property
    def url(self) -> str:
        return self.args[0]

    def __str__(self) -> str:
        return f"Das Dokument verweist auf „{self.url}“. Gedruckt wird nur, was uns gehört."


class SpeechlessPicture(DocumentError):
    """A picture without alternative text, which nobody could hear."""

    def __str__(self) -> str:
        return "Ein Bild im Dokument hat keine Beschreibung (alt oder title)."


class UnclearTable(DocumentError):
    """A table head that does not say what it heads, as PDF/UA-1 (ISO 14289-1, 7.5) asks for."""

    def __str__(self) -> str:
        return f"Dem Tabellenkopf „{self.args[0]}“ fehlt scope (row oder col)."


class UnnamedDocument(DocumentError):
    """A document without title or language, which PDF/UA-1 (ISO 14289-1, 7.1 and 7.2) asks for."""

    def __str__(self) -> str:
        return f"Dem Dokument fehlt: {self.args[0]}."


class MissingFont(DocumentError):
    """A font file is not installed. `path` is where it was looked for."""

    @property
    def path(self) -> str:
        return self.args[0]

    def __str__(self) -> str:
        return f"Die Schrift {self.path} fehlt auf dem Server (Paket fonts-dejavu-core)."


class Unprintable(DocumentError):
    """The typesetter broke down; the reason stands in the log."""

    def __str__(self) -> str:
        return f"Das Dokument lässt sich nicht drucken ({self.args[0]})."


class UnusableKey(DocumentError):
    """The key that signs documents cannot be read, or is no longer valid."""

    def __str__(self) -> str:
        return f"Der Schlüssel für die elektronische Unterschrift {self.args[0]}."
