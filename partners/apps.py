from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Kooperationspartner"

    def ready(self) -> None:
        from courses import day_contacts, item_order
        from partners.contribution_slots import follow
        from partners.day_contacts import partners_of_days

        day_contacts.register(partners_of_days)
        item_order.register(follow)
