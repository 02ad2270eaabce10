"""Whatever the form asks stands on the page that people check before sending it."""

from uuid import uuid4

import pytest
from django import forms

from participants.public.fields import ConsentField
from participants.public.form.answers import answers
from participants.public.form.application_form import ApplicationForm

QUESTIONS = [name for name in ApplicationForm.base_fields if name != "key"]
# Two answers that are read as what they are; to all other questions any words do.
TYPED = {
    "email": ("ada@example.org", "bo@example.org"),
    "phone": ("0421 111111", "0421 222222"),
    "postal_code": ("28309", "28325"),
    "guardian_contact": ("0421 333333", "0421 444444"),
}


def two_answers(name):
    """Return two different answers to a question, the first of them said in words."""
    field = ApplicationForm.base_fields[name]
    if isinstance(field, ConsentField):
        return field.widget.attrs["value"], ""
    if isinstance(field, forms.BooleanField):
        return "on", ""
    if isinstance(field, forms.ChoiceField):
        return tuple(value for value, _words in field.choices)[:2]
    return TYPED.get(name, (f"{name} eins", f"{name} zwei"))


def read_by(course, **changed):
    """Return what somebody reads who answered every question, some of them otherwise."""
    typed = {name: two_answers(name)[0] for name in QUESTIONS} | changed
    form = ApplicationForm({**typed, "key": str(uuid4())}, course=course)
    assert form.errors == {}
    return [(answer.label, answer.text) for answer in answers(form)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_another_answer_to_any_question_is_read_before_sending(course, name):
    other = two_answers(name)[1]
    assert read_by(course) != read_by(course, **{name: other})
