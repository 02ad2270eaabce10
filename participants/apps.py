from django.apps import AppConfig

from correspondence.occasions import register
from participants.course_changes import occasions as course_changes
from participants.interested import occasions as interested
from participants.public.own_page import occasions as own_page
from participants.registration import occasions as registration


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = "Teilnehmende"

    def ready(self) -> None:
        register(*registration.OCCASIONS, *course_changes.OCCASIONS)
        register(*own_page.OCCASIONS, *interested.OCCASIONS)
