from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from certificates.after_issue import own_views
from certificates.staff import certificate_views, course_views, forms
from certificates.staff.certificate_views import verb_view
from certificates.template_editor import views as template_views
from certificates.verification import views
from participants.public.converters import OWN


class CodeConverter(StringConverter):
    """A code as it is stored; what people type from the certificate is read by the public page."""

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
    path("z/<str:code>/", views.certificate_short),
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

_of_certificate = [
    path("", certificate_views.certificate_page, name="certificate_page"),
    path("zweitschrift/<int:pk>.pdf", certificate_views.second_copy, name="second_copy"),
    path("uebersetzung/<slug:language>.pdf", certificate_views.translated, name="translated"),
    path("uebergabe/", verb_view(forms.DeliveryForm), name="note_delivery"),
    path("bescheid/", verb_view(forms.AnnounceForm), name="announce"),
    path("zweitschrift/", verb_view(forms.CopyForm), name="copy"),
    path("berichtigen/", verb_view(forms.CorrectForm), name="correct"),
    path("widerrufen/", verb_view(forms.RevokeForm), name="revoke"),
    path("neu-ausstellen/", verb_view(forms.ReissueForm), name="reissue"),
    path("verwerfen/", verb_view(forms.VoidForm), name="void"),
    path("namen-loeschen/", verb_view(forms.StubForm), name="reduce"),
]

_staff: list[URLPattern | URLResolver] = [
    path("kurse/<slug:slug>/zertifikate/", include(_of_course)),
    path("zertifikat-vorlage/", include(_default)),
    path("zertifikate/<code:code>.pdf", certificate_views.pdf, name="pdf"),
    path("zertifikate/<code:code>/", include(_of_certificate)),
]

staff = [
    path("verwaltung/", include((_staff, "certificates"))),
]
