"""Rows below the row of a page: the older page undoes and deletes nothing unseen."""

import pytest

from tests.backoffice.older_page import change, just_now, now, page_of, refused
from tests.sent_form import sent

# Phone numbers as they are stored and shown.
ONE, TWO, THREE = (f"0421\N{NO-BREAK SPACE}{digit * 6}" for digit in "123")


def test_a_partner_keeps_districts_and_contact_persons(as_staff, other, partner, district):
    asked = partner.contact_persons.create(name="Ina", phone=ONE)
    old = sent(as_staff.get(page_of(partner)), notes="neu", **{"contact_persons-0-role": "Vorsitz"})
    change(other, partner, districts=[district.pk], **{"contact_persons-0-phone": TWO})
    assert as_staff.post(page_of(partner), old).status_code == 302
    asked.refresh_from_db()
    assert (now(partner, "notes"), [*partner.districts.all()]) == (("neu",), [district])
    assert (asked.role, asked.phone) == ("Vorsitz", TWO)


def test_a_contact_person_whom_two_change_is_a_conflict(as_staff, other, partner):
    asked = partner.contact_persons.create(name="Ina", phone=ONE)
    number = "contact_persons-0-phone"
    answer = refused(as_staff, other, partner, {number: THREE}, {number: TWO})
    [formset] = answer.context["inline_admin_formsets"]
    assert formset.formset.errors == [
        {
            "phone": [
                f"Hier steht inzwischen „{TWO}“. Geändert: Zita Zweit, {just_now()}."
                f" Wenn Sie noch einmal speichern, gilt Ihre Angabe „{THREE}“."
            ]
        }
    ]
    assert f'<a href="#id_{number}">Telefon: Hier steht' in answer.content.decode()
    as_staff.post(page_of(partner), sent(answer))
    asked.refresh_from_db()
    assert asked.phone == THREE


def test_what_was_typed_about_somebody_deleted_meanwhile_is_named(as_staff, other, partner):
    for name in ("Ina", "Jo"):
        partner.contact_persons.create(name=name)
    mine = {"contact_persons-0-phone": TWO, "contact_persons-1-phone": THREE}
    old = sent(as_staff.get(page_of(partner)), **mine)
    change(other, partner, **{"contact_persons-0-DELETE": "on"})
    answer = as_staff.post(page_of(partner), old)
    [formset] = answer.context["inline_admin_formsets"]
    said = [f"Diesen Eintrag hat inzwischen jemand gelöscht: Ina, {TWO}."]
    assert (answer.status_code, formset.formset.non_form_errors()) == (409, said)
    assert f"<li>{said[0]}</li>" in answer.content.decode()
    assert as_staff.post(page_of(partner), sent(answer)).status_code == 302
    assert [(row.name, row.phone) for row in partner.contact_persons.all()] == [("Jo", THREE)]


def test_who_was_deleted_meanwhile_is_no_obstacle_for_other_changes(as_staff, other, partner):
    for name in ("Ina", "Jo"):
        partner.contact_persons.create(name=name)
    old = sent(as_staff.get(page_of(partner)), notes="neu", **{"contact_persons-1-role": "Vorsitz"})
    change(other, partner, **{"contact_persons-0-DELETE": "on"})
    assert as_staff.post(page_of(partner), old).status_code == 302
    assert now(partner, "notes") == ("neu",)
    assert [(row.name, row.role) for row in partner.contact_persons.all()] == [("Jo", "Vorsitz")]


def test_who_was_changed_meanwhile_is_not_deleted_unseen(as_staff, other, partner):
    partner.contact_persons.create(name="Ina", phone=ONE)
    old = sent(as_staff.get(page_of(partner)), **{"contact_persons-0-DELETE": "on"})
    change(other, partner, **{"contact_persons-0-phone": TWO})
    answer = as_staff.post(page_of(partner), old)
    [formset] = answer.context["inline_admin_formsets"]
    assert (answer.status_code, partner.contact_persons.get().phone) == (409, TWO)
    assert formset.formset.non_form_errors() == [
        "„Ina“ hat inzwischen jemand geändert. Wenn Sie noch einmal speichern, wird der Eintrag"
        " gelöscht."
    ]
    again = sent(answer)
    assert (again["contact_persons-0-DELETE"], again["contact_persons-0-phone"]) == (["on"], [TWO])
    assert as_staff.post(page_of(partner), again).status_code == 302
    assert partner.contact_persons.count() == 0


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "", "²"])
def test_numbers_of_rows_that_there_cannot_be_break_nothing(as_staff, partner, number):
    partner.contact_persons.create(name="Ina")
    form = sent(as_staff.get(page_of(partner)))
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "0-id", "0-partner"):
        odd = {f"contact_persons-{name}": number}
        assert as_staff.post(page_of(partner), form | odd).status_code in (200, 302, 409)
    assert partner.contact_persons.filter(name="Ina").exists()
