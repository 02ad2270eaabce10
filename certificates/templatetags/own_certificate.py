from django import template

from certificates.models import Certificate
from participants.models import Registration

register = template.Library()


@register.inclusion_tag("certificates/own_link.html")
def own_certificate(registration: Registration) -> dict[str, object]:
    """The link to the valid certificate, on the person's own page; nothing without one."""
    valid = Certificate.objects.valid().filter(registration=registration)
    return {"certificate": valid.first(), "registration": registration}
