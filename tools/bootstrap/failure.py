"""What ends a set-up."""


class SetupError(Exception):
    """The set-up cannot go on; the text is one line that says what to do."""
