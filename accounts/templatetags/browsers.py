"""What a browser says of itself, in words that its owner knows."""

from django import template

register = template.Library()

# The first that occurs counts: most browsers also name those whom they resemble.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


@register.filter
def browser_name(user_agent: str) -> str:
    """Return "Firefox, Windows"; what is not known is left out."""
    found = [_first(BROWSERS, user_agent), _first(DEVICES, user_agent)]
    return ", ".join(filter(None, found)) or "unbekanntes Gerät"


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
