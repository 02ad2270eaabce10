from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from certificates.after_issue import own_views
from certificates.staff import certificate_views, course_views
from certificates.staff.forms import FORMS
from certificates.template_editor import views as template_views
from certificates.verification import views
from participants.public.converters import OWN


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
    path("", course_views.preview, name="preview"),
    path("probedruck/", course_views.rehearse, name="rehearse"),
    path("ausstellen/", course_views.issue, name="issue"),
    path("danken/", course_views.thank, name="thank"),
    path("noch-einmal/", course_views.retry, name="retry"),
    path("alle.pdf", course_views.bound, name="bound"),
    path("uebergabe.pdf", course_views.handover_list, name="handover_list"),
    path("zweitschriften/", course_views.copy_all, name="copy_all"),
    path("zweitschriften.pdf", course_views.bound_copies, name="bound_copies"),
    path("uebersetzungen/", course_views.translate_all, name="translate_all"),
    path("uebersetzungen.pdf", course_views.bound_sheets, name="bound_sheets"),
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
    path("", certificate_views.paper, name="paper"),
    path("zweitschrift/<int:pk>.pdf", certificate_views.second_copy, name="second_copy"),
    path("uebersetzung/<slug:language>.pdf", certificate_views.translated, name="translated"),
    *(path(f"{form.slug}/", certificate_views.verb_view(form), name=form.name) for form in FORMS),
]

_staff = [
    path("kurse/<slug:slug>/zertifikate/", include(_of_course)),
    path("zertifikat-vorlage/", include(_default)),
    path("zertifikate/<code:code>.pdf", certificate_views.pdf, name="pdf"),
    path("zertifikate/<code:code>/", include(_paper)),
]

staff = [
    path("verwaltung/", include((_staff, "certificates"))),
]
