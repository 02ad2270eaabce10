from django import template

from documents.errors import UnusableKey
from documents.pdf import signing

register = template.Library()


@register.inclusion_tag("certificates/signing.html")
def signing_note() -> dict[str, object]:
    """Whether certificates are signed electronically, until when, and how to get a key."""
    if not signing.is_configured():
        return {}
    try:
        return {"until": signing.valid_until()}
    except UnusableKey as error:
        return {"problem": str(error)}
