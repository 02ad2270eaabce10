from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from certificates import staff_views, views


class CodeConverter(StringConverter):
    """A code as it is stored; what people type from the paper is read by the public page."""

    regex = "[A-Z0-9]{12}"


register_converter(CodeConverter, "code")

residents = [
    path("zertifikat/", views.certificate_search, name="certificate_search"),
    path("zertifikat/<str:code>/", views.certificate, name="certificate"),
]

_of_course = [
    path("", staff_views.preview, name="preview"),
    path("ausstellen/", staff_views.issue, name="issue"),
    path("noch-einmal/", staff_views.retry, name="retry"),
    path("alle.pdf", staff_views.bound, name="bound"),
]

_staff = [
    path("kurse/<slug:slug>/zertifikate/", include(_of_course)),
    path("zertifikate/<code:code>.pdf", staff_views.pdf, name="pdf"),
    path("zertifikate/<code:code>/ungueltig/", staff_views.void, name="void"),
    path("zertifikate/<code:code>/ersetzen/", staff_views.replace, name="replace"),
]

staff = [
    path("verwaltung/", include((_staff, "certificates"))),
]
