from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Kooperationspartner"

    def ready(self) -> None:
        from courses.day_contacts import register
        from partners.day_contacts import partners_of_days

        register(partners_of_days)
