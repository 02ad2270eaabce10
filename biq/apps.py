from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class BiqConfig(AppConfig):
    name = "biq"
    label = "biq"
    verbose_name = "Bürger im Quartier"


class BiqAdminConfig(AdminConfig):
    """Django's admin with our own site, the staff face."""

    default_site = "backoffice.staff_admin.StaffSite"
