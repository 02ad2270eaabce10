"""British English: the rest of the pages is, too."""

DATE_FORMAT = "j F Y"
