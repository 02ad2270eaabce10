from django.apps import AppConfig

from correspondence.occasions import register as register_occasions
from partners import occasions


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Kooperationspartner"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded.
        from correspondence.present_address import register_people
        from courses import day_contacts, item_order
        from partners.contribution_slots import follow
        from partners.day_contacts import partners_of_days
        from partners.partner import contact_with_key

        day_contacts.register(partners_of_days)
        item_order.register(follow)
        register_people(contact_with_key)
        register_occasions(*occasions.OCCASIONS)
