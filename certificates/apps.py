from django.apps import AppConfig

from certificates.after_issue import occasions as after_issue
from correspondence.occasions import register


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Zertifikate"

    def ready(self) -> None:
        register(*after_issue.OCCASIONS)
