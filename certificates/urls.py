from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from certificates import own_views, paper_views, staff_views, template_views, views
from certificates.staff_forms import FORMS
from participants.registration.addresses import OWN


class CodeConverter(StringConverter):
    """A code as it is stored; what people type from the paper is read by the public page."""

    regex = "[A-Z0-9]{12}"


register_converter(CodeConverter, "code")

residents = [
    path("zertifikat/", views.certificate_search, name="certificate_search"),
    path("zertifikat/<str:code>/", views.certificate, name="certificate"),
    path(
        "zertifikat/<str:code>/open-badge.jwt",
        views.certificate_credential,
        name="certificate_credential",
    ),
    path("z/", views.certificate_short, name="certificate_short"),
    path("z/<str:code>", views.certificate_short, name="certificate_short"),
    path(f"{OWN}zertifikat.pdf", own_views.own_certificate, name="own_certificate"),
    path(f"{OWN}uebersetzung.pdf", own_views.own_translation, name="own_translation"),
]

_of_course = [
    path("", staff_views.preview, name="preview"),
    path("probedruck/", staff_views.rehearse, name="rehearse"),
    path("ausstellen/", staff_views.issue, name="issue"),
    path("danken/", staff_views.thank, name="thank"),
    path("noch-einmal/", staff_views.retry, name="retry"),
    path("alle.pdf", staff_views.bound, name="bound"),
    path("uebergabe.pdf", staff_views.handover_list, name="handover_list"),
    path("zweitschriften/", staff_views.copy_all, name="copy_all"),
    path("zweitschriften.pdf", staff_views.bound_copies, name="bound_copies"),
    path("uebersetzungen/", staff_views.translate_all, name="translate_all"),
    path("uebersetzungen.pdf", staff_views.bound_sheets, name="bound_sheets"),
    path("vorlage/", template_views.template, name="template"),
    path("vorlage/speichern/", template_views.save, name="template_save"),
    path("vorlage/vorschau/", template_views.look, name="template_look"),
    path("vorlage/standard/", template_views.drop, name="template_drop"),
]

_default = [
    path("", template_views.template, name="default_template"),
    path("speichern/", template_views.save, name="default_template_save"),
    path("vorschau/", template_views.look, name="default_template_look"),
]

_paper = [
    path("", paper_views.paper, name="paper"),
    path("zweitschrift/<int:pk>.pdf", paper_views.second_copy, name="second_copy"),
    path("uebersetzung/<slug:language>.pdf", paper_views.translated, name="translated"),
    *(path(f"{form.slug}/", paper_views.verb_view(form), name=form.name) for form in FORMS),
]

_staff = [
    path("kurse/<slug:slug>/zertifikate/", include(_of_course)),
    path("zertifikat-vorlage/", include(_default)),
    path("zertifikate/<code:code>.pdf", paper_views.pdf, name="pdf"),
    path("zertifikate/<code:code>/", include(_paper)),
]

staff = [
    path("verwaltung/", include((_staff, "certificates"))),
]
