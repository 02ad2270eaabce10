"""All addresses of the project as routes, what fills their variable parts, and asking one."""

import re
from datetime import date
from hashlib import sha256

from django.contrib.admindocs.views import simplify_regex
from django.core.files.base import ContentFile
from django.db import transaction
from django.template import engines
from django.test import Client
from django.urls import get_resolver

from certificates.models import Certificate
from documents.printing import print_pdf


def routes(resolver=None, prefix=""):
    """Return the routes of all addresses, as readable as `path()` writes them."""
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        found |= routes(entry, route) if hasattr(entry, "url_patterns") else {simplify_regex(route)}
    return found


def of_model(route):
    """Return app and model of an address that the admin makes for every model; else None."""
    page = r"(add/|<path:object_id>/(history/|delete/|change/)?)?"
    found = re.fullmatch(rf"/verwaltung/([a-z]+/[a-z]+)/{page}", route)
    return found and found[1]


def stored_certificate(registration):
    """Return a valid certificate with a file, of a registration that needs no attendance."""
    pdf = blank_pdf()
    return Certificate.objects.create(
        course=registration.course,
        registration=registration,
        kind="certificate",
        state="valid",
        year=2027,
        serial=1,
        printed_name="Ada Lovelace",
        course_title="Probe",
        district="Vegesack",
        starts_on=date(2027, 3, 12),
        ends_on=date(2027, 8, 13),
        days_held=12,
        units_attended=84,
        issued_on=date(2027, 8, 20),
        pdf=ContentFile(pdf, name="probe.pdf"),
        sha256=sha256(pdf).hexdigest(),
    )


def blank_pdf():
    page = '{% extends "documents/base.html" %}{% block title %}Probe{% endblock %}'
    return print_pdf(engines["django"].from_string(page).render())


def fill(route, samples):
    room = route.removeprefix("/verwaltung/").split("/")[0]

    def value(match):
        return str(samples.get(f"{room}/{match[1]}", samples.get(match[1])))

    return re.sub(r"<(?:\w+:)?(\w+)>", value, route)


def lines(table):
    return [line.split() for line in table.strip().split("\n")]


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def status_of(session, method, url):
    client = Client()
    if session:
        client.cookies["sessionid"] = session
    with transaction.atomic():
        status = client.generic(method, url).status_code
        transaction.set_rollback(True)
    return status
