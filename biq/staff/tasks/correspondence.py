"""What is to be done so that people hear what they are to hear."""

from django.urls import reverse

from biq.staff.tasks.task import Task, list_of
from correspondence.models import Message
from participants.staff.letters import to_print
from participants.telling.calls import messages_to_call
from web.counting import one_or_many


def failed_mails() -> Task:
    number = Message.objects.failed().count()
    links = list_of("correspondence_message", "state__exact=failed")
    label = one_or_many(number, "E-Mail kam nicht an", "E-Mails kamen nicht an")
    return Task(number, label, links, urgent=True)


def calls() -> Task:
    number = messages_to_call().count()
    label = f"{one_or_many(number, 'Anruf', 'Anrufe')} zu machen"
    return Task(number, label, [("Anrufliste", reverse("staff:calls"))])


def letters() -> Task:
    number = to_print().count()
    label = f"{one_or_many(number, 'Brief', 'Briefe')} zu drucken"
    return Task(number, label, [("Briefe", reverse("staff:letters"))])
