"""Every public form asks all that it knows, and nothing twice."""

import pytest

from participants.interested.form import InterestForm, interest_layout
from participants.models import Participant
from participants.public.form.application_form import ApplicationForm
from participants.public.form.layout import registration_layout
from participants.public.own_page.contact_form import ContactForm, contact_layout


def asked(helper):
    return sorted(pointer.name for pointer in helper.layout.get_field_names())


@pytest.mark.parametrize("number", [1, 2])
def test_the_registration_form_asks_every_field_once(course, number):
    assert asked(registration_layout(number)) == sorted(ApplicationForm(course=course).fields)


def test_the_contact_form_asks_every_field_once():
    assert asked(contact_layout()) == sorted(ContactForm(person=Participant()).fields)


def test_the_form_for_the_interested_asks_every_field_once(db):
    assert asked(interest_layout()) == sorted(InterestForm().fields)


def test_only_whoever_types_for_others_reads_that_everybody_agrees_alone():
    said = [
        [
            str(part.text)
            for part in registration_layout(number).layout.fields[5].fields[:2]
            if hasattr(part, "text")
        ]
        for number in (1, 2)
    ]
    assert [len(words) for words in said] == [1, 2]
    assert said[1][1].startswith("Hier kreuzt nur die Person selbst etwas an.")
