from datetime import date, time, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from backoffice.forms import StaffDateField, VerbForm, local_moment


def refusal(field, typed):
    """Return why the field does not take it; None when it does."""
    try:
        field.clean(typed)
    except ValidationError as error:
        return error.messages
    return None


def test_a_day_is_read_as_people_write_it():
    field = StaffDateField()
    assert {field.clean("2027-12-24"), field.clean("24.12.2027")} == {date(2027, 12, 24)}


@pytest.mark.parametrize("typed", ["0001-01-01", "1999-12-31", "9999-12-30"])
def test_a_year_that_nobody_means_is_refused(typed):
    latest = timezone.localdate().year + 10
    words = [f"Bitte prüfen Sie das Jahr. Möglich ist 2000 bis {latest}."]
    assert refusal(StaffDateField(), typed) == words


@pytest.mark.parametrize("typed", ["99999-01-01", "2026-01-01\0", "NaN", "31.02.2027"])
def test_what_is_no_day_says_how_to_write_one(typed):
    words = ["Bitte schreiben Sie das Datum so: 24.12.2027."]
    assert refusal(StaffDateField(), typed) == words


def test_what_happened_lies_not_in_the_future():
    today = timezone.localdate()
    tomorrow, field = today + timedelta(days=1), StaffDateField(future=False)
    assert refusal(field, str(today)) is None
    assert refusal(field, str(tomorrow)) == ["Dieses Datum kommt erst noch."]
    assert refusal(StaffDateField(), str(tomorrow)) is None


def test_the_last_year_that_can_be_meant_ends_with_its_december():
    latest = date(timezone.localdate().year + 10, 12, 31)
    assert refusal(StaffDateField(), str(latest)) is None
    assert refusal(StaffDateField(), str(latest + timedelta(days=1))) is not None
    assert refusal(StaffDateField(), "2000-01-01") is None


def test_a_day_that_need_not_be_there_is_none():
    assert StaffDateField(required=False).clean("") is None


def test_a_day_and_an_hour_are_a_moment_in_bremen():
    moment = local_moment(date(2027, 7, 1), time(9, 30))
    assert moment.isoformat() == "2027-07-01T09:30:00+02:00"
    assert (local_moment(None, time(9, 30)), local_moment(date(2027, 7, 1), None)) == (None, None)


class RenameForm(VerbForm):
    slug = "umbenennen"
    name = forms.CharField()
    refused: Exception | None = None

    def act(self):
        User.objects.update(name=self.cleaned_data["name"])
        if self.refused:
            raise self.refused
        return "Umbenannt."


def test_a_verb_says_what_it_did(leader):
    form = RenameForm({"name": "Neu"})
    assert (form.carry_out(), form.said, form.non_field_errors()) == (True, "Umbenannt.", [])
    leader.refresh_from_db()
    assert leader.name == "Neu"


def test_a_refused_verb_stores_nothing_and_shows_why(leader):
    form = RenameForm({"name": "Neu"})
    form.refused = ValidationError(["Das geht nicht.", "Noch nicht."])
    assert (form.carry_out(), form.said) == (False, "")
    assert form.non_field_errors() == ["Das geht nicht.", "Noch nicht."]
    leader.refresh_from_db()
    assert leader.name != "Neu"


def test_a_form_that_is_not_filled_in_does_nothing(leader):
    form = RenameForm({"name": ""})
    assert (form.carry_out(), form.said) == (False, "")
    leader.refresh_from_db()
    assert leader.name != ""


def test_any_other_error_is_no_refusal_and_stores_nothing(leader):
    form = RenameForm({"name": "Neu"})
    form.refused = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        form.carry_out()
    leader.refresh_from_db()
    assert leader.name != "Neu"


def test_the_fields_of_two_verbs_on_one_page_have_ids_of_their_own():
    assert RenameForm()["name"].id_for_label == "umbenennen-name"
