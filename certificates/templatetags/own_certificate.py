from django import template

from certificates.models import Certificate

register = template.Library()


@register.inclusion_tag("certificates/own_link.html")
def own_certificate(registration):
    """The link to the valid paper of a registration, on the person's own page; else nothing."""
    valid = Certificate.objects.valid().filter(registration=registration)
    return {"certificate": valid.first(), "registration": registration}
