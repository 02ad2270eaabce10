from django.apps import AppConfig

from correspondence.occasions import register
from participants.course_changes import occasions as course_changes
from participants.interested import occasions as interested
from participants.public.own_page import occasions as own_page
from participants.registration import occasions as registration
from participants.telling import occasions as telling


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = "Teilnehmende"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded.
        from correspondence.present_address import register_people
        from participants.interested.interest import interested_with_key
        from participants.people.person import person_with_key

        register_people(person_with_key, interested_with_key)
        register(*registration.OCCASIONS, *course_changes.OCCASIONS)
        register(*own_page.OCCASIONS, *interested.OCCASIONS, *telling.OCCASIONS)
