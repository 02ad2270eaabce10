"""A state in the lists of the staff: the word with the sign that `static/css/status.css` draws."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

GOOD = "status-good"
ATTENTION = "status-attention"
WRONG = "status-wrong"
WAITING = "status-waiting"


def signed(word: str, style: str = "") -> SafeString:
    """Return the word with the sign of the style; an empty one has a plain sign."""
    return format_html('<span class="status {}">{}</span>', style, word)
