from django.apps import AppConfig

from certificates.after_issue import occasions as after_issue
from correspondence.occasions import register


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Zertifikate"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded.
        from certificates.archive.stubs import forget_thanks
        from partners import removal

        register(*after_issue.OCCASIONS)
        removal.register(forget_thanks)
